import TextField from '@mui/material/TextField';
import type { FieldProps } from './FilterField';

const MODES = { integer: 'numeric', decimal: 'decimal' } as const;

/** A text or a number; whether it is one, the server says. */
export function PlainField({ filter, value, error, onChange }: FieldProps) {
    const mode =
        filter.type === 'integer' || filter.type === 'decimal' ? MODES[filter.type] : 'text';
    return (
        <TextField
            name={filter.name}
            label={filter.label}
            required={filter.required}
            value={value}
            error={Boolean(error)}
            helperText={error}
            onChange={(event) => onChange(event.target.value.trimStart())}
            slotProps={{ htmlInput: { inputMode: mode, dir: 'auto', maxLength: 200 } }}
        />
    );
}
