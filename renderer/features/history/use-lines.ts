import { keepPreviousData, type QueryClient, useQueries, useQuery, useQueryClient } from '@tanstack/react-query';
import type { HistoryFilter } from '../../../shared/domain/history/history-filter';
import type { HistoryLine } from '../../../shared/domain/history/history-line';
import type { AppError } from '../../../shared/errors';
import type { Output } from '../../../shared/ipc/contract';
import { HISTORY_PAGE } from '../../../shared/ipc/sizes';
import { ask } from '../../bridge/desk';
import { reading, readKey, useRead } from '../../bridge/use-read';
import { useDebounced } from '../../ui/use-debounced';

/** Looked at again when the view comes back after so long; while it is shown, `history.changed` says when. Milliseconds. */
const FRESH_MS = 2000;
/** How long a page is kept that nobody looks at. Milliseconds. */
const KEEP_MS = 20_000;
/** What lies so near to the rows in sight is read ahead. Rows. */
const AHEAD = 50;
/** Pages passed by in less are not asked for: dragging the scroll bar passes thousands. Milliseconds. */
const PASSING_MS = 60;

type Page = Output<'history.page'>;

/** The first page as of now. It is kept under the place it was read at as well, which stays when something is added. */
function newestPage(client: QueryClient, filter: HistoryFilter) {
  return {
    queryKey: readKey('history.page', { filter, from: 0, asOf: null }),
    staleTime: FRESH_MS,
    queryFn: async ({ signal }: { readonly signal: AbortSignal }): Promise<Page> => {
      signal.throwIfAborted();
      const page = await ask('history.page', { filter, from: 0, asOf: null });
      client.setQueryData(readKey('history.page', { filter, from: 0, asOf: page.asOf }), page);
      return page;
    },
  };
}

/** Whether there is an answer to this filter yet; meanwhile that to the one before. */
export function useNewest(filter: HistoryFilter) {
  return useQuery<Page, AppError>({ ...newestPage(useQueryClient(), filter), placeholderData: keepPreviousData });
}

export type Lines = {
  /** How many there are, up to `asOf`; at least so many while they are being counted. */
  readonly total: number;
  readonly isCounted: boolean;
  /** Undefined while its page is on its way. */
  readonly at: (row: number) => HistoryLine | undefined;
  /** The latest place there is. */
  readonly latest: number | null;
  /** Added since `asOf`. */
  readonly added: number;
  readonly error: AppError | null;
  readonly retry: () => void;
};

/** @param asOf - Where the list is held still; null: it grows at its front. @param first - First row in sight. @param last - Last one. */
export function useLines(filter: HistoryFilter, asOf: number | null, first: number, last: number): Lines {
  const client = useQueryClient();
  const newest = useQuery<Page, AppError>(newestPage(client, filter));
  const latest = newest.data?.asOf ?? null;
  const held = asOf ?? latest;
  const [wanted] = useDebounced(`${Math.floor(Math.max(0, first - AHEAD) / HISTORY_PAGE)} ${Math.floor((last + AHEAD) / HISTORY_PAGE)}`, PASSING_MS);
  const [from = 0, to = 0] = wanted.split(' ').map(Number);
  const counted = useCounts(filter, held, latest, newest.data);
  const inList = held === null ? [] : Array.from({ length: to - from + 1 }, (_, at) => from + at).filter((page) => page * HISTORY_PAGE < Math.max(1, counted.total));
  const results = useQueries({ queries: inList.map((page) => ({ ...reading('history.page', { filter, from: page * HISTORY_PAGE, asOf: held }), staleTime: Infinity, gcTime: KEEP_MS })) });

  const at = (row: number): HistoryLine | undefined => {
    const page = Math.floor(row / HISTORY_PAGE);
    const index = inList.indexOf(page);
    // One that is not asked for any more, or not yet, may still be kept.
    const data = index >= 0 ? results[index]?.data : client.getQueryData<Page>(readKey('history.page', { filter, from: page * HISTORY_PAGE, asOf: held }));
    return data?.lines[row - page * HISTORY_PAGE];
  };
  const failed = results.find(({ error }) => error !== null);
  return {
    total: counted.total,
    isCounted: counted.isCounted,
    at,
    latest,
    added: counted.added,
    error: newest.error ?? counted.error ?? (failed?.error as AppError | null | undefined) ?? null,
    retry: () => {
      for (const result of [newest, ...results]) if (result.error) void result.refetch();
      counted.retry();
    },
  };
}

/** Counting may take a walk over all lines: a list that fits on its first page is not counted. */
function useCounts(filter: HistoryFilter, held: number | null, latest: number | null, newest: Page | undefined) {
  const isShort = newest !== undefined && newest.lines.length < HISTORY_PAGE;
  const isHeld = held !== null && held !== latest;
  const count = useRead('history.count', { filter, asOf: held }, { enabled: held !== null && (!isShort || isHeld), keepPrevious: true, staleTime: Infinity, keepFor: KEEP_MS });
  const now = useRead('history.count', { filter, asOf: latest }, { enabled: isHeld && latest !== null && !isShort, keepPrevious: true, staleTime: Infinity, keepFor: KEEP_MS });
  const nowTotal = isShort ? newest.lines.length : (now.data?.count ?? 0);
  const total = isShort && !isHeld ? newest.lines.length : (count.data?.count ?? newest?.lines.length ?? 0);
  const isCounted = isShort && !isHeld ? true : count.data !== undefined && !count.isPlaceholderData;
  const isNowCounted = isShort || (now.data !== undefined && !now.isPlaceholderData);
  return {
    total,
    isCounted,
    added: isHeld && isCounted && isNowCounted ? Math.max(0, nowTotal - total) : 0,
    error: count.error ?? now.error,
    retry: () => {
      if (count.error) void count.refetch();
      if (now.error) void now.refetch();
    },
  };
}
