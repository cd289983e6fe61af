import { searchOf } from '../../shared/api/search';
import type { Filters, Link, Row } from '../api/types';

/** The address that a row leads to: filters by what stands in it, and those that stay. */
export function addressOf(link: Link, row: Row, filters: Filters): string | undefined {
    const query: Record<string, unknown> = {};
    for (const name of link.keep) query[name] = filters[name];
    for (const [name, column] of Object.entries(link.filters)) {
        const value = row[column];
        // A group of what has none leads nowhere: no filter can ask for it.
        if (value === null || value === undefined) return undefined;
        query[name] = value;
    }
    if (link.group_by) query.group_by = link.group_by;
    return `/reports/${encodeURIComponent(link.report)}?${searchOf(query)}`;
}
