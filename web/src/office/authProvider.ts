import type { AuthProvider } from 'react-admin';
import { Problem } from '../shared/api/problem';
import { logOut, person } from '../shared/session/session';
import { LOGIN, OFFICE } from './places';

/** Who is logged in, as react-admin asks for it. */
export const authProvider: AuthProvider = {
    // The login page logs in by itself.
    login: async () => undefined,
    logout: async () => {
        await logOut();
        return leave();
    },
    checkAuth: async () => {
        await person().catch((error) => {
            if (error instanceof Problem && error.status === 401) return leave(here());
            // That the server is away is told by what one looks at.
            return undefined;
        });
    },
    // A session that ends meanwhile is seen to where requests are sent.
    checkError: async () => undefined,
    getIdentity: async () => {
        const { id, name } = await person();
        return { id, fullName: name };
    },
    getPermissions: async () => (await person()).permissions,
};

function here(): string {
    return window.location.pathname.slice(OFFICE.length) + window.location.search;
}

/** To the login by a new page: nothing of the person stays, and nothing is asked for meanwhile. */
function leave(next?: string): Promise<never> {
    window.location.replace(next ? `${LOGIN}?${new URLSearchParams({ next })}` : LOGIN);
    return new Promise(() => {});
}
