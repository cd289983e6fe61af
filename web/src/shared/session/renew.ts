import { accessMark, cookie } from './cookies';
import { waitAtGate } from './gate';

const LOCK = 'storekeeper.session';
let renewing: Promise<boolean> | undefined;

/** New tokens for old ones, once for all requests of all tabs; false where the session is over. */
export function refresh(stale: string | undefined): Promise<boolean> {
    renewing ??= alone(() => exchange(stale)).finally(() => {
        renewing = undefined;
    });
    return renewing;
}

/** A session that lives: by new tokens, or by a person who logs in again. */
export async function renew(stale: string | undefined): Promise<void> {
    if (!(await refresh(stale))) await waitAtGate();
}

async function exchange(stale: string | undefined): Promise<boolean> {
    if (accessMark() !== stale) return accessMark() !== undefined;
    const mark = cookie('csrf_refresh_token');
    if (!mark) return false;
    const answer = await fetch('/api/v1/users/refresh', {
        method: 'POST',
        headers: { 'X-CSRF-TOKEN': mark },
    });
    return answer.ok;
}

/** Without TLS browsers have no locks: tabs may then ask twice, which the server forgives. */
async function alone<Result>(work: () => Promise<Result>): Promise<Result> {
    return navigator.locks ? await navigator.locks.request(LOCK, work) : work();
}
