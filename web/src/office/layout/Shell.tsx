import Box from '@mui/material/Box';
import Toolbar from '@mui/material/Toolbar';
import { type ReactNode, Suspense, useState } from 'react';
import { useLocation } from 'react-router-dom';
import { Loading } from '../../shared/parts/Loading';
import { Guarded } from '../../shared/problem/Guarded';
import { ExportTray } from '../exports/ExportTray';
import { TrayProvider } from '../exports/tray';
import { SessionDialog } from '../login/SessionDialog';
import { SideBar } from './SideBar';
import { SkipLink } from './SkipLink';
import { TopBar } from './TopBar';

/** What is around every page: bar, menu, the files that are being made, the way back in. */
export function Shell({ children }: { children: ReactNode }) {
    const [isOpen, setOpen] = useState(false);
    const { pathname } = useLocation();
    return (
        <TrayProvider>
            <SkipLink />
            <Box sx={{ display: 'flex', minHeight: '100vh' }}>
                <TopBar onMenu={() => setOpen(true)} />
                <SideBar isOpen={isOpen} onClose={() => setOpen(false)} />
                <Box
                    component="main"
                    id="content"
                    tabIndex={-1}
                    sx={{ flex: 1, minWidth: 0, outline: 'none' }}
                >
                    <Toolbar />
                    <Box sx={{ p: { xs: 2, sm: 3 }, pb: 12, maxWidth: 1680, mx: 'auto' }}>
                        <Guarded key={pathname}>
                            <Suspense fallback={<Loading />}>{children}</Suspense>
                        </Guarded>
                    </Box>
                </Box>
            </Box>
            <ExportTray />
            <SessionDialog />
        </TrayProvider>
    );
}
