import type { components } from '../../shared/api/schema';

/** The answers of reports, exports and dashboard by short names, from the OpenAPI document. */
type Schemas = components['schemas'];

export type ReportSummary = Schemas['ReportRow'];
export type Report = Schemas['ReportAnswer'];
export type Filter = Schemas['ReportFilter'];
export type Option = Schemas['ReportOption'];
export type Link = Schemas['ReportLink'];
export type Grouping = Schemas['ReportGrouping'];
export type Column = Schemas['ReportColumn'];
export type ColumnType = Column['type'];
export type Chart = Schemas['ReportChart'];
export type Export = Schemas['ExportAnswer'];
export type Schedule = Schemas['ScheduleAnswer'];
export type Every = Schedule['every'];
export type Preferences = Schemas['PreferencesAnswer'];
export type Format = Schemas['NewExport']['format'];
export type View = Schemas['ViewAnswer'];
export type Dashboard = Schemas['DashboardAnswer'];

/** What is chosen in a filter, as forms and addresses hold it. */
export type FilterValue = string | string[];
export type Filters = Record<string, FilterValue>;

/** A value of a row: which columns a row has only its report knows. */
export type Value = string | number | boolean | null;
export type Row = Record<string, Value>;

type OfRows = 'items' | 'totals' | 'subtotals' | 'previous';

export interface Previous extends Omit<Schemas['ReportPrevious'], 'items' | 'totals'> {
    totals?: Row;
    items?: (Row | null)[];
}

export interface Rows extends Omit<Schemas['RowsAnswer'], OfRows> {
    items?: Row[];
    totals?: Row;
    subtotals?: Row[];
    previous?: Previous | null;
}

export interface RowsQuery {
    filters: Filters;
    group_by?: string;
    sort?: string;
    page?: number;
    page_size?: number;
    parts: string;
    compare?: 'previous';
}
