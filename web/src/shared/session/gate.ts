/**
 * Where requests wait whose session is over, until the person has logged in again:
 * the page stays as it is, with all that was typed.
 */
type Listener = (isClosed: boolean) => void;

let opening: Promise<void> | undefined;
let open: (() => void) | undefined;
let listener: Listener | undefined;

/** Wait until the person has logged in again. */
export function waitAtGate(): Promise<void> {
    opening ??= new Promise<void>((resolve) => {
        open = resolve;
        listener?.(true);
    });
    return opening;
}

/** The person has logged in: all that waited goes on. */
export function openGate(): void {
    open?.();
    opening = open = undefined;
    listener?.(false);
}

/** Tell when the gate closes and opens; answers how to stop. */
export function watchGate(watcher: Listener): () => void {
    listener = watcher;
    if (opening) watcher(true);
    return () => {
        listener = undefined;
    };
}
