import { searchOf } from '../../shared/api/search';
import type { View } from '../api/types';

/** The page of a report as a saved view shows it. */
export function addressOfView({ report, filters, group_by, sort }: View): string {
    const search = searchOf({ filters, group_by, sort });
    return `/reports/${encodeURIComponent(report)}?${search}`;
}
