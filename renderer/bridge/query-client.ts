import { QueryClient } from '@tanstack/react-query';

/**
 * Answers of the main process, kept for the views. No retries: the main process knows what may be repeated. Never
 * paused for being offline: the journal and the demo tenant answer without a network, and the rest says so itself.
 */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { retry: false, networkMode: 'always', refetchOnWindowFocus: false, refetchOnReconnect: false, staleTime: 15_000, gcTime: 5 * 60_000 },
      mutations: { retry: false, networkMode: 'always', gcTime: 0 },
    },
  });
}
