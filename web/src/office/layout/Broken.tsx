import Box from '@mui/material/Box';
import { ProblemNote } from '../../shared/problem/ProblemNote';

/** What is left where not even the menu can be drawn. */
export function Broken({ error }: { error: Error }) {
    return (
        <Box sx={{ p: 3 }}>
            <ProblemNote error={error} onRetry={() => window.location.reload()} />
        </Box>
    );
}
