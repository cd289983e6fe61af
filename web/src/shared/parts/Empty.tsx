import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';

interface Props {
    icon: ReactNode;
    title: string;
    hint?: string;
    children?: ReactNode;
}

/** Says that there is nothing, why, and what one can do. */
export function Empty({ icon, title, hint, children }: Props) {
    return (
        <Box sx={{ display: 'grid', justifyItems: 'center', textAlign: 'center', px: 2, py: 6 }}>
            <Box
                aria-hidden
                sx={{
                    display: 'grid',
                    placeItems: 'center',
                    width: 56,
                    height: 56,
                    mb: 2,
                    borderRadius: '50%',
                    bgcolor: 'action.hover',
                    color: 'text.secondary',
                }}
            >
                {icon}
            </Box>
            <Typography variant="h2">{title}</Typography>
            {hint && (
                <Typography color="text.secondary" sx={{ mt: 0.5, maxWidth: 460 }}>
                    {hint}
                </Typography>
            )}
            {children && <Box sx={{ mt: 2.5 }}>{children}</Box>}
        </Box>
    );
}
