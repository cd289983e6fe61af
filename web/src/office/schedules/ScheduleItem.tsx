import Delete from '@mui/icons-material/DeleteOutline';
import Box from '@mui/material/Box';
import IconButton from '@mui/material/IconButton';
import MuiLink from '@mui/material/Link';
import Switch from '@mui/material/Switch';
import Typography from '@mui/material/Typography';
import { useNotify, useUpdate } from 'react-admin';
import { Link } from 'react-router-dom';
import { searchOf } from '../../shared/api/search';
import { useFormat } from '../../shared/format/useFormat';
import { useText } from '../../shared/i18n/useText';
import { DataText } from '../../shared/parts/DataText';
import { saidOf } from '../../shared/problem/said';
import type { Schedule } from '../api/types';
import { useDeletion } from '../useDeletion';
import { saidOfWhen } from './when';

/** One schedule: what is sent when, whether it is, and the way to end it. */
export function ScheduleItem({ schedule }: { schedule: Schedule }) {
    const text = useText();
    const format = useFormat();
    const notify = useNotify();
    const remove = useDeletion('report-schedules', schedule);
    const [update] = useUpdate<Schedule>();
    const { id, title, report, filters, group_by, is_active, next_at, last_at } = schedule;
    const search = searchOf({ filters, group_by });
    const facts = [
        saidOfWhen(schedule, text, format.weekday),
        text(`report.${schedule.format}`),
        is_active
            ? next_at && `${text('schedules.next')}: ${format.time(next_at)}`
            : text('schedules.paused'),
        last_at && `${text('schedules.last')}: ${format.time(last_at)}`,
    ];

    function turn(isOn: boolean) {
        update(
            'report-schedules',
            { id, data: { is_active: isOn }, previousData: schedule },
            {
                mutationMode: 'optimistic',
                onError: (error) => notify(saidOf(error, text).title, { type: 'error' }),
            },
        );
    }

    return (
        <Box
            component="li"
            sx={{
                display: 'flex',
                alignItems: 'center',
                gap: 1.5,
                px: 2,
                py: 1.5,
                '& + &': { borderTop: 1, borderColor: 'divider' },
            }}
        >
            <Switch
                checked={is_active}
                onChange={(_, isOn) => turn(isOn)}
                slotProps={{ input: { 'aria-label': text('schedules.switch', { title }) } }}
            />
            <Box sx={{ flex: 1, minWidth: 0 }}>
                <MuiLink
                    component={Link}
                    to={`/reports/${encodeURIComponent(report)}?${search}`}
                    underline="hover"
                    sx={{ fontWeight: 600 }}
                >
                    <DataText>{title}</DataText>
                </MuiLink>
                <Typography variant="body2" color="text.secondary">
                    {facts.filter(Boolean).join(' · ')}
                </Typography>
                {schedule.last_error && (
                    <Typography variant="body2" color="error">
                        <DataText>{schedule.last_error}</DataText>
                    </Typography>
                )}
            </Box>
            <IconButton aria-label={text('schedules.delete', { title })} onClick={remove}>
                <Delete />
            </IconButton>
        </Box>
    );
}
