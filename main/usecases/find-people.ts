import type { Reply } from '../../shared/ipc/contract';
import { err, ok } from '../../shared/result';
import type { Directory } from '../ports/directory';

/** Searches people; a newer search aborts the one under way, so a slow old answer never costs quota or replaces a newer one. */
export function findPeople(): (directory: Directory, query: string) => Promise<Reply<'people.search'>> {
  let underWay: AbortController | null = null;
  return async (directory, query) => {
    underWay?.abort();
    const mine = new AbortController();
    underWay = mine;
    const found = await directory.search(query, mine.signal);
    if (mine.signal.aborted) return err({ kind: 'cancelled' });
    return found.ok ? ok(found.value) : found;
  };
}
