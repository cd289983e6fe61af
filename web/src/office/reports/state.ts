import type { Filter, Filters, FilterValue, Report } from '../api/types';

/** What of a report is looked at: all of it stands in the address of the page. */
export interface ReportState {
    filters: Filters;
    groups: string[];
    sort: string | undefined;
    page: number;
    pageSize: number;
    isCompared: boolean;
}

export const PAGE_SIZES = [25, 50, 100];

/** What an address asks for; what it does not name is as the definition says. */
export function stateOf(report: Report, search: URLSearchParams): ReportState {
    const filters: Filters = {};
    for (const each of report.filters) filters[each.name] = askedOf(each, search);
    const known = new Set(report.group_by.map(({ name }) => name));
    const groups = (search.get('group_by') ?? '').split(',').filter((name) => known.has(name));
    return {
        filters,
        groups,
        sort: search.get('sort') || undefined,
        page: wholeNumber(search.get('page')) ?? 1,
        pageSize: wholeNumber(search.get('page_size')) ?? (PAGE_SIZES[0] as number),
        isCompared: search.get('compare') === 'previous' && report.period !== null,
    };
}

/** The address of a state; what is as the definition says is left out. */
export function searchOfState(report: Report, state: ReportState): URLSearchParams {
    const search = new URLSearchParams();
    for (const each of report.filters) {
        const value = state.filters[each.name] ?? '';
        if (same(value, defaultOf(each))) continue;
        for (const one of Array.isArray(value) && value.length ? value : [value].flat()) {
            search.append(each.name, one);
        }
        if (Array.isArray(value) && !value.length) search.append(each.name, '');
    }
    if (state.groups.length) search.set('group_by', state.groups.join(','));
    if (state.sort) search.set('sort', state.sort);
    if (state.isCompared) search.set('compare', 'previous');
    if (state.pageSize !== PAGE_SIZES[0]) search.set('page_size', String(state.pageSize));
    if (state.page > 1) search.set('page', String(state.page));
    return search;
}

/** The filters that are asked for: those that choose something, or choose all where not all is usual. */
export function chosenOf(report: Report, filters: Filters): Filters {
    const chosen: Filters = {};
    for (const each of report.filters) {
        const value = filters[each.name] ?? '';
        if (value.length || defaultOf(each).length) chosen[each.name] = value.length ? value : '';
    }
    return chosen;
}

/** How many filters are set to something else than usual; both ends of the period are one. */
export function countOfSet({ filters, period }: Report, chosen: Filters): number {
    const set = filters
        .filter((each) => !same(chosen[each.name] ?? '', defaultOf(each)))
        .map(({ name }) => (name === period?.to ? period.from : name));
    return new Set(set).size;
}

/** What a filter is if nothing is chosen, as a form holds it. */
export function defaultOf(filter: Filter): FilterValue {
    const { default: value, type } = filter;
    if (type === 'choices') return Array.isArray(value) ? value.map(String) : [];
    return value === null || value === undefined ? '' : String(value);
}

function askedOf(filter: Filter, search: URLSearchParams): FilterValue {
    if (!search.has(filter.name)) return defaultOf(filter);
    if (filter.type === 'choices') return search.getAll(filter.name).filter(Boolean);
    return search.get(filter.name) ?? '';
}

function same(one: FilterValue, other: FilterValue): boolean {
    return JSON.stringify(one) === JSON.stringify(other);
}

function wholeNumber(text: string | null): number | undefined {
    return text && /^[1-9]\d{0,6}$/.test(text) ? Number(text) : undefined;
}
