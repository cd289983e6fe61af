import { expect, test } from 'vitest';
import { addressOf } from './link';

const link = {
    report: 'sales',
    filters: { product: 'product_id' },
    keep: ['from', 'to'],
    group_by: 'day',
};
const filters = { from: 'last_month', to: 'last_month', status: 'paid' };

test('a row leads to its own rows, in the period that one looked at', () => {
    expect(addressOf(link, { product_id: 7 }, filters)).toBe(
        '/reports/sales?from=last_month&to=last_month&product=7&group_by=day',
    );
});

test('a row leads to another report', () => {
    expect(addressOf({ ...link, report: 'stock', keep: [] }, { product_id: 7 }, {})).toBe(
        '/reports/stock?product=7&group_by=day',
    );
});

test('a group without a key leads nowhere', () => {
    expect(addressOf(link, { product_id: null }, filters)).toBeUndefined();
});
