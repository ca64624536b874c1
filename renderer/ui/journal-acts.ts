import { displayText } from '../../shared/domain/display-text';
import type { JournalEntry } from '../../shared/domain/journal-entry';

/** One act as an auditor reads it: what was intended and what came of it, or a single event. */
export type Act = {
  readonly id: string;
  /** Newest first, as in the journal page: the outcome before its intent. */
  readonly entries: readonly JournalEntry[];
  /** The entry to read people, ticket and reason from: the intent where it is there. */
  readonly first: JournalEntry;
  readonly last: JournalEntry;
};

/**
 * Joins each intent with its outcome. Nothing is left out: an entry without its other half (an open act, or one whose
 * other half does not match the search) is an act of its own. The place in the list is that of the newest entry.
 */
export function actsOf(entries: readonly JournalEntry[]): readonly Act[] {
  const acts = new Map<string, JournalEntry[]>();
  for (const entry of entries) {
    // Events that belong to an act (the passcode was shown) stay lines of their own: each is something somebody did.
    const key = entry.phase === 'outcome' && entry.intentId !== null ? entry.intentId : entry.id;
    const act = acts.get(key);
    if (act) act.push(entry);
    else acts.set(key, [entry]);
  }
  return [...acts].flatMap(([id, joined]) => {
    const last = joined[0];
    const first = joined[joined.length - 1];
    return first && last ? [{ id, entries: joined, first, last }] : [];
  });
}

export type ResultTone = 'good' | 'bad' | 'open' | 'plain';

/** What came of it. An intent alone is said to be open, never passed over. */
export function resultOf({ last }: Act): { readonly words: string; readonly tone: ResultTone } {
  if (last.phase === 'intent') return { words: 'No outcome recorded', tone: 'open' };
  switch (last.result) {
    case 'succeeded':
      return { words: 'Succeeded', tone: 'good' };
    case 'failed':
      return { words: 'Failed', tone: 'bad' };
    case 'unknown':
      return { words: 'Not known', tone: 'open' };
    case null:
      return { words: 'Done', tone: 'plain' };
  }
}

/** "Ada Lovelace (ada@contoso.example)", as far as the entry says. */
export const actorText = (actor: JournalEntry['operator']): string =>
  actor.userPrincipalName === '' ? displayText(actor.displayName) : `${displayText(actor.displayName)} (${displayText(actor.userPrincipalName)})`;
