import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableContainer from '@mui/material/TableContainer';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import type { ReactNode } from 'react';

interface Column<Item> {
    name: string;
    isNumber?: boolean;
    show: (item: Item) => ReactNode;
}

interface Props<Item> {
    label: string;
    columns: Column<Item>[];
    items: Item[];
    keyOf: (item: Item) => string | number;
}

/** A small table of things that are known beforehand. */
export function DataTable<Item>({ label, columns, items, keyOf }: Props<Item>) {
    return (
        <TableContainer tabIndex={0} role="region" aria-label={label}>
            <Table size="small">
                <TableHead>
                    <TableRow>
                        {columns.map(({ name, isNumber }) => (
                            <TableCell key={name} align={isNumber ? 'right' : 'left'}>
                                {name}
                            </TableCell>
                        ))}
                    </TableRow>
                </TableHead>
                <TableBody>
                    {items.map((item) => (
                        <TableRow key={keyOf(item)} hover>
                            {columns.map(({ name, isNumber, show }) => (
                                <TableCell
                                    key={name}
                                    align={isNumber ? 'right' : 'left'}
                                    className={isNumber ? 'figures' : undefined}
                                >
                                    {show(item)}
                                </TableCell>
                            ))}
                        </TableRow>
                    ))}
                </TableBody>
            </Table>
        </TableContainer>
    );
}
