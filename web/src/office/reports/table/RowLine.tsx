import TableCell from '@mui/material/TableCell';
import TableRow from '@mui/material/TableRow';
import type { Column, Grouping, Link, Report, Row, Value } from '../../api/types';
import { addressOf } from '../link';
import { isNumber } from '../shown';
import type { ReportState } from '../state';
import { CellText } from './CellText';
import { Delta } from './Delta';

interface Props {
    line: { row: Row; previous: Row | null | undefined };
    report: Report;
    state: ReportState;
    groups: Grouping[];
    columns: Column[];
}

/** One row, with links to where its values lead. */
export function RowLine({ line, report, state, groups, columns }: Props) {
    const { row, previous } = line;
    const isCompared = previous !== undefined;

    function address({ name, link }: Column): string | undefined {
        const group = groups.find((each) => each.columns.at(-1) === name);
        const leads: Link | null | undefined = link ?? group?.link;
        return leads ? addressOf(leads, row, state.filters) : undefined;
    }

    /** What is counted in a group, not what it is called. */
    function isMeasure({ name, type }: Column): boolean {
        return isNumber(type) && !groups.some((each) => each.columns.includes(name));
    }

    return (
        <TableRow hover>
            {columns.map((column) => (
                <TableCell
                    key={column.name}
                    align={isNumber(column.type) ? 'right' : 'left'}
                    className={isNumber(column.type) ? 'figures' : undefined}
                >
                    <CellText
                        value={row[column.name]}
                        column={column}
                        currency={report.currency}
                        to={address(column)}
                    />
                    {isCompared && isMeasure(column) && (
                        <div>
                            <Delta
                                value={row[column.name]}
                                before={was(previous, column)}
                                type={column.type}
                                currency={report.currency}
                            />
                        </div>
                    )}
                </TableCell>
            ))}
        </TableRow>
    );
}

/** What was not there in the period before was nothing. */
function was(previous: Row | null, { name }: Column): Value {
    return previous?.[name] ?? 0;
}
