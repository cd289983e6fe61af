import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useLanguage } from '../../shared/i18n/useText';
import { fetchRows } from '../api/calls';
import type { Report, RowsQuery } from '../api/types';
import { chosenOf, type ReportState } from './state';

const TWO_LEVELS = 2;

/** The rows of a report first; then, in a call of their own, its totals and how many rows it has. */
export function useRows(report: Report, state: ReportState) {
    const common = {
        filters: chosenOf(report, state.filters),
        group_by: state.groups.join(',') || undefined,
        compare: state.isCompared ? ('previous' as const) : undefined,
    };
    const rows = useReportQuery(report, {
        ...common,
        sort: state.sort,
        page: state.page,
        page_size: state.pageSize,
        parts: state.groups.length === TWO_LEVELS ? 'rows,subtotals' : 'rows',
    });
    const totals = useReportQuery(report, { ...common, parts: 'totals,total' }, rows.isFetched);
    return { rows, totals };
}

/** A part of a report's answer; asked for again only when it may have changed. */
export function useReportQuery(report: Report, query: RowsQuery, isEnabled = true) {
    const [language] = useLanguage();
    return useQuery({
        queryKey: ['rows', report.id, language, query],
        queryFn: ({ signal }) => fetchRows(report.id, query, signal),
        placeholderData: keepPreviousData,
        enabled: isEnabled,
    });
}
