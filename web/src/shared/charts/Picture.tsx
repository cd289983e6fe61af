import Box from '@mui/material/Box';
import Skeleton from '@mui/material/Skeleton';
import { lazy, Suspense } from 'react';
import type { PictureProps } from './types';

const Drawn = lazy(() => import('./Drawn'));

/** Values as a picture; what draws it is fetched when the first one is shown. */
export function Picture(props: PictureProps) {
    return (
        <Box
            role="img"
            aria-label={props.label}
            sx={{ height: props.height, '& svg': { fontFamily: 'inherit' } }}
        >
            <Suspense fallback={<Skeleton variant="rounded" height={props.height} />}>
                <Drawn {...props} />
            </Suspense>
        </Box>
    );
}
