/** A text from the data: always text, and its marks of direction end where it ends. */
export function DataText({ children }: { children: string }) {
    return <bdi dir="auto">{children}</bdi>;
}
