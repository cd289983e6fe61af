import { QueryClient } from '@tanstack/react-query';
import { isPassing } from '../shared/api/problem';

const TRIES = 2;

/** Answers are kept for a moment; only what may pass by itself is asked for again. */
export const queryClient = new QueryClient({
    defaultOptions: {
        queries: {
            staleTime: 10_000,
            refetchOnWindowFocus: false,
            retry: (count, error) => count < TRIES && isPassing(error),
        },
    },
});
