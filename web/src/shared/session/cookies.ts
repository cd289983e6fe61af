/** The value of a cookie that scripts may read, if it is there. */
export function cookie(name: string): string | undefined {
    const found = document.cookie.split('; ').find((each) => each.startsWith(`${name}=`));
    return found && decodeURIComponent(found.slice(name.length + 1));
}

/** Changes with every new pair of tokens, in whichever tab it was asked for. */
export const accessMark = () => cookie('csrf_access_token');

/** Whether a session can be here at all: its tokens themselves are hidden from scripts. */
export const maybeSignedIn = () => accessMark() !== undefined;
