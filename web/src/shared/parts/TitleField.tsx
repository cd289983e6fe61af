import TextField from '@mui/material/TextField';

interface Props {
    label: string;
    value: string;
    error: string | undefined;
    onChange: (title: string) => void;
}

/** What one calls a thing that one saves; the first field of its dialog. */
export function TitleField({ label, value, error, onChange }: Props) {
    return (
        <TextField
            autoFocus
            required
            name="title"
            label={label}
            value={value}
            error={Boolean(error)}
            helperText={error}
            onChange={(event) => onChange(event.target.value)}
            slotProps={{ htmlInput: { maxLength: 120, dir: 'auto' } }}
        />
    );
}
