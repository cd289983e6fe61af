import TableCell from '@mui/material/TableCell';
import TableRow from '@mui/material/TableRow';
import { useFormat } from '../../../shared/format/useFormat';
import { DataText } from '../../../shared/parts/DataText';
import type { Column, Row } from '../../api/types';
import { isNumber, shown } from '../shown';

interface Props {
    title: string;
    values: Row;
    columns: Column[];
    /** Columns that name the group, not sums. */
    without?: string[];
    currency: string;
    /** At the foot of the table, in sight while the rows scroll. */
    isLast?: boolean;
}

const FOOT = { position: 'sticky', bottom: 0, borderTop: 1, borderColor: 'divider' } as const;

/** A subtotal or the totals, each below its column. */
export function SumLine({ title, values, columns, without = [], currency, isLast = false }: Props) {
    const format = useFormat();
    return (
        <TableRow>
            {columns.map((column, place) => {
                const isSummed = column.name in values && !without.includes(column.name);
                const type = column.total?.startsWith('count') ? 'integer' : column.type;
                return (
                    <TableCell
                        key={column.name}
                        component={place === 0 ? 'th' : 'td'}
                        scope={place === 0 ? 'row' : undefined}
                        align={isNumber(column.type) ? 'right' : 'left'}
                        className={isSummed ? 'figures' : undefined}
                        sx={{
                            bgcolor: isLast ? 'background.paper' : 'action.hover',
                            color: 'text.primary',
                            fontSize: 14,
                            fontWeight: 650,
                            whiteSpace: 'nowrap',
                            ...(isLast && FOOT),
                        }}
                    >
                        {place === 0 && !isSummed && title}
                        {isSummed && (
                            <DataText>
                                {shown(values[column.name], type, currency, format)}
                            </DataText>
                        )}
                    </TableCell>
                );
            })}
        </TableRow>
    );
}
