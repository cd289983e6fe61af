import Box from '@mui/material/Box';
import Drawer from '@mui/material/Drawer';
import Toolbar from '@mui/material/Toolbar';
import { Navigation } from './Navigation';

const WIDTH = 232;

interface Props {
    isOpen: boolean;
    onClose: () => void;
}

/** The menu: always there on wide screens, on demand on narrow ones. */
export function SideBar({ isOpen, onClose }: Props) {
    return (
        <Box sx={{ width: { md: WIDTH }, flexShrink: 0 }}>
            <Drawer
                variant="temporary"
                open={isOpen}
                onClose={onClose}
                sx={{ display: { md: 'none' }, '& .MuiDrawer-paper': { width: WIDTH } }}
            >
                <Toolbar />
                <Navigation onChoose={onClose} />
            </Drawer>
            <Drawer
                variant="permanent"
                sx={{
                    display: { xs: 'none', md: 'block' },
                    '& .MuiDrawer-paper': { width: WIDTH, bgcolor: 'background.default' },
                }}
            >
                <Toolbar />
                <Navigation />
            </Drawer>
        </Box>
    );
}
