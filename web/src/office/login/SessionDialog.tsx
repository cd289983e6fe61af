import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import { useEffect, useState } from 'react';
import { useText } from '../../shared/i18n/useText';
import { accessMark } from '../../shared/session/cookies';
import { openGate, watchGate } from '../../shared/session/gate';
import { knownPerson, person } from '../../shared/session/session';
import { LOGIN } from '../places';
import { LoginForm } from './LoginForm';

/** Over the page as it is: the session is over, log in and go on. */
export function SessionDialog() {
    const text = useText();
    const [isOpen, setOpen] = useState(false);
    const before = knownPerson();
    useEffect(() => watchGate(setOpen), []);
    useOtherTabs(isOpen);
    return (
        <Dialog open={isOpen} maxWidth="xs" fullWidth aria-labelledby="session-title">
            <DialogTitle id="session-title" variant="h1" component="h2">
                {text('login.again')}
            </DialogTitle>
            <DialogContent>
                <Alert severity="info" sx={{ mb: 2.5 }}>
                    {text('login.again_hint')}
                </Alert>
                <LoginForm email={before?.email} onDone={() => goOn(before?.id)} />
                <Button fullWidth sx={{ mt: 1 }} onClick={() => window.location.assign(LOGIN)}>
                    {text('login.leave')}
                </Button>
            </DialogContent>
        </Dialog>
    );
}

/** What was typed belongs to one person: for another the page begins anew. */
async function goOn(id: number | undefined): Promise<void> {
    const now = await person();
    if (id !== undefined && now.id !== id) window.location.reload();
    else openGate();
}

/** Who has logged in in another tab has done so here. */
function useOtherTabs(isOpen: boolean): void {
    useEffect(() => {
        if (!isOpen) return;
        const stale = accessMark();
        const look = () => accessMark() !== stale && void goOn(knownPerson()?.id);
        window.addEventListener('focus', look);
        return () => window.removeEventListener('focus', look);
    }, [isOpen]);
}
