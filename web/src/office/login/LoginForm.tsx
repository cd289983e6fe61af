import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import { type FormEvent, useState } from 'react';
import { useText } from '../../shared/i18n/useText';
import { logIn } from '../../shared/session/session';
import { LoginField } from './LoginField';
import { PasswordField } from './PasswordField';
import { useRefusal } from './useRefusal';

interface Props {
    email?: string | undefined;
    onType?: () => void;
    onDone: () => void;
}

/** E-mail address and password; what was typed stays after a refusal. */
export function LoginForm({ email: known = '', onType, onDone }: Props) {
    const text = useText();
    const refusal = useRefusal();
    const [email, setEmail] = useState(known);
    const [password, setPassword] = useState('');
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
        <Stack component="form" spacing={2} onSubmit={submit} onChange={onType}>
            {refusal.said && <Alert severity="error">{refusal.said}</Alert>}
            <LoginField
                type="email"
                name="email"
                label={text('login.email')}
                autoComplete="username"
                autoFocus={!known}
                value={email}
                onChange={setEmail}
            />
            <PasswordField autoFocus={Boolean(known)} value={password} onChange={setPassword} />
            <Button type="submit" variant="contained" size="large" loading={isBusy}>
                {text('login.submit')}
            </Button>
        </Stack>
    );
}
