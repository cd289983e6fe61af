import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { type ReactNode, useEffect } from 'react';
import { useText } from '../i18n/useText';

interface Props {
    title: string;
    hint?: ReactNode;
    actions?: ReactNode;
}

/** What a page is, and what can be done on it; also the title of the window. */
export function PageHead({ title, hint, actions }: Props) {
    const text = useText();
    useEffect(() => {
        document.title = `${title} · ${text('app.name')}`;
    }, [title, text]);
    return (
        <Box
            sx={{
                display: 'flex',
                flexWrap: 'wrap',
                alignItems: 'flex-start',
                justifyContent: 'space-between',
                gap: 2,
                mb: 3,
            }}
        >
            <Box sx={{ minWidth: 0, flex: '1 1 280px' }}>
                <Typography variant="h1">
                    <bdi dir="auto">{title}</bdi>
                </Typography>
                {hint && (
                    <Typography color="text.secondary" sx={{ mt: 0.5, maxWidth: 720 }}>
                        {hint}
                    </Typography>
                )}
            </Box>
            {actions && (
                <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, flexGrow: { xs: 1, sm: 0 } }}>
                    {actions}
                </Box>
            )}
        </Box>
    );
}
