import { Problem } from '../api/problem';
import type { components } from '../api/schema';
import { CSRF, refuse, sendOnce } from '../api/send';
import { accessMark, cookie, maybeSignedIn } from './cookies';
import { refresh } from './renew';

export type Person = components['schemas']['ProfileAnswer'];

const JSON_BODY = { 'Content-Type': 'application/json' };
let asked: Promise<Person> | undefined;
let known: Person | undefined;

/** Who was logged in last, as far as this page knows. */
export const knownPerson = () => known;

/** Who is logged in; asked for once a session. Without one this refuses, and asks nobody. */
export function person(): Promise<Person> {
    asked ??= profile().catch((error) => {
        asked = undefined;
        throw error;
    });
    return asked;
}

/** Log in; the tokens come as cookies that no script can read. */
export async function logIn(email: string, password: string): Promise<void> {
    const body = JSON.stringify({ email, password });
    await refuse(await sendOnce(call('login', { method: 'POST', headers: JSON_BODY, body })));
    asked = undefined;
}

/** Log out; a session that is over already needs nothing more. */
export async function logOut(): Promise<void> {
    asked = undefined;
    const mark = cookie('csrf_refresh_token');
    if (mark) await sendOnce(call('logout', { method: 'POST', headers: { [CSRF]: mark } }));
}

async function profile(): Promise<Person> {
    if (!maybeSignedIn()) throw new Problem(401, { code: 'unauthenticated' });
    const mark = accessMark();
    let answer = await sendOnce(call('profile'));
    if (answer.status === 401 && (await refresh(mark))) answer = await sendOnce(call('profile'));
    known = (await (await refuse(answer)).json()) as Person;
    return known;
}

function call(name: string, init?: RequestInit): Request {
    return new Request(`/api/v1/users/${name}`, init);
}
