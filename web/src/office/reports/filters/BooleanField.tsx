import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { useText } from '../../../shared/i18n/useText';
import type { FieldProps } from './FilterField';

/** Yes, no, or both. */
export function BooleanField({ filter, value, error, onChange }: FieldProps) {
    const text = useText();
    return (
        <TextField
            select
            name={filter.name}
            label={filter.label}
            value={value}
            error={Boolean(error)}
            helperText={error}
            onChange={(event) => onChange(event.target.value)}
            slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}
        >
            {!filter.required && <MenuItem value="">{text('report.any')}</MenuItem>}
            <MenuItem value="true">{text('app.yes')}</MenuItem>
            <MenuItem value="false">{text('app.no')}</MenuItem>
        </TextField>
    );
}
