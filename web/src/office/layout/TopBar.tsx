import MenuIcon from '@mui/icons-material/Menu';
import AppBar from '@mui/material/AppBar';
import Box from '@mui/material/Box';
import IconButton from '@mui/material/IconButton';
import Toolbar from '@mui/material/Toolbar';
import { useText } from '../../shared/i18n/useText';
import { Brand } from './Brand';
import { ColoursMenu } from './ColoursMenu';
import { LanguageMenu } from './LanguageMenu';
import { PersonMenu } from './PersonMenu';

/** The sign of the shop, and what concerns the person at the screen. */
export function TopBar({ onMenu }: { onMenu: () => void }) {
    const text = useText();
    return (
        <AppBar
            position="fixed"
            sx={{ zIndex: (theme) => theme.zIndex.drawer + 1, bgcolor: 'background.paper' }}
        >
            <Toolbar sx={{ gap: 0.5, px: { xs: 1, sm: 2 } }}>
                <IconButton
                    edge="start"
                    aria-label={text('app.menu')}
                    onClick={onMenu}
                    sx={{ display: { md: 'none' }, ml: 0 }}
                >
                    <MenuIcon />
                </IconButton>
                <Brand />
                <Box sx={{ flex: 1 }} />
                <LanguageMenu />
                <ColoursMenu />
                <PersonMenu />
            </Toolbar>
        </AppBar>
    );
}
