/** One thing that a source says. Lives are put together from facts; the same fact given twice is one. */
import type { JournalEntry } from '../journal-entry';
import type { AuditRow, PassSeen, SignInRow } from './audit-row';

/** `key` is unique among all facts; `at` is by the clock of whoever wrote it. */
type Stamp = { readonly key: string; readonly at: string };
/** `desk`: name of the journal; empty for this desk's own. `isDoubted`: nobody vouches for who wrote it; left out where somebody does. */
export type JournalFact = Stamp & { readonly source: 'journal'; readonly entry: JournalEntry; readonly desk: string; readonly isDoubted?: true };
export type AuditFact = Stamp & { readonly source: 'audit'; readonly audit: AuditRow };
export type SignInFact = Stamp & { readonly source: 'sign-in'; readonly signIn: SignInRow };
export type SeenFact = Stamp & { readonly source: 'seen'; readonly seen: PassSeen };
export type Fact = JournalFact | AuditFact | SignInFact | SeenFact;

/** @param isVouched - Whether it is known who wrote it; of this desk's own journal it is. See `trust.ts`. */
export function journalFact(desk: string, entry: JournalEntry, isVouched = false): JournalFact {
  return { source: 'journal', key: `journal:${desk}:${entry.id}`, at: entry.at, entry, desk, ...(desk !== '' && !isVouched && { isDoubted: true }) };
}

export function auditFact(audit: AuditRow): AuditFact {
  return { source: 'audit', key: `audit:${audit.id}`, at: audit.at, audit };
}

export function signInFact(signIn: SignInRow): SignInFact {
  return { source: 'sign-in', key: `sign-in:${signIn.id}`, at: signIn.at, signIn };
}

export function seenFact(seen: PassSeen): SeenFact {
  return { source: 'seen', key: `seen:${seen.personId.toLowerCase()}:${seen.passId.toLowerCase()}:${seen.reason}`, at: seen.at, seen };
}

/** Epoch milliseconds; 0 for what is no instant, so that nothing hostile can make an order depend on how it is compared. */
export function timeOf(at: string): number {
  const time = Date.parse(at);
  return Number.isFinite(time) ? time : 0;
}

/** Years with four digits. */
const EARLIEST_MS = -62_167_219_200_000;
const LATEST_MS = 253_402_300_799_999;

/** ISO, of whatever number: what no calendar holds is held at its bound. */
export function isoOf(time: number): string {
  return new Date(Number.isNaN(time) ? 0 : Math.max(EARLIEST_MS, Math.min(LATEST_MS, time))).toISOString();
}

/** By code units: the same everywhere, whatever the locale. */
export function compareText(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

/** Oldest first; what a journal says before what others say of the same moment. Total: no two facts are equal. */
export function compareFacts(one: Fact, other: Fact): number {
  return timeOf(one.at) - timeOf(other.at) || RANK[one.source] - RANK[other.source] || compareEntries(one, other) || compareText(one.key, other.key);
}

const RANK: Readonly<Record<Fact['source'], number>> = { journal: 0, audit: 1, seen: 2, 'sign-in': 3 };

function compareEntries(one: Fact, other: Fact): number {
  if (one.source !== 'journal' || other.source !== 'journal') return 0;
  return compareText(one.desk, other.desk) || one.entry.seq - other.entry.seq;
}

/** Each once, oldest first. Of two with one key, which only a damaged source gives, the same one is kept in whatever order they came. */
export function inOrder(facts: readonly Fact[]): readonly Fact[] {
  const byKey = new Map<string, Fact>();
  for (const fact of facts) {
    const known = byKey.get(fact.key);
    if (!known || (known !== fact && compareText(JSON.stringify(fact), JSON.stringify(known)) < 0)) byKey.set(fact.key, fact);
  }
  return [...byKey.values()].sort(compareFacts);
}
