import Box from '@mui/material/Box';
import Card from '@mui/material/Card';
import Skeleton from '@mui/material/Skeleton';
import Typography from '@mui/material/Typography';
import { useFormat } from '../../shared/format/useFormat';
import { useText } from '../../shared/i18n/useText';
import { DataText } from '../../shared/parts/DataText';
import type { Column, Report, Rows, Value } from '../api/types';
import { shown } from './shown';
import { Delta } from './table/Delta';

interface Props {
    report: Report;
    of: Rows | undefined;
    isLoading: boolean;
}

/** The totals over all rows; they come after the first rows. */
export function Totals({ report, of, isLoading }: Props) {
    const text = useText();
    const columns = of ? summed(of) : report.columns.filter((each) => each.total && !each.hidden);
    if (!columns.length) return null;
    return (
        <Card
            component="section"
            aria-label={text('report.totals')}
            aria-busy={isLoading || !of}
            sx={{
                display: 'grid',
                gridTemplateColumns: 'repeat(auto-fill, minmax(min(50%, 164px), 1fr))',
                opacity: isLoading ? 0.6 : 1,
                transition: 'opacity 150ms',
            }}
        >
            {columns.map((column) => (
                <Total
                    key={column.name}
                    column={column}
                    value={of?.totals?.[column.name]}
                    before={of?.previous?.totals?.[column.name]}
                    currency={report.currency}
                    isLoading={!of}
                />
            ))}
        </Card>
    );
}

/** The columns that have totals, ratios of totals too. */
function summed({ columns, totals = {} }: Rows): Column[] {
    return columns.filter(({ name }) => name in totals);
}

interface TotalProps {
    column: Column;
    value: Value | undefined;
    before: Value | undefined;
    currency: string;
    isLoading: boolean;
}

function Total({ column, value, before, currency, isLoading }: TotalProps) {
    const format = useFormat();
    return (
        <Box sx={{ px: 2, py: 1.5, minWidth: 0 }}>
            <Typography variant="body2" color="text.secondary" noWrap>
                <DataText>{column.total_label ?? column.label}</DataText>
            </Typography>
            <Typography
                className="figures"
                noWrap
                sx={{ fontSize: '1.125rem', fontWeight: 650, letterSpacing: '-0.01em' }}
            >
                {isLoading ? (
                    <Skeleton width={80} />
                ) : (
                    <DataText>{shown(value, typeOf(column), currency, format)}</DataText>
                )}
            </Typography>
            {before !== undefined && (
                <Delta value={value} before={before} type={column.type} currency={currency} />
            )}
        </Box>
    );
}

/** Counts are whole numbers, whatever is counted. */
function typeOf({ total, type }: Column) {
    return total === 'count' || total === 'count_distinct' ? 'integer' : type;
}
