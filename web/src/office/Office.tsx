import { lazy } from 'react';
import { Admin, CustomRoutes } from 'react-admin';
import { BrowserRouter, Route } from 'react-router-dom';
import { i18nProvider } from '../shared/i18n/provider';
import { store } from '../shared/store';
import { darkTheme, lightTheme } from '../shared/theme/themes';
import { authProvider } from './authProvider';
import { dataProvider } from './dataProvider';
import { Home } from './layout/Home';
import { Nowhere } from './layout/Nowhere';
import { Shell } from './layout/Shell';
import { OFFICE } from './places';
import { queryClient } from './queryClient';

const ReportList = lazy(() => import('./reports/ReportList'));
const ReportPage = lazy(() => import('./reports/ReportPage'));
const ExportsPage = lazy(() => import('./exports/ExportsPage'));
const SchedulesPage = lazy(() => import('./schedules/SchedulesPage'));
const PreferencesPage = lazy(() => import('./preferences/PreferencesPage'));

/** What staff see once they are logged in. */
export default function Office() {
    return (
        <BrowserRouter basename={OFFICE}>
            <Admin
                authProvider={authProvider}
                dataProvider={dataProvider}
                i18nProvider={i18nProvider}
                queryClient={queryClient}
                store={store}
                lightTheme={lightTheme}
                darkTheme={darkTheme}
                layout={Shell}
                catchAll={Nowhere}
                loginPage={false}
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
            </Admin>
        </BrowserRouter>
    );
}
