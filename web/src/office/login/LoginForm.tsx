import VisibilityOff from '@mui/icons-material/VisibilityOffOutlined';
import Visibility from '@mui/icons-material/VisibilityOutlined';
import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import InputAdornment from '@mui/material/InputAdornment';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import { type FormEvent, useState } from 'react';
import { useText } from '../../shared/i18n/useText';
import { logIn } from '../../shared/session/session';
import { useRefusal } from './useRefusal';

interface Props {
    email?: string;
    onDone: () => void;
}

/** E-mail address and password; what was typed stays after a refusal. */
export function LoginForm({ email: known = '', onDone }: Props) {
    const text = useText();
    const refusal = useRefusal();
    const [email, setEmail] = useState(known);
    const [password, setPassword] = useState('');
    const [isShown, setShown] = useState(false);
    const [isBusy, setBusy] = useState(false);

    async function submit(event: FormEvent) {
        event.preventDefault();
        setBusy(true);
        refusal.clear();
        try {
            await logIn(email, password);
            onDone();
        } catch (error) {
            refusal.show(error);
            setBusy(false);
        }
    }

    return (
        <Stack component="form" spacing={2} onSubmit={submit} noValidate={false}>
            {refusal.said && (
                <Alert severity="error" role="alert">
                    {refusal.said}
                </Alert>
            )}
            <TextField
                type="email"
                name="email"
                label={text('login.email')}
                autoComplete="username"
                autoFocus={!known}
                required
                size="medium"
                value={email}
                onChange={(event) => setEmail(event.target.value)}
            />
            <TextField
                type={isShown ? 'text' : 'password'}
                name="password"
                label={text('login.password')}
                autoComplete="current-password"
                autoFocus={Boolean(known)}
                required
                size="medium"
                value={password}
                onChange={(event) => setPassword(event.target.value)}
                slotProps={{
                    input: {
                        endAdornment: (
                            <InputAdornment position="end">
                                <IconButton
                                    edge="end"
                                    aria-label={text(isShown ? 'login.hide' : 'login.show')}
                                    onClick={() => setShown(!isShown)}
                                >
                                    {isShown ? <VisibilityOff /> : <Visibility />}
                                </IconButton>
                            </InputAdornment>
                        ),
                    },
                }}
            />
            <Button type="submit" variant="contained" size="large" loading={isBusy}>
                {text('login.submit')}
            </Button>
        </Stack>
    );
}
