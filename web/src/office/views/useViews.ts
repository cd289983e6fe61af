import { useGetList } from 'react-admin';
import type { View } from '../api/types';

/** The saved views of a report: one's own and those that others share. */
export function useViews(report: string) {
    const { data = [], refetch } = useGetList<View>('report-views', {
        pagination: { page: 1, perPage: 100 },
        filter: { report },
    });
    return { views: data, refetch };
}
