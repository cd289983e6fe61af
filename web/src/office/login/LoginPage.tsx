import Box from '@mui/material/Box';
import Card from '@mui/material/Card';
import Typography from '@mui/material/Typography';
import { lazy, Suspense, useEffect } from 'react';
import { useText } from '../../shared/i18n/useText';
import { Frame } from '../../shared/theme/Frame';
import { Brand } from '../layout/Brand';
import { LoginForm } from './LoginForm';

const Corner = lazy(() => import('./Corner'));

/** Where staff come in. */
export function LoginPage({ onDone }: { onDone: () => void }) {
    return (
        <Frame>
            <Door onDone={onDone} />
        </Frame>
    );
}

function Door({ onDone }: { onDone: () => void }) {
    const text = useText();
    const title = text('login.title');

    useEffect(() => {
        document.title = `${title} · ${text('app.name')}`;
    }, [title, text]);

    return (
        <Box sx={{ minHeight: '100vh', display: 'flex', flexDirection: 'column' }}>
            <Box component="header" sx={{ display: 'flex', p: 2, gap: 1, minHeight: 72 }}>
                <Brand />
                <Box sx={{ flex: 1 }} />
                <Suspense fallback={null}>
                    <Corner />
                </Suspense>
            </Box>
            <Box component="main" sx={{ flex: 1, display: 'grid', placeItems: 'center', p: 2 }}>
                <Card sx={{ width: '100%', maxWidth: 400, p: { xs: 3, sm: 4 }, mb: 10 }}>
                    <Typography variant="h1" sx={{ mb: 3 }}>
                        {title}
                    </Typography>
                    <LoginForm onType={() => void import('../Office')} onDone={onDone} />
                </Card>
            </Box>
        </Box>
    );
}
