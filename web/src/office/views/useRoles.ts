import { useQuery } from '@tanstack/react-query';
import { fetchRoles } from '../api/calls';

/** The roles that a view can be shared with. */
export function useRoles() {
    const { data = [] } = useQuery({
        queryKey: ['roles'],
        queryFn: ({ signal }) => fetchRoles(signal),
    });
    return data;
}
