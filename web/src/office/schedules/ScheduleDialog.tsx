import MenuItem from '@mui/material/MenuItem';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import { useText } from '../../shared/i18n/useText';
import { FormDialog } from '../../shared/parts/FormDialog';
import { TitleField } from '../../shared/parts/TitleField';
import { addSchedule } from '../api/calls';
import type { Every, Format, Report } from '../api/types';
import { chosenOf, type ReportState } from '../reports/state';
import { WhenFields } from './WhenFields';

interface Props {
    report: Report;
    state: ReportState;
    onClose: () => void;
}

const FIRST = { every: 'weekly' as Every, weekday: 1, month_day: 1, hour: 7 };

/** Sends a report as one looks at it by mail, again and again. */
export default function ScheduleDialog({ report, state, onClose }: Props) {
    const text = useText();
    const notify = useNotify();
    const client = useQueryClient();
    const [title, setTitle] = useState(report.title);
    const [format, setFormat] = useState<Format>('xlsx');
    const [when, setWhen] = useState(FIRST);

    async function save() {
        await addSchedule({
            report: report.id,
            title,
            filters: chosenOf(report, state.filters),
            group_by: state.groups.join(',') || null,
            format,
            every: when.every,
            weekday: when.every === 'weekly' ? when.weekday : null,
            month_day: when.every === 'monthly' ? when.month_day : null,
            hour: when.hour,
        });
        await client.invalidateQueries({ queryKey: ['report-schedules'] });
        notify(text('schedules.saved'), { type: 'success' });
    }

    return (
        <FormDialog
            title={text('schedules.new', { title: report.title })}
            hint={text('schedules.new_hint')}
            submit={text('app.save')}
            onSubmit={save}
            onClose={onClose}
        >
            {(errors) => (
                <Stack spacing={2}>
                    <TitleField
                        label={text('schedules.name')}
                        value={title}
                        error={errors.title}
                        onChange={setTitle}
                    />
                    <TextField
                        select
                        label={text('schedules.format')}
                        value={format}
                        onChange={(event) => setFormat(event.target.value as Format)}
                    >
                        {report.formats.map((each) => (
                            <MenuItem key={each} value={each}>
                                {text(`report.${each}`)}
                            </MenuItem>
                        ))}
                    </TextField>
                    <WhenFields when={when} onChange={setWhen} errors={errors} />
                </Stack>
            )}
        </FormDialog>
    );
}
