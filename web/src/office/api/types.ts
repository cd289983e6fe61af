/** What the calls of reports, exports and dashboard answer. */
export type FilterType =
    | 'date'
    | 'datetime'
    | 'integer'
    | 'decimal'
    | 'text'
    | 'choice'
    | 'choices'
    | 'boolean'
    | 'product'
    | 'category'
    | 'user';

export interface Option {
    value: string;
    label: string;
}

export type FilterValue = string | string[];
export type Filters = Record<string, FilterValue>;

export type Filter = Schemas['ReportFilter'];
export type Link = Schemas['ReportLink'];
export type Grouping = Schemas['ReportGrouping'];
export type Column = Schemas['ReportColumn'];
export type ColumnType = Column['type'];
export type Chart = Schemas['ReportChart'];
export type ReportSummary = Schemas['ReportRow'];
export type Report = Schemas['ReportAnswer'];

export type Value = string | number | boolean | null;
export type Row = Record<string, Value>;

export interface RowsQuery {
    filters: Filters;
    group_by?: string;
    sort?: string;
    page?: number;
    page_size?: number;
    parts: string;
    compare?: 'previous';
}

export interface Previous {
    from: string;
    to: string;
    totals?: Row;
    items?: (Row | null)[];
}

export interface Rows {
    columns: Column[];
    items?: Row[];
    totals?: Row;
    subtotals?: Row[];
    total?: number;
    page?: number;
    page_size?: number;
    currency: string;
    filters: Record<string, Value | string[]>;
    previous?: Previous | null;
}

export type Format = 'csv' | 'xlsx';
export type ExportStatus = 'queued' | 'running' | 'done' | 'failed' | 'cancelled';

export interface Export {
    id: number;
    report: string;
    title: string;
    format: Format;
    filters: Record<string, unknown>;
    group_by: string | null;
    status: ExportStatus;
    progress: number;
    rows: number;
    total_rows: number | null;
    file_name: string | null;
    bytes: number | null;
    error: string | null;
    created_at: string;
    finished_at: string | null;
    expires_at: string | null;
    owner: { id: number; name: string };
}

export interface Preferences {
    language: 'en' | 'bg';
    csv_delimiter: ',' | ';' | 'tab';
    csv_decimal: '.' | ',';
    csv_bom: boolean;
}

export type Every = 'daily' | 'weekly' | 'monthly';

export interface Schedule {
    id: number;
    report: string;
    title: string;
    filters: Filters;
    group_by: string | null;
    format: Format;
    every: Every;
    weekday: number | null;
    month_day: number | null;
    hour: number;
    is_active: boolean;
    next_at: string | null;
    last_at: string | null;
    last_export_id: number | null;
}

export interface View {
    id: number;
    report: string;
    title: string;
    filters: Filters;
    group_by: string | null;
    sort: string | null;
    shared_with: string[];
    is_mine: boolean;
    is_pinned: boolean;
    owner: { id: number; name: string };
}

export interface Sales {
    orders: number;
    quantity: number;
    revenue: string;
}

export interface Dashboard {
    currency: string;
    generated_at: string;
    time_zone: string;
    today: Sales & { same_day_last_week: Sales };
    months: (Sales & { month: string })[];
    hours: (Sales & { starts_at: string })[];
    top_products: {
        product_id: number;
        sku: string;
        name: string;
        quantity: number;
        revenue: string;
    }[];
    low_stock: {
        variant_id: number;
        product_id: number;
        sku: string;
        name: string;
        available: number;
    }[];
    orders_by_status: { status: string; title: string; count: number }[];
    pinned: View[];
}

export interface Page<Item> {
    items: Item[];
    page: number;
    page_size: number;
    total: number;
}
