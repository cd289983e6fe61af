import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableContainer from '@mui/material/TableContainer';
import TableFooter from '@mui/material/TableFooter';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import { useText } from '../../../shared/i18n/useText';
import type { Column, Report, Rows } from '../../api/types';
import type { ReportState } from '../state';
import { HeaderCell } from './HeaderCell';
import { columnsOf, linesOf } from './lines';
import { RowLine } from './RowLine';
import { SumLine } from './SumLine';
import { nextSort } from './sorting';

interface Props {
    report: Report;
    state: ReportState;
    rows: Rows;
    totals: Rows | undefined;
    onChange: (changes: Partial<ReportState>) => void;
}

/** A page of rows with subtotals and the totals below; its headers sort. */
export function ResultTable({ report, state, rows, totals, onChange }: Props) {
    const text = useText();
    const isGrouped = state.groups.length > 0;
    const columns = columnsOf(rows.columns, isGrouped);
    const groups = state.groups.flatMap(
        (name) => report.group_by.find((each) => each.name === name) ?? [],
    );
    const levelOne = groups[0]?.columns ?? [];
    const lines = linesOf(rows.items ?? [], rows.previous?.items, rows.subtotals, levelOne);
    const view = { report, state, groups, columns };
    return (
        <TableContainer
            // Whoever has no mouse scrolls wide tables by the arrow keys.
            tabIndex={0}
            role="region"
            aria-label={text('report.table')}
            sx={{ maxHeight: 'min(75vh, 900px)' }}
        >
            <Table size="small" stickyHeader>
                <TableHead>
                    <TableRow>
                        {columns.map((column) => (
                            <HeaderCell
                                key={column.name}
                                column={named(column, isGrouped)}
                                sort={state.sort ?? report.sort.join(',')}
                                isChosen={state.sort !== undefined}
                                onSort={(isNumber) =>
                                    onChange({ sort: nextSort(state.sort, column.name, isNumber) })
                                }
                            />
                        ))}
                    </TableRow>
                </TableHead>
                <TableBody>
                    {lines.map((line, place) =>
                        line.kind === 'row' ? (
                            // biome-ignore lint/suspicious/noArrayIndexKey: rows have no key of their own
                            <RowLine key={place} line={line} {...view} />
                        ) : (
                            <SumLine
                                // biome-ignore lint/suspicious/noArrayIndexKey: rows have no key of their own
                                key={place}
                                title={text('report.subtotal')}
                                values={line.row}
                                columns={columns}
                                without={levelOne}
                                currency={report.currency}
                            />
                        ),
                    )}
                </TableBody>
                {totals?.totals && Object.keys(totals.totals).length > 0 && (
                    <TableFooter>
                        <SumLine
                            title={text('report.total')}
                            values={totals.totals}
                            columns={columns}
                            currency={report.currency}
                            isLast
                        />
                    </TableFooter>
                )}
                {!totals && (
                    <TableFooter>
                        <TableRow>
                            <TableCell colSpan={columns.length}>{text('app.loading')}</TableCell>
                        </TableRow>
                    </TableFooter>
                )}
            </Table>
        </TableContainer>
    );
}

/** In groups a column is called after what is counted in it. */
function named(column: Column, isGrouped: boolean): Column {
    const label = (isGrouped && column.total && column.total_label) || column.label;
    return { ...column, label };
}
