import FormControl from '@mui/material/FormControl';
import InputLabel from '@mui/material/InputLabel';
import OutlinedInput from '@mui/material/OutlinedInput';
import { type ReactNode, useId } from 'react';

interface Props {
    type: 'email' | 'password' | 'text';
    name: string;
    label: string;
    autoComplete: string;
    autoFocus: boolean;
    value: string;
    onChange: (value: string) => void;
    end?: ReactNode;
}

/** A needed text. By its parts: MUI's TextField would bring all of its menus to the login page. */
export function LoginField({ label, end, onChange, ...input }: Props) {
    const id = useId();
    return (
        <FormControl required fullWidth variant="outlined">
            <InputLabel htmlFor={id}>{label}</InputLabel>
            <OutlinedInput
                {...input}
                id={id}
                label={label}
                endAdornment={end}
                onChange={(event) => onChange(event.target.value)}
            />
        </FormControl>
    );
}
