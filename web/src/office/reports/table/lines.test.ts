import { expect, test } from 'vitest';
import { linesOf } from './lines';

const row = (category: string | null, month: string) => ({ category, month });

test('each group of the first level is followed by its subtotal, also the one without a name', () => {
    const items = [row('a', '1'), row('a', '2'), row(null, '1')];
    const subtotals = [
        { category: null, revenue: '1.00' },
        { category: 'a', revenue: '5.00' },
    ];
    const lines = linesOf(items, undefined, subtotals, ['category']);
    expect(lines.map(({ kind, row: { category } }) => `${kind} ${category}`)).toEqual([
        'row a',
        'row a',
        'subtotal a',
        'row null',
        'subtotal null',
    ]);
});

test('rows stand beside those of the period before', () => {
    const before = [null, { revenue: '2.00' }];
    const lines = linesOf([row('a', '1'), row('b', '1')], before, undefined, []);
    expect(lines.map((line) => line.kind === 'row' && line.previous)).toEqual(before);
});
