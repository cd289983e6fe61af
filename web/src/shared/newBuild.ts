const MARK = 'office.loaded-anew-at';
const PAUSE = 60_000;

/** A part of an open page may be gone, since a newer build took its place: then the page is loaded
 * anew, but never in circles. */
export function followNewBuilds(): void {
    window.addEventListener('vite:preloadError', (event) => {
        if (Date.now() - Number(sessionStorage.getItem(MARK)) < PAUSE) return;
        sessionStorage.setItem(MARK, String(Date.now()));
        event.preventDefault();
        window.location.reload();
    });
}
