import { useQueries } from '@tanstack/react-query';
import { useState } from 'react';
import type { PersonExtras, PersonRow } from '../../../shared/domain/person';
import type { AppError } from '../../../shared/errors';
import { ENRICH_MAXIMUM } from '../../../shared/ipc/sizes';
import { reading, useRead } from '../../bridge/use-read';
import { useDebounced } from '../../ui/use-debounced';

const DEBOUNCE_MILLISECONDS = 150;
const NOBODY: readonly PersonRow[] = [];

export type PeopleSearch = {
  /** The text the people belong to. */
  readonly query: string;
  readonly people: readonly PersonRow[];
  readonly extras: ReadonlyMap<string, PersonExtras>;
  readonly hasMore: boolean;
  readonly error: AppError | null;
  /** There is a list to show, though perhaps still that of the text before. */
  readonly shows: boolean;
  readonly isBusy: boolean;
  /** The people shown are the answer to the text as it stands. */
  readonly isCurrent: boolean;
  /** Enter was pressed for this text before its answer came. */
  readonly isAwaited: boolean;
  readonly stopAwaiting: () => void;
  readonly searchNow: () => void;
  readonly retry: () => void;
  /** Manager and roles for rows further down as well. */
  readonly enrichUpTo: (row: number) => void;
};

/**
 * Search as one types. Each text is a query of its own, so an answer can only ever land under the text it belongs to;
 * the main process ends the older call, and what it says of that (`cancelled`) is no news.
 */
export function usePeopleSearch(text: string): PeopleSearch {
  const wanted = text.trim();
  const [query, searchAt] = useDebounced(wanted, DEBOUNCE_MILLISECONDS);
  const [awaited, setAwaited] = useState<string | null>(null);
  const [enriched, setEnriched] = useState({ query: '', rows: ENRICH_MAXIMUM });
  const isAsked = query !== '' && wanted !== '';
  const search = useRead('people.search', { query }, { enabled: isAsked, keepPrevious: true, staleTime: 10_000 });

  // What was found stays while the text is refined. Once the box was empty, somebody else is looked for.
  const [wasEmptied, setWasEmptied] = useState(true);
  if (wanted === '' && !wasEmptied) setWasEmptied(true);
  else if (isAsked && wasEmptied && search.isSuccess && !search.isPlaceholderData) setWasEmptied(false);
  const isForeign = wasEmptied && search.isPlaceholderData;
  const people = isAsked && !search.error && !isForeign ? (search.data?.people ?? NOBODY) : NOBODY;
  const error = isAsked && search.error?.kind !== 'cancelled' ? search.error : null;
  const isCurrent = isAsked && wanted === query && search.isSuccess && !search.isPlaceholderData && !search.isFetching;
  const rows = enriched.query === query ? enriched.rows : ENRICH_MAXIMUM;

  return {
    query,
    people,
    extras: useExtras(search.isPlaceholderData ? NOBODY : people, rows),
    hasMore: search.data?.hasMore ?? false,
    error,
    shows: people.length > 0,
    isBusy: wanted !== '' && (wanted !== query || search.isFetching),
    isCurrent,
    isAwaited: isCurrent && awaited === query,
    stopAwaiting: () => setAwaited(null),
    searchNow: () => {
      setAwaited(wanted);
      searchAt(wanted);
    },
    retry: () => void search.refetch(),
    enrichUpTo: (row) => row >= rows && setEnriched({ query, rows: Math.ceil((row + 1) / ENRICH_MAXIMUM) * ENRICH_MAXIMUM }),
  };
}

/** The second batch, ten rows at a time: the first ten at once, the others when they come into view. */
function useExtras(people: readonly PersonRow[], rows: number): ReadonlyMap<string, PersonExtras> {
  const ids = people.slice(0, rows).map((row) => row.id);
  const chunks = Array.from({ length: Math.ceil(ids.length / ENRICH_MAXIMUM) }, (_, at) => ids.slice(at * ENRICH_MAXIMUM, (at + 1) * ENRICH_MAXIMUM));
  return useQueries({
    queries: chunks.map((chunk) => ({ ...reading('people.enrich', { ids: chunk }), staleTime: 60_000 })),
    combine: (answers) => new Map(answers.flatMap((answer) => answer.data?.extras ?? []).map((extra) => [extra.id, extra])),
  });
}
