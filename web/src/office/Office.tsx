import { Admin, CustomRoutes } from 'react-admin';
import { Route } from 'react-router-dom';
import { i18nProvider } from '../shared/i18n/provider';
import { store } from '../shared/store';
import { darkTheme, lightTheme } from '../shared/theme/themes';
import { authProvider } from './authProvider';

/** What staff see once they are logged in. */
export default function Office() {
    return (
        <Admin
            authProvider={authProvider}
            i18nProvider={i18nProvider}
            store={store}
            lightTheme={lightTheme}
            darkTheme={darkTheme}
            loginPage={false}
            requireAuth
            disableTelemetry
        >
            <CustomRoutes>
                <Route path="/" element={<p>Hello</p>} />
            </CustomRoutes>
        </Admin>
    );
}
