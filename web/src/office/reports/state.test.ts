import { expect, test } from 'vitest';
import type { Filter, Report } from '../api/types';
import { chosenOf, countOfSet, searchOfState, stateOf } from './state';

const filter = (name: string, type: Filter['type'], preset: Filter['default'] = null) =>
    ({ name, type, default: preset }) as Filter;

const report = {
    period: { from: 'from', to: 'to' },
    filters: [
        filter('from', 'date', '-30d'),
        filter('to', 'date', 'today'),
        filter('status', 'choices', ['paid']),
        filter('sku', 'text'),
    ],
    group_by: [{ name: 'month' }, { name: 'category' }],
} as unknown as Report;

const asked = (search: string) => stateOf(report, new URLSearchParams(search));

test('an address without anything is the report as it is defined', () => {
    const state = asked('');
    expect(state.filters).toEqual({ from: '-30d', to: 'today', status: ['paid'], sku: '' });
    expect(searchOfState(report, state).toString()).toBe('');
});

test('what was chosen comes back from its address', () => {
    const address =
        'from=last_month&to=last_month&status=paid&status=sent&sku=a%2Cb&group_by=month%2Ccategory&sort=-revenue&compare=previous&page_size=50&page=3';
    expect(searchOfState(report, asked(address)).toString()).toBe(address);
});

test('all of them is another choice than the usual one', () => {
    const state = asked('status=');
    expect(state.filters.status).toEqual([]);
    expect(searchOfState(report, state).toString()).toBe('status=');
    expect(chosenOf(report, state.filters)).toEqual({ from: '-30d', to: 'today', status: '' });
});

test('what is as usual is not counted as set, and the two ends of a period are one', () => {
    const count = (search: string) => countOfSet(report, asked(search).filters);
    expect(count('')).toBe(0);
    expect(count('from=last_month&to=last_month')).toBe(1);
    expect(count('from=-90d&status=&sku=a')).toBe(3);
});

test('groupings that are unknown and pages that are none are not taken over', () => {
    const state = asked('group_by=month,nonsense&page=-1&page_size=x');
    expect([state.groups, state.page, state.pageSize]).toEqual([['month'], 1, 25]);
});
