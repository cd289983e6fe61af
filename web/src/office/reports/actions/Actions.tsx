import LinkIcon from '@mui/icons-material/Link';
import Schedule from '@mui/icons-material/ScheduleSendOutlined';
import IconButton from '@mui/material/IconButton';
import Tooltip from '@mui/material/Tooltip';
import { lazy, Suspense, useState } from 'react';
import { useNotify } from 'react-admin';
import { useText } from '../../../shared/i18n/useText';
import type { Report } from '../../api/types';
import { ViewsMenu } from '../../views/ViewsMenu';
import type { ReportState } from '../state';
import { DownloadMenu } from './DownloadMenu';

const ScheduleDialog = lazy(() => import('../../schedules/ScheduleDialog'));

interface Props {
    report: Report;
    state: ReportState;
}

/** What can be done with a report as one looks at it. */
export function Actions({ report, state }: Props) {
    const text = useText();
    const notify = useNotify();
    const [isPlanning, setPlanning] = useState(false);

    async function copyLink() {
        await navigator.clipboard.writeText(window.location.href);
        notify(text('app.copied'));
    }

    return (
        <>
            {/* Without TLS browsers lend nobody the clipboard. */}
            {navigator.clipboard && (
                <Tooltip title={text('report.link')}>
                    <IconButton aria-label={text('report.link')} onClick={copyLink}>
                        <LinkIcon />
                    </IconButton>
                </Tooltip>
            )}
            <Tooltip title={text('report.schedule')}>
                <IconButton aria-label={text('report.schedule')} onClick={() => setPlanning(true)}>
                    <Schedule />
                </IconButton>
            </Tooltip>
            <ViewsMenu report={report} state={state} />
            <DownloadMenu report={report} state={state} />
            {isPlanning && (
                <Suspense fallback={null}>
                    <ScheduleDialog
                        report={report}
                        state={state}
                        onClose={() => setPlanning(false)}
                    />
                </Suspense>
            )}
        </>
    );
}
