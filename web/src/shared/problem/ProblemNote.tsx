import Alert from '@mui/material/Alert';
import AlertTitle from '@mui/material/AlertTitle';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { Problem } from '../api/problem';
import { useText } from '../i18n/useText';
import { saidOf } from './said';

interface Props {
    error: unknown;
    onRetry?: () => void;
}

/** What went wrong, what to do about it, and the number by which it is found in the log. */
export function ProblemNote({ error, onRetry }: Props) {
    const text = useText();
    const { title, hint } = saidOf(error, text);
    const id = error instanceof Problem && error.status >= 500 ? error.requestId : undefined;
    return (
        <Alert
            severity={error instanceof Problem && error.status < 500 ? 'warning' : 'error'}
            action={
                onRetry && (
                    <Button color="inherit" onClick={onRetry}>
                        {text('app.retry')}
                    </Button>
                )
            }
        >
            <AlertTitle>{title}</AlertTitle>
            {hint}
            {id && (
                <Typography variant="caption" component="p" sx={{ mt: 0.5 }}>
                    {text('problem.request', { id })}
                </Typography>
            )}
        </Alert>
    );
}
