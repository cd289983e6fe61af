import Close from '@mui/icons-material/Close';
import Box from '@mui/material/Box';
import IconButton from '@mui/material/IconButton';
import Typography from '@mui/material/Typography';
import { useText } from '../../shared/i18n/useText';
import { DataText } from '../../shared/parts/DataText';
import { ExportButtons } from './ExportButtons';
import { ExportProgress } from './ExportProgress';
import { useTray } from './tray';
import { isMoving, useExport } from './useExport';

/** A file that is being made: how far it is, and what can be done with it. */
export function TrayItem({ id }: { id: number }) {
    const text = useText();
    const { remove } = useTray();
    const { data: each } = useExport(id);
    if (!each) return null;
    const { title } = each;
    return (
        <Box component="li" sx={{ p: 2, '& + &': { borderTop: 1, borderColor: 'divider' } }}>
            <Box sx={{ display: 'flex', alignItems: 'center', gap: 1 }}>
                <Typography variant="h3" component="p" noWrap sx={{ flex: 1 }}>
                    <DataText>{title}</DataText> · {text(`report.${each.format}`)}
                </Typography>
                <ExportButtons of={each} size="small" variant="contained" />
                {!isMoving(each) && (
                    <IconButton
                        size="small"
                        aria-label={text('app.close')}
                        onClick={() => remove(id)}
                    >
                        <Close fontSize="small" />
                    </IconButton>
                )}
            </Box>
            <ExportProgress of={each} />
        </Box>
    );
}
