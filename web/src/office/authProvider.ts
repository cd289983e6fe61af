import type { AuthProvider } from 'react-admin';
import { logOut, person } from '../shared/session/session';
import { OFFICE } from './places';

/** Who is logged in, as react-admin asks for it. */
export const authProvider: AuthProvider = {
    // The login page logs in by itself.
    login: async () => undefined,
    logout: async () => {
        await logOut();
        return '/login';
    },
    checkAuth: async () => {
        await person().catch((error) => {
            const here = window.location.pathname.slice(OFFICE.length) + window.location.search;
            throw Object.assign(error, {
                message: false,
                redirectTo: `/login?next=${encodeURIComponent(here)}`,
            });
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
