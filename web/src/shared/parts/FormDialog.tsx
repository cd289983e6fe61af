import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogContentText from '@mui/material/DialogContentText';
import DialogTitle from '@mui/material/DialogTitle';
import { type FormEvent, type ReactNode, useId, useState } from 'react';
import { Problem } from '../api/problem';
import { useText } from '../i18n/useText';
import { ProblemNote } from '../problem/ProblemNote';

interface Props {
    title: string;
    hint: string;
    submit: string;
    onSubmit: () => Promise<void>;
    onClose: () => void;
    /** The fields, given what the server has against each. */
    children: (errors: Record<string, string | undefined>) => ReactNode;
}

/** A form over the page; it stays as it is when the server refuses. */
export function FormDialog({ title, hint, submit, onSubmit, onClose, children }: Props) {
    const text = useText();
    const id = useId();
    const [isBusy, setBusy] = useState(false);
    const [error, setError] = useState<unknown>();
    const errors =
        error instanceof Problem
            ? Object.fromEntries(
                  Object.entries(error.fields).map(([name, said]) => [name, said.join(' ')]),
              )
            : {};

    async function send(event: FormEvent) {
        event.preventDefault();
        // A dialog is drawn elsewhere, but its events reach the form that it was opened from.
        event.stopPropagation();
        setBusy(true);
        try {
            await onSubmit();
            onClose();
        } catch (refused) {
            setError(refused);
            setBusy(false);
        }
    }

    return (
        <Dialog open onClose={onClose} maxWidth="xs" fullWidth aria-labelledby={id}>
            <form onSubmit={send}>
                <DialogTitle id={id} variant="h1" component="h2">
                    {title}
                </DialogTitle>
                <DialogContent>
                    <DialogContentText sx={{ mb: 2.5 }}>{hint}</DialogContentText>
                    {children(errors)}
                    {error !== undefined && (
                        <Box sx={{ mt: 2 }}>
                            <ProblemNote error={error} />
                        </Box>
                    )}
                </DialogContent>
                <DialogActions sx={{ px: 3, pb: 2 }}>
                    <Button onClick={onClose}>{text('app.cancel')}</Button>
                    <Button type="submit" variant="contained" loading={isBusy}>
                        {submit}
                    </Button>
                </DialogActions>
            </form>
        </Dialog>
    );
}
