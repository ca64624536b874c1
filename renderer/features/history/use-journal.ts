import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { JournalEntry } from '../../../shared/domain/journal-entry';
import type { AppError } from '../../../shared/errors';
import type { Output } from '../../../shared/ipc/contract';
import { ask } from '../../bridge/desk';
import { useDeskEvent } from '../../bridge/use-desk-event';

type JournalListing = {
  readonly entries: readonly JournalEntry[];
  readonly total: number;
  readonly isReady: boolean;
  readonly error: AppError | null;
  readonly hasOlder: boolean;
  readonly isLoadingOlder: boolean;
  readonly loadOlder: () => void;
  readonly retry: () => void;
};

type Page = Output<'journal.page'>;

/** The journal, newest first, page by page; read again whenever a line is added. */
export function useJournal(query: string): JournalListing {
  const pages = useInfiniteQuery<Page, AppError, { pages: Page[] }, readonly unknown[], number | null>({
    queryKey: ['journal.page', { query }],
    initialPageParam: null,
    staleTime: 0,
    placeholderData: keepPreviousData,
    queryFn: ({ pageParam }) => ask('journal.page', { query, beforeSeq: pageParam }),
    getNextPageParam: (page) => (page.hasOlder ? (page.entries[page.entries.length - 1]?.seq ?? null) : null),
  });
  useDeskEvent('journal.appended', () => void pages.refetch());

  const data = pages.data;
  const entries = useMemo(() => data?.pages.flatMap((page) => page.entries) ?? [], [data]);
  return {
    entries,
    total: data?.pages[0]?.total ?? 0,
    isReady: data !== undefined,
    error: pages.error,
    hasOlder: pages.hasNextPage,
    isLoadingOlder: pages.isFetchingNextPage,
    loadOlder: () => void pages.fetchNextPage(),
    retry: () => void pages.refetch(),
  };
}
