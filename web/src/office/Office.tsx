import CssBaseline from '@mui/material/CssBaseline';
import { AdminContext, CoreAdminUI, CustomRoutes, LoadingPage, Notification } from 'react-admin';
import { BrowserRouter, Route } from 'react-router-dom';
import { i18nProvider } from '../shared/i18n/provider';
import { store } from '../shared/store';
import { darkTheme, lightTheme } from '../shared/theme/themes';
import { authProvider } from './authProvider';
import { dataProvider } from './dataProvider';
import { Broken } from './layout/Broken';
import { Home } from './layout/Home';
import { Nowhere } from './layout/Nowhere';
import { Shell } from './layout/Shell';
import { page } from './page';
import { OFFICE } from './places';
import { queryClient } from './queryClient';

const ReportList = page('/reports', () => import('./reports/ReportList'));
const ReportPage = page('/reports/:id', () => import('./reports/ReportPage'));
const ExportsPage = page('/exports', () => import('./exports/ExportsPage'));
const SchedulesPage = page('/schedules', () => import('./schedules/SchedulesPage'));
const PreferencesPage = page('/preferences', () => import('./preferences/PreferencesPage'));

/** What staff see once they are logged in. By the parts of react-admin: its whole brings its own
 * login, layout and forms along. */
export default function Office() {
    return (
        <BrowserRouter basename={OFFICE}>
            <AdminContext
                authProvider={authProvider}
                dataProvider={dataProvider}
                i18nProvider={i18nProvider}
                queryClient={queryClient}
                store={store}
                lightTheme={lightTheme}
                darkTheme={darkTheme}
            >
                <CssBaseline enableColorScheme />
                <CoreAdminUI
                    layout={Shell}
                    loading={LoadingPage}
                    error={Broken}
                    catchAll={Nowhere}
                    accessDenied={Nowhere}
                    authenticationError={Nowhere}
                    requireAuth
                    disableTelemetry
                >
                    <CustomRoutes>
                        <Route path="/" element={<Home />} />
                        <Route path="/reports" element={<ReportList />} />
                        <Route path="/reports/:id" element={<ReportPage />} />
                        <Route path="/exports" element={<ExportsPage />} />
                        <Route path="/schedules" element={<SchedulesPage />} />
                        <Route path="/preferences" element={<PreferencesPage />} />
                    </CustomRoutes>
                </CoreAdminUI>
                <Notification />
            </AdminContext>
        </BrowserRouter>
    );
}
