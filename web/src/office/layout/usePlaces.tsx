import Assessment from '@mui/icons-material/AssessmentOutlined';
import Download from '@mui/icons-material/DownloadForOfflineOutlined';
import Schedule from '@mui/icons-material/ScheduleSendOutlined';
import Dashboard from '@mui/icons-material/SpaceDashboardOutlined';
import Tune from '@mui/icons-material/TuneOutlined';
import { usePermissions } from 'react-admin';
import { useReports } from '../reports/useReports';

/** The permission to see the dashboard. */
export const DASHBOARD = 'reports.dashboard';

/** The pages of the menu: only those that the person may open. */
export function usePlaces() {
    const { permissions = [] } = usePermissions<string[]>();
    const { data: reports = [] } = useReports();
    const hasReports = reports.length > 0;
    const all = [
        { path: '/', name: 'dashboard', icon: <Dashboard />, may: permissions.includes(DASHBOARD) },
        { path: '/reports', name: 'reports', icon: <Assessment />, may: hasReports },
        { path: '/exports', name: 'exports', icon: <Download />, may: hasReports },
        { path: '/schedules', name: 'schedules', icon: <Schedule />, may: hasReports },
        { path: '/preferences', name: 'preferences', icon: <Tune />, may: true },
    ] as const;
    return all.filter(({ may }) => may);
}
