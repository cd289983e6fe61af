import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useFormat } from '../../shared/format/useFormat';
import { useText } from '../../shared/i18n/useText';
import { DataText } from '../../shared/parts/DataText';
import type { Export } from '../api/types';
import { ExportButtons } from './ExportButtons';
import { ExportProgress } from './ExportProgress';
import { FormatBadge } from './FormatBadge';

interface Props {
    of: Export;
    hasOwner: boolean;
}

/** One export: what it is of, how far it is, and its file. */
export function ExportItem({ of: each, hasOwner }: Props) {
    const text = useText();
    const format = useFormat();
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
                <ExportButtons of={each} isExpired={isExpired} variant="outlined" />
            </Box>
        </Box>
    );
}

function hasExpired({ expires_at }: Export): boolean {
    return expires_at !== null && new Date(expires_at) < new Date();
}
