import Box from '@mui/material/Box';
import type { Format } from '../api/types';

/** The kind of a file, as a sign in front of its name. */
export function FormatBadge({ format }: { format: Format }) {
    return (
        <Box
            component="span"
            sx={{
                display: 'grid',
                placeItems: 'center',
                width: 44,
                height: 44,
                borderRadius: 2,
                fontSize: 12,
                fontWeight: 700,
                letterSpacing: '0.03em',
                color: format === 'xlsx' ? 'primary.main' : 'secondary.main',
                bgcolor: 'action.hover',
            }}
        >
            {format.toUpperCase()}
        </Box>
    );
}
