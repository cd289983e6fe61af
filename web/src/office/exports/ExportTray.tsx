import Box from '@mui/material/Box';
import Card from '@mui/material/Card';
import { useText } from '../../shared/i18n/useText';
import { TrayItem } from './TrayItem';
import { useTray } from './tray';

/** The files that are being made, in the corner of whatever page one is on. */
export function ExportTray() {
    const text = useText();
    const { ids } = useTray();
    if (!ids.length) return null;
    return (
        <Card
            component="section"
            aria-label={text('exports.tray')}
            elevation={6}
            sx={{
                position: 'fixed',
                zIndex: 'snackbar',
                right: { xs: 8, sm: 24 },
                bottom: { xs: 8, sm: 24 },
                width: { xs: 'calc(100vw - 16px)', sm: 380 },
                maxHeight: '50vh',
                overflowY: 'auto',
            }}
        >
            <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none' }}>
                {ids.map((id) => (
                    <TrayItem key={id} id={id} />
                ))}
            </Box>
        </Card>
    );
}
