import { useEffect } from 'react';
import { useLocation } from 'react-router-dom';
import { LOGIN } from '../places';

/** Out of the office: the page begins anew, and nothing of the person stays in its memory. */
export function Leave() {
    const { search, state } = useLocation();
    useEffect(() => {
        // Either we have said where to go on, or react-admin keeps where it was.
        const here = state?.nextPathname && state.nextPathname + (state.nextSearch ?? '');
        const next = new URLSearchParams(search).get('next') ?? here;
        const query = next ? `?${new URLSearchParams({ next })}` : '';
        window.location.replace(LOGIN + query);
    }, [search, state]);
    return null;
}
