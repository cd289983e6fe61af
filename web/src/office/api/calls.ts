import { answered, api } from '../../shared/api/client';
import type { components } from '../../shared/api/schema';
import { send } from '../../shared/api/send';
import type { Filters, Format, Preferences, Rows, RowsQuery } from './types';

export const fetchDashboard = (signal: AbortSignal) =>
    answered(api.GET('/api/v1/dashboard', { signal }));

export const fetchReports = (signal: AbortSignal) =>
    answered(api.GET('/api/v1/reports', { signal })).then(({ items }) => items);

export const fetchReport = (report_id: string, signal: AbortSignal) =>
    answered(api.GET('/api/v1/reports/{report_id}', { params: { path: { report_id } }, signal }));

/** A page of a report; its filters lend the query their own names. */
export const fetchRows = (report_id: string, query: RowsQuery, signal: AbortSignal) =>
    answered(
        api.GET('/api/v1/reports/{report_id}/rows', {
            params: { path: { report_id }, query },
            signal,
        }),
    ) as Promise<Rows>;

export const fetchOptions = (
    report_id: string,
    filter_name: string,
    { q, filters }: { q: string; filters: Filters },
    signal: AbortSignal,
) =>
    answered(
        api.GET('/api/v1/reports/{report_id}/filters/{filter_name}/options', {
            params: { path: { report_id, filter_name }, query: { q, filters } },
            signal,
        }),
    ).then(({ items }) => items);

export const fetchRoles = (report_id: string, signal: AbortSignal) =>
    answered(
        api.GET('/api/v1/reports/{report_id}/roles', { params: { path: { report_id } }, signal }),
    ).then(({ items }) => items);

export interface WantedExport {
    format: Format;
    filters: Filters;
    group_by: string | null;
    sort?: string;
}

export const askForExport = (report_id: string, body: WantedExport) =>
    answered(
        api.POST('/api/v1/reports/{report_id}/exports', { params: { path: { report_id } }, body }),
    );

export const fetchExport = (export_id: number, signal: AbortSignal) =>
    answered(api.GET('/api/v1/exports/{export_id}', { params: { path: { export_id } }, signal }));

export const cancelExport = (export_id: number) =>
    answered(api.POST('/api/v1/exports/{export_id}/cancel', { params: { path: { export_id } } }));

export const exportFile = (id: number) => `/api/v1/exports/${id}/file`;

/** Refused for the reasons for which the file would be, before a browser goes there. */
export const tryFile = (id: number) =>
    send(new Request(exportFile(id), { headers: { Range: 'bytes=0-0' } }));

export interface WantedView {
    report: string;
    title: string;
    filters: Filters;
    group_by: string | null;
    sort: string | null;
    shared_with: string[];
}

export const addView = (body: WantedView) => answered(api.POST('/api/v1/report-views', { body }));

export const pinView = (report_view_id: number, isPinned: boolean) => {
    const params = { path: { report_view_id } };
    return answered(
        isPinned
            ? api.PUT('/api/v1/report-views/{report_view_id}/pin', { params })
            : api.DELETE('/api/v1/report-views/{report_view_id}/pin', { params }),
    );
};

export const fetchPreferences = (signal: AbortSignal) =>
    answered(api.GET('/api/v1/users/preferences', { signal }));

export const changePreferences = (body: Partial<Preferences>) =>
    answered(api.PATCH('/api/v1/users/preferences', { body }));

export const addSchedule = (body: components['schemas']['NewSchedule']) =>
    answered(api.POST('/api/v1/report-schedules', { body }));
