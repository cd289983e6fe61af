import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';

interface Props<Value extends string> {
    label: string;
    value: Value;
    choices: { value: Value; label: string }[];
    onChange: (value: Value) => void;
}

/** One of a few. */
export function Choice<Value extends string>({ label, value, choices, onChange }: Props<Value>) {
    return (
        <TextField
            select
            label={label}
            value={value}
            onChange={(event) => onChange(event.target.value as Value)}
            sx={{ maxWidth: 320 }}
        >
            {choices.map((each) => (
                <MenuItem key={each.value} value={each.value}>
                    {each.label}
                </MenuItem>
            ))}
        </TextField>
    );
}
