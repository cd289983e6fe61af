import { useQuery } from '@tanstack/react-query';
import { fetchExport } from '../api/calls';
import type { Export } from '../api/types';

const LOOK_EVERY = 500;

/** Whether something still happens to an export. */
export const isMoving = (each: Export | undefined) =>
    each?.status === 'queued' || each?.status === 'running';

/** One export, looked at again and again as long as it moves. */
export function useExport(id: number) {
    return useQuery({
        queryKey: ['export', id],
        queryFn: ({ signal }) => fetchExport(id, signal),
        refetchInterval: ({ state }) =>
            isMoving(state.data) || (!state.data && !state.error) ? LOOK_EVERY : false,
        refetchIntervalInBackground: true,
    });
}
