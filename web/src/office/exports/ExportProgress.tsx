import Box from '@mui/material/Box';
import LinearProgress from '@mui/material/LinearProgress';
import Typography from '@mui/material/Typography';
import { useFormat } from '../../shared/format/useFormat';
import { useText } from '../../shared/i18n/useText';
import { DataText } from '../../shared/parts/DataText';
import type { Export } from '../api/types';
import { isMoving } from './useExport';

/** How far an export is, in a bar and in words. */
export function ExportProgress({ of: each }: { of: Export }) {
    const text = useText();
    const format = useFormat();
    const rows =
        each.total_rows && isMoving(each)
            ? text('exports.progress', {
                  rows: format.integer(each.rows),
                  total: format.integer(each.total_rows),
              })
            : text('exports.progress_rows', {
                  smart_count: each.rows,
                  count: format.integer(each.rows),
              });
    const size = each.bytes === null ? [] : [format.bytes(each.bytes)];
    const words = isMoving(each) ? [rows] : [rows, ...size];
    return (
        <Box sx={{ mt: 1 }}>
            {isMoving(each) && (
                <LinearProgress
                    variant={each.status === 'running' ? 'determinate' : 'indeterminate'}
                    value={each.progress * 100}
                    aria-label={text('exports.progress_of', { title: each.title })}
                    sx={{ height: 6, borderRadius: 3, mb: 0.75 }}
                />
            )}
            <Typography variant="body2" color="text.secondary" aria-live="polite">
                {[text(`exports.${each.status}`), ...words].join(' · ')}
            </Typography>
            {each.error && (
                <Typography variant="body2" color="error">
                    <DataText>{each.error}</DataText>
                </Typography>
            )}
        </Box>
    );
}
