import { useQuery } from '@tanstack/react-query';
import { fetchRoles } from '../api/calls';

/** The roles that a view of a report can be shared with: those that may see the report. */
export function useRoles(report: string) {
    const { data = [] } = useQuery({
        queryKey: ['roles', report],
        queryFn: ({ signal }) => fetchRoles(report, signal),
    });
    return data;
}
