import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';
import { Panel } from '../../shared/parts/Panel';

interface Props {
    title: string;
    hint: string;
    children: ReactNode;
}

/** Choices that belong together, and what they are good for. */
export function Section({ title, hint, children }: Props) {
    return (
        <Panel title={title}>
            <Box sx={{ px: 2.5, pb: 2.5, display: 'grid', gap: 2 }}>
                <Typography variant="body2" color="text.secondary">
                    {hint}
                </Typography>
                {children}
            </Box>
        </Panel>
    );
}
