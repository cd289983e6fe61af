import Close from '@mui/icons-material/Close';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import Typography from '@mui/material/Typography';
import { useText } from '../../shared/i18n/useText';
import { DataText } from '../../shared/parts/DataText';
import { ExportProgress } from './ExportProgress';
import { useTray } from './tray';
import { isMoving, useExport } from './useExport';
import { useExportActions } from './useExportActions';

/** A file that is being made: how far it is, and what can be done with it. */
export function TrayItem({ id }: { id: number }) {
    const text = useText();
    const { remove } = useTray();
    const { data: each } = useExport(id);
    const { isBusy, download, cancel } = useExportActions(id);
    if (!each) return null;
    const { title } = each;
    return (
        <Box component="li" sx={{ p: 2, '& + &': { borderTop: 1, borderColor: 'divider' } }}>
            <Box sx={{ display: 'flex', alignItems: 'center', gap: 1 }}>
                <Typography variant="h3" component="p" noWrap sx={{ flex: 1 }}>
                    <DataText>{title}</DataText> · {text(`report.${each.format}`)}
                </Typography>
                {isMoving(each) && (
                    <Button
                        size="small"
                        disabled={isBusy}
                        onClick={cancel}
                        aria-label={text('exports.cancel_of', { title })}
                    >
                        {text('app.cancel')}
                    </Button>
                )}
                {each.status === 'done' && (
                    <Button
                        size="small"
                        variant="contained"
                        disabled={isBusy}
                        onClick={download}
                        aria-label={text('exports.download_of', { title })}
                    >
                        {text('exports.download')}
                    </Button>
                )}
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
