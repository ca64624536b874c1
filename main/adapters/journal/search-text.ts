/**
 * What a journal search looks at. Folded the same way for entry and query, so that case and compatibility forms
 * (full-width letters, ligatures) do not matter in any script; SQLite's own LIKE folds ASCII only.
 */
import type { JournalRecord } from '../../../shared/domain/journal-entry';

/** @returns one folded line per searched field: operator, person, ticket, reason, action. The order is also in stored-rows.ts. */
export function searchText({ operator, person, ticket, reason, action }: Pick<JournalRecord, 'operator' | 'person' | 'ticket' | 'reason' | 'action'>): string {
  const actors = [operator, ...(person ? [person] : [])].flatMap((actor) => [actor.displayName, actor.userPrincipalName, actor.id]);
  return fold([...actors, ticket, reason, action].join('\n'));
}

/** Line feeds keep fields apart: neither step reaches across one. */
export function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}
