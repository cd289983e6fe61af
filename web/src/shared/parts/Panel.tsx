import Box from '@mui/material/Box';
import Card from '@mui/material/Card';
import Typography from '@mui/material/Typography';
import { type ReactNode, useId } from 'react';

interface Props {
    title: string;
    aside?: ReactNode;
    children: ReactNode;
}

/** A part of a page with a heading of its own. */
export function Panel({ title, aside, children }: Props) {
    const id = useId();
    return (
        <Card component="section" aria-labelledby={id} sx={{ minWidth: 0, overflow: 'hidden' }}>
            <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, px: 2.5, pt: 2, pb: 1 }}>
                <Typography id={id} variant="h2" sx={{ flex: 1 }}>
                    {title}
                </Typography>
                {aside}
            </Box>
            {children}
        </Card>
    );
}
