import TextField from '@mui/material/TextField';
import { useClock } from '../../../shared/format/useClock';
import type { Filter } from '../../api/types';

interface Props {
    filter: Filter;
    value: string;
    error: string | undefined;
    onChange: (value: string) => void;
}

/** A date or a time of the shop, by the field that the browser has for it. */
export function CalendarField({ filter, value, error, onChange }: Props) {
    const clock = useClock();
    const hasTime = filter.type === 'datetime';
    return (
        <TextField
            type={hasTime ? 'datetime-local' : 'date'}
            name={filter.name}
            label={filter.label}
            required={filter.required}
            value={hasTime && value && !value.includes('T') ? `${value}T00:00` : value}
            error={Boolean(error)}
            helperText={error ?? (hasTime && clock)}
            onChange={(event) => onChange(event.target.value)}
            slotProps={{ inputLabel: { shrink: true } }}
        />
    );
}
