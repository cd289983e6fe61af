import type { Column, Row } from '../../api/types';

export type Line =
    | { kind: 'row'; row: Row; previous: Row | null | undefined }
    | { kind: 'subtotal'; row: Row };

/** The rows of a page, each group of the first level followed by its subtotal. */
export function linesOf(
    items: Row[],
    previous: (Row | null)[] | undefined,
    subtotals: Row[] | undefined,
    levelOne: string[],
): Line[] {
    const rows = items.map(
        (row, place): Line => ({ kind: 'row', row, previous: previous?.[place] }),
    );
    if (!subtotals?.length) return rows;
    const keyOf = (row: Row) => JSON.stringify(levelOne.map((name) => row[name] ?? null));
    const byKey = new Map(subtotals.map((row) => [keyOf(row), row]));
    return rows.flatMap((line, place) => {
        const next = items[place + 1];
        const isLast = !next || keyOf(next) !== keyOf(line.row);
        const subtotal = isLast ? byKey.get(keyOf(line.row)) : undefined;
        return subtotal ? [line, { kind: 'subtotal', row: subtotal }] : [line];
    });
}

/** The columns that a table shows: hidden ones only where the rows are grouped. */
export function columnsOf(columns: Column[], isGrouped: boolean): Column[] {
    return isGrouped ? columns : columns.filter(({ hidden }) => !hidden);
}
