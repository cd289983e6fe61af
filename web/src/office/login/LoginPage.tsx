import Box from '@mui/material/Box';
import Card from '@mui/material/Card';
import Typography from '@mui/material/Typography';
import { useEffect } from 'react';
import { type Location, useLocation, useNavigate } from 'react-router-dom';
import { useText } from '../../shared/i18n/useText';
import { Frame } from '../../shared/theme/Frame';
import { Brand } from '../layout/Brand';
import { ColoursMenu } from '../layout/ColoursMenu';
import { LanguageMenu } from '../layout/LanguageMenu';
import { LoginForm } from './LoginForm';

/** Where staff come in. */
export function LoginPage() {
    return (
        <Frame>
            <Door />
        </Frame>
    );
}

function Door() {
    const text = useText();
    const navigate = useNavigate();
    const next = nextPage(useLocation());
    const title = text('login.title');

    useEffect(() => {
        document.title = `${title} · ${text('app.name')}`;
        // The office is fetched while the person types.
        void import('../Office');
    }, [title, text]);

    return (
        <Box sx={{ minHeight: '100vh', display: 'flex', flexDirection: 'column' }}>
            <Box component="header" sx={{ display: 'flex', p: 2, gap: 1 }}>
                <Brand />
                <Box sx={{ flex: 1 }} />
                <LanguageMenu />
                <ColoursMenu />
            </Box>
            <Box component="main" sx={{ flex: 1, display: 'grid', placeItems: 'center', p: 2 }}>
                <Card sx={{ width: '100%', maxWidth: 400, p: { xs: 3, sm: 4 }, mb: 10 }}>
                    <Typography variant="h1" sx={{ mb: 3 }}>
                        {title}
                    </Typography>
                    <LoginForm onDone={() => navigate(next, { replace: true })} />
                </Card>
            </Box>
        </Box>
    );
}

/** The page that was asked for before: by an address with `next`, or as react-admin keeps it. */
function nextPage({ search, state }: Location<Asked | null>): string {
    const kept = state?.nextPathname && state.nextPathname + (state.nextSearch ?? '');
    const wanted = new URLSearchParams(search).get('next') ?? kept;
    return wanted && /^\/(?![/\\])/.test(wanted) ? wanted : '/';
}

interface Asked {
    nextPathname?: string;
    nextSearch?: string;
}
