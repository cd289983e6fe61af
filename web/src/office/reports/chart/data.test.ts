import { expect, test } from 'vitest';
import type { Report } from '../../api/types';
import { planOf, pointsOf } from './data';

const grouping = (name: string) => ({ name, label: name, columns: [name], link: null });
const report = {
    chart: { kind: 'line', x: 'month', y: ['revenue'], series: 'category' },
    group_by: [grouping('month'), grouping('category')],
    columns: [{ name: 'month', type: 'text' }],
} as unknown as Report;
const looked = (...groups: string[]) => ({ groups }) as never;
const nameOf = (row: Record<string, unknown>, columns: string[]) =>
    columns.map((name) => row[name]).join(' · ');

test('time is drawn in its order, as it is defined', () => {
    const plan = planOf(report, looked());
    expect([plan?.groupBy, plan?.sort, plan?.chart.kind]).toEqual(['month', 'month', 'line']);
});

test('other groups that one looks at are drawn as bars, the largest first', () => {
    const plan = planOf(report, looked('category'));
    expect([plan?.groupBy, plan?.sort, plan?.chart.kind]).toEqual(['category', '-revenue', 'bar']);
});

test('stacked series have a value or none at each place', () => {
    const stacked = { ...report, chart: { ...report.chart, kind: 'stacked' } } as Report;
    const plan = planOf(stacked, looked());
    const rows = [
        { month: '01', category: 'a', revenue: '1.50' },
        { month: '02', category: 'b', revenue: '2.00' },
    ];
    expect(plan && pointsOf(plan, rows, nameOf)).toEqual({
        labels: ['01', '02'],
        series: [
            { name: 'a', values: [1.5, null] },
            { name: 'b', values: [null, 2] },
        ],
    });
});

test('groups of one name are told apart by the rest of what they are called', () => {
    const other = { ...grouping('category'), columns: ['department', 'category'] };
    const twice = { ...report, group_by: [other] } as Report;
    const plan = planOf(twice, looked('category'));
    const rows = [
        { department: 'a', category: 'Other', revenue: '2.00' },
        { department: 'b', category: 'Other', revenue: '1.00' },
    ];
    expect(plan && pointsOf(plan, rows, nameOf).labels).toEqual(['a · Other', 'b · Other']);
});
