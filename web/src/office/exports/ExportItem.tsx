import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useFormat } from '../../shared/format/useFormat';
import { useText } from '../../shared/i18n/useText';
import { DataText } from '../../shared/parts/DataText';
import type { Export } from '../api/types';
import { ExportProgress } from './ExportProgress';
import { FormatBadge } from './FormatBadge';
import { isMoving } from './useExport';
import { useExportActions } from './useExportActions';

interface Props {
    of: Export;
    hasOwner: boolean;
}

/** One export: what it is of, how far it is, and its file. */
export function ExportItem({ of: each, hasOwner }: Props) {
    const text = useText();
    const format = useFormat();
    const { isBusy, download, cancel } = useExportActions(each.id);
    const { title } = each;
    const isExpired = hasExpired(each);
    const facts = [
        format.time(each.created_at),
        hasOwner && `${text('exports.owner')} ${each.owner.name}`,
        each.status === 'done' &&
            each.expires_at &&
            (isExpired
                ? text('exports.expired')
                : text('exports.expires', { time: format.time(each.expires_at) })),
    ];
    return (
        <Box
            component="li"
            sx={{
                display: 'flex',
                flexWrap: 'wrap',
                alignItems: 'center',
                gap: 2,
                px: 2.5,
                py: 2,
                '& + &': { borderTop: 1, borderColor: 'divider' },
            }}
        >
            <FormatBadge format={each.format} />
            <Box sx={{ flex: '1 1 180px', minWidth: 0 }}>
                <Typography variant="h3" component="h2" noWrap>
                    <DataText>{title}</DataText>
                </Typography>
                <Typography variant="body2" color="text.secondary">
                    {facts.filter(Boolean).join(' · ')}
                </Typography>
            </Box>
            <Box sx={{ flex: '1 1 200px', minWidth: 0 }}>
                <ExportProgress of={each} />
            </Box>
            <Box sx={{ minWidth: 110, ml: 'auto', textAlign: 'right' }}>
                {isMoving(each) && (
                    <Button
                        disabled={isBusy}
                        onClick={cancel}
                        aria-label={text('exports.cancel_of', { title })}
                    >
                        {text('app.cancel')}
                    </Button>
                )}
                {each.status === 'done' && (
                    <Button
                        variant="outlined"
                        disabled={isBusy || isExpired}
                        onClick={download}
                        aria-label={text('exports.download_of', { title })}
                    >
                        {text('exports.download')}
                    </Button>
                )}
            </Box>
        </Box>
    );
}

function hasExpired({ expires_at }: Export): boolean {
    return expires_at !== null && new Date(expires_at) < new Date();
}
