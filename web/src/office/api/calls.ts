import { searchOf } from '../../shared/api/search';
import { send } from '../../shared/api/send';
import type {
    Dashboard,
    Export,
    Filters,
    Format,
    Option,
    Preferences,
    Report,
    ReportSummary,
    Rows,
    RowsQuery,
    Schedule,
    View,
} from './types';

interface Sent {
    method?: string;
    query?: object;
    body?: unknown;
    signal?: AbortSignal;
    headers?: Record<string, string>;
}

async function call<Answer>(path: string, sent: Sent = {}): Promise<Answer> {
    const search = searchOf({ ...sent.query }).toString();
    const body = sent.body === undefined ? undefined : JSON.stringify(sent.body);
    const headers = { ...(body && { 'Content-Type': 'application/json' }), ...sent.headers };
    const url = `/api/v1${path}${search && `?${search}`}`;
    const init = { method: sent.method ?? 'GET', headers, body, signal: sent.signal };
    const answer = await send(new Request(url, init));
    return answer.status === 204 ? (undefined as Answer) : answer.json();
}

export const fetchDashboard = (signal: AbortSignal) => call<Dashboard>('/dashboard', { signal });

export const fetchReports = (signal: AbortSignal) =>
    call<{ items: ReportSummary[] }>('/reports', { signal }).then(({ items }) => items);

export const fetchReport = (id: string, signal: AbortSignal) =>
    call<Report>(`/reports/${encodeURIComponent(id)}`, { signal });

export const fetchRows = (id: string, query: RowsQuery, signal: AbortSignal) =>
    call<Rows>(`/reports/${encodeURIComponent(id)}/rows`, { query, signal });

export const fetchOptions = (id: string, filter: string, query: object, signal: AbortSignal) =>
    call<{ items: Option[] }>(
        `/reports/${encodeURIComponent(id)}/filters/${encodeURIComponent(filter)}/options`,
        { query, signal },
    ).then(({ items }) => items);

export interface WantedExport {
    format: Format;
    filters: Filters;
    group_by: string | null;
    sort?: string;
}

export const askForExport = (report: string, body: WantedExport) =>
    call<Export>(`/reports/${encodeURIComponent(report)}/exports`, { method: 'POST', body });

export const fetchExport = (id: number, signal?: AbortSignal) =>
    call<Export>(`/exports/${id}`, { signal });

export const cancelExport = (id: number) =>
    call<Export>(`/exports/${id}/cancel`, { method: 'POST' });

export const exportFile = (id: number) => `/api/v1/exports/${id}/file`;

/** Refused for the reasons for which the file would be, before a browser goes there. */
export const tryFile = (id: number) =>
    send(new Request(exportFile(id), { headers: { Range: 'bytes=0-0' } }));

export const fetchPreferences = (signal?: AbortSignal) =>
    call<Preferences>('/users/preferences', { signal });

export const changePreferences = (body: Partial<Preferences>) =>
    call<Preferences>('/users/preferences', { method: 'PATCH', body });

export type WantedSchedule = Omit<
    Schedule,
    'id' | 'is_active' | 'next_at' | 'last_at' | 'last_export_id'
>;

export const addSchedule = (body: WantedSchedule) =>
    call<Schedule>('/report-schedules', { method: 'POST', body });

export type WantedView = Pick<
    View,
    'report' | 'title' | 'filters' | 'group_by' | 'sort' | 'shared_with'
>;

export const addView = (body: WantedView) => call<View>('/report-views', { method: 'POST', body });

export const pinView = (id: number, isPinned: boolean) =>
    call<View>(`/report-views/${id}/pin`, { method: isPinned ? 'PUT' : 'DELETE' });

export const fetchRoles = (signal: AbortSignal) =>
    call<{ items: { code: string; title: string }[] }>('/roles', { signal }).then(
        ({ items }) => items,
    );
