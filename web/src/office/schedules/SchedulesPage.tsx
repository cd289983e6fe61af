import ScheduleSend from '@mui/icons-material/ScheduleSendOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Card from '@mui/material/Card';
import { useGetList } from 'react-admin';
import { Link } from 'react-router-dom';
import { useClock } from '../../shared/format/useClock';
import { useText } from '../../shared/i18n/useText';
import { Empty } from '../../shared/parts/Empty';
import { Loading } from '../../shared/parts/Loading';
import { PageHead } from '../../shared/parts/PageHead';
import { ProblemNote } from '../../shared/problem/ProblemNote';
import type { Schedule } from '../api/types';
import { ScheduleItem } from './ScheduleItem';

/** The reports that come to the person by mail. */
export default function SchedulesPage() {
    const text = useText();
    const clock = useClock();
    const { data, error, refetch } = useGetList<Schedule>('report-schedules', {
        pagination: { page: 1, perPage: 100 },
    });
    return (
        <>
            <PageHead title={text('schedules.title')} hint={`${text('schedules.hint')} ${clock}`} />
            {Boolean(error) && <ProblemNote error={error} onRetry={() => refetch()} />}
            {!data && !error && <Loading />}
            {data && (
                <Card>
                    {data.length === 0 && (
                        <Empty
                            icon={<ScheduleSend />}
                            title={text('schedules.empty')}
                            hint={text('schedules.empty_hint')}
                        >
                            <Button component={Link} to="/reports" variant="contained">
                                {text('exports.to_reports')}
                            </Button>
                        </Empty>
                    )}
                    <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
                        {data.map((each) => (
                            <ScheduleItem key={each.id} schedule={each} />
                        ))}
                    </Box>
                </Card>
            )}
        </>
    );
}
