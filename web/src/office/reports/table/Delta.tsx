import ArrowDownward from '@mui/icons-material/ArrowDownward';
import ArrowUpward from '@mui/icons-material/ArrowUpward';
import Box from '@mui/material/Box';
import Tooltip from '@mui/material/Tooltip';
import { useFormat } from '../../../shared/format/useFormat';
import { useText } from '../../../shared/i18n/useText';
import type { ColumnType, Value } from '../../api/types';
import { shown } from '../shown';

interface Props {
    value: Value | undefined;
    before: Value;
    type: ColumnType;
    currency: string;
}

/** By how much a value differs from that of the period before. */
export function Delta({ value, before, type, currency }: Props) {
    const text = useText();
    const format = useFormat();
    const was = Number(before);
    const difference = Number(value ?? 0) - was;
    const share = was ? difference / Math.abs(was) : undefined;
    const said = text('report.before', { value: shown(before, type, currency, format) });
    // What came out of nothing has grown by no share.
    const isChange = share !== undefined && difference !== 0;
    const changed = difference > 0 ? 'success.main' : 'error.main';
    const Arrow = difference > 0 ? ArrowUpward : ArrowDownward;
    return (
        <Tooltip title={said}>
            <Box
                component="span"
                className="figures"
                sx={{
                    display: 'inline-flex',
                    alignItems: 'center',
                    gap: 0.25,
                    fontSize: 12,
                    color: isChange ? changed : 'text.secondary',
                }}
            >
                {isChange && <Arrow sx={{ fontSize: 12 }} />}
                {share === undefined ? said : format.change(share)}
            </Box>
        </Tooltip>
    );
}
