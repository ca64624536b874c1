/**
 * The order of search results: what was typed in full comes first, then names that begin with it, then names with a word
 * that does, then the rest; within each, by name. Pure. Comparison ignores case and, for names, accents.
 */
import type { PersonRow } from '../../../shared/domain/person';

const names = new Intl.Collator(undefined, { sensitivity: 'base', numeric: true });

/** @param query - Cleaned text. */
export function ranked(people: readonly PersonRow[], query: string): readonly PersonRow[] {
  const wanted = fold(query);
  return people
    .map((person) => ({ person, rank: rankOf(person, wanted) }))
    .sort(
      (left, right) =>
        left.rank - right.rank ||
        names.compare(left.person.displayName, right.person.displayName) ||
        names.compare(left.person.userPrincipalName, right.person.userPrincipalName),
    )
    .map(({ person }) => person);
}

function rankOf({ userPrincipalName, mail, employeeId, displayName }: PersonRow, wanted: string): number {
  if ([userPrincipalName, mail, employeeId].some((exact) => exact !== null && fold(exact) === wanted)) return 0;
  const name = fold(displayName);
  if (name.startsWith(wanted)) return 1;
  return name.split(/[\s,.'()-]+/u).some((word) => word.startsWith(wanted)) ? 2 : 3;
}

function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
