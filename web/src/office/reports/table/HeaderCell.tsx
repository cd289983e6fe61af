import TableCell from '@mui/material/TableCell';
import TableSortLabel from '@mui/material/TableSortLabel';
import Tooltip from '@mui/material/Tooltip';
import { useClock } from '../../../shared/format/useClock';
import { DataText } from '../../../shared/parts/DataText';
import type { Column } from '../../api/types';
import { isNumber } from '../shown';
import { directionOf } from './sorting';

interface Props {
    column: Column;
    sort: string;
    isChosen: boolean;
    onSort: (isNumber: boolean) => void;
}

/** The name of a column, by which the rows can be sorted. */
export function HeaderCell({ column, sort, isChosen, onSort }: Props) {
    const direction = directionOf(sort, column.name);
    const isDigits = isNumber(column.type);
    const clock = useClock();
    return (
        <TableCell
            align={isDigits ? 'right' : 'left'}
            sortDirection={direction ?? false}
            sx={{ bgcolor: 'background.paper' }}
        >
            <Tooltip describeChild title={column.type === 'datetime' && clock}>
                <TableSortLabel
                    active={direction !== undefined}
                    direction={direction ?? (isDigits ? 'desc' : 'asc')}
                    onClick={() => onSort(isDigits)}
                    sx={isChosen ? { fontWeight: 700 } : undefined}
                >
                    <DataText>{column.label}</DataText>
                </TableSortLabel>
            </Tooltip>
        </TableCell>
    );
}
