import Skeleton from '@mui/material/Skeleton';
import Stack from '@mui/material/Stack';
import { useText } from '../i18n/useText';

/** The shape of a page that is on its way. */
export function Loading() {
    const text = useText();
    return (
        <Stack spacing={2} aria-busy="true" role="status" aria-label={text('app.loading')}>
            <Skeleton variant="rounded" width="40%" height={32} />
            <Skeleton variant="rounded" height={120} />
            <Skeleton variant="rounded" height={320} />
        </Stack>
    );
}
