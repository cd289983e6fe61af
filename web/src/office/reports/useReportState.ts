import { useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import type { Report } from '../api/types';
import { type ReportState, searchOfState, stateOf } from './state';

/** What of a report is looked at, and how to look at something else: a new entry of the history. */
export function useReportState(report: Report) {
    const [search, setSearch] = useSearchParams();
    const state = useMemo(() => stateOf(report, search), [report, search]);
    const change = (changes: Partial<ReportState>) =>
        setSearch(searchOfState(report, { ...state, page: 1, ...changes }));
    return { state, change, address: search.toString() };
}
