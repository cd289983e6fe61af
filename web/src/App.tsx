import { lazy, Suspense, useState } from 'react';
import { LoginPage } from './office/login/LoginPage';
import { LOGIN, OFFICE } from './office/places';
import { maybeSignedIn } from './shared/session/cookies';

// Whoever is not logged in yet needs little; the rest comes while they type.
const Office = lazy(() => import('./office/Office'));

/** The pages of staff, and the door in front of them. */
export function App() {
    const [isOutside, setOutside] = useState(
        () => window.location.pathname === LOGIN || !maybeSignedIn(),
    );
    if (isOutside) return <LoginPage onDone={() => enter(() => setOutside(false))} />;
    return (
        <Suspense fallback={null}>
            <Office />
        </Suspense>
    );
}

/** To the page that was asked for; whoever came by the door itself gets the first one. */
function enter(then: () => void): void {
    const next = new URLSearchParams(window.location.search).get('next');
    if (window.location.pathname === LOGIN) {
        // Only a path of ours: no other address, however it is written.
        const path = next && /^\/(?![/\\])/.test(next) ? next : '/';
        window.history.replaceState(null, '', `${OFFICE}${path}`);
    }
    then();
}
