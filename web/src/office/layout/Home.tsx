import { usePermissions } from 'react-admin';
import { Navigate } from 'react-router-dom';
import { Loading } from '../../shared/parts/Loading';
import { page } from '../page';
import { DASHBOARD } from './usePlaces';

const Dashboard = page('/', () => import('../dashboard/DashboardPage'));

/** The first page: the dashboard, or the reports for whom it is not open. */
export function Home() {
    const { permissions, isPending } = usePermissions<string[]>();
    if (isPending) return <Loading />;
    return permissions?.includes(DASHBOARD) ? <Dashboard /> : <Navigate to="/reports" replace />;
}
