import Box from '@mui/material/Box';
import FormControlLabel from '@mui/material/FormControlLabel';
import MenuItem from '@mui/material/MenuItem';
import Switch from '@mui/material/Switch';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useFormat } from '../../shared/format/useFormat';
import { useText } from '../../shared/i18n/useText';
import { DataText } from '../../shared/parts/DataText';
import type { Previous, Report } from '../api/types';
import type { ReportState } from './state';

interface Props {
    report: Report;
    state: ReportState;
    previous: Previous | null | undefined;
    onChange: (changes: Partial<ReportState>) => void;
}

/** By what the rows are grouped, in one level or two, and whether the period before is shown. */
export function Groupings({ report, state, previous, onChange }: Props) {
    const text = useText();
    const format = useFormat();
    const [first = '', second = ''] = state.groups;
    // What was sorted by may not be there in other groups.
    const group = (...names: string[]) =>
        onChange({ groups: names.filter(Boolean), sort: undefined });
    if (!report.group_by.length && !report.period) return null;
    return (
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2, alignItems: 'center' }}>
            {report.group_by.length > 0 && (
                <GroupField
                    label={text('report.group_by')}
                    none={text('report.no_grouping')}
                    report={report}
                    value={first}
                    without={second}
                    onChange={(name) => (name ? group(name, second) : group())}
                />
            )}
            {first && report.group_by.length > 1 && (
                <GroupField
                    label={text('report.then_by')}
                    none={text('report.no_grouping')}
                    report={report}
                    value={second}
                    without={first}
                    onChange={(name) => group(first, name)}
                />
            )}
            {report.period && (
                <FormControlLabel
                    label={text('report.compare')}
                    control={
                        <Switch
                            checked={state.isCompared}
                            onChange={(_, isCompared) => onChange({ isCompared })}
                        />
                    }
                />
            )}
            {state.isCompared && previous && (
                <Typography variant="body2" color="text.secondary">
                    {text('report.compared', {
                        from: format.date(previous.from.slice(0, 10)),
                        to: format.date(previous.to.slice(0, 10)),
                    })}
                </Typography>
            )}
        </Box>
    );
}

interface FieldProps {
    label: string;
    none: string;
    report: Report;
    value: string;
    without: string;
    onChange: (name: string) => void;
}

function GroupField({ label, none, report, value, without, onChange }: FieldProps) {
    return (
        <TextField
            select
            label={label}
            value={value}
            onChange={(event) => onChange(event.target.value)}
            slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}
            sx={{ width: { xs: '100%', sm: 220 } }}
        >
            <MenuItem value="">{none}</MenuItem>
            {report.group_by
                .filter(({ name }) => name !== without)
                .map((each) => (
                    <MenuItem key={each.name} value={each.name}>
                        <DataText>{each.label}</DataText>
                    </MenuItem>
                ))}
        </TextField>
    );
}
