import { lazy, Suspense, useState } from 'react';
import { LoginPage } from './office/login/LoginPage';
import { LOGIN, OFFICE } from './office/places';
import { maybeSignedIn } from './shared/session/cookies';
import { person } from './shared/session/session';

// Whoever is not logged in yet needs little; the rest comes while they type.
const Office = lazy(() => {
    // Who is logged in is asked meanwhile; whoever needs to know is told if nobody can say.
    person().catch(() => undefined);
    return import('./office/Office');
});

/** The pages of staff, and the door in front of them. */
export function App() {
    const [isOutside, setOutside] = useState(comesToTheDoor);
    if (isOutside) return <LoginPage onDone={() => setOutside(goesOn())} />;
    return (
        <Suspense fallback={null}>
            <Office />
        </Suspense>
    );
}

/** Whether the login page is asked for, or it is where who asks for another one has to begin. */
function comesToTheDoor(): boolean {
    const { pathname, search } = window.location;
    if (pathname === LOGIN) return true;
    if (maybeSignedIn()) return false;
    const next = pathname.slice(OFFICE.length) + search;
    window.history.replaceState(null, '', `${LOGIN}?${new URLSearchParams({ next })}`);
    return true;
}

/** To the page that was asked for: only a path of ours, however it is written. */
function goesOn(): false {
    const next = new URLSearchParams(window.location.search).get('next');
    const path = next && /^\/(?![/\\])/.test(next) ? next : '/';
    window.history.replaceState(null, '', OFFICE + path);
    return false;
}
