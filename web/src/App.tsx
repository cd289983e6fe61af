import { lazy, Suspense } from 'react';
import { BrowserRouter, Route, Routes } from 'react-router-dom';
import { LoginPage } from './office/login/LoginPage';

// Whoever is not logged in yet needs little; the rest comes while they type.
const Office = lazy(() => import('./office/Office'));

/** The pages of staff, below /office. */
export function App() {
    return (
        <BrowserRouter basename="/office">
            <Suspense fallback={null}>
                <Routes>
                    <Route path="/login" element={<LoginPage />} />
                    <Route path="/*" element={<Office />} />
                </Routes>
            </Suspense>
        </BrowserRouter>
    );
}
