/** What was done to a journal, by the one who did it, and what a verification has to say of it. */
import type { AnchoredHead } from '../../shared/domain/anchor';
import type { ChainProblem } from '../../shared/domain/chain-break';
import type { ChainVerdict } from '../../shared/domain/journal-entry';

export const KINDS = ['edit', 'edit-bytes', 'edit-search', 'edit-open-intents', 'drop', 'insert', 'swap', 'cut', 're-chain', 'begun-anew'] as const;
export type Kind = (typeof KINDS)[number];

/** Nothing in the file itself shows them. */
export const UNTELLABLE: ReadonlySet<Kind> = new Set<Kind>(['cut', 're-chain', 'begun-anew']);

export type Truth = {
  readonly kind: Kind;
  /** For people: "reason of entry 7". */
  readonly what: string;
  /** The first entry that is not what it was. */
  readonly first: number;
  /** The first that does not hold together with what stands before it; null: all do. */
  readonly breaksAt: number | null;
  /** Entries after the tampering. */
  readonly entries: number;
  /** What the break may be called. */
  readonly problems: readonly ChainProblem[];
};

export type Expected =
  | { readonly state: 'intact' }
  | { readonly state: 'broken'; readonly entries: number; readonly firstBadSeq: number; readonly latestBadSeq: number; readonly problems: readonly ChainProblem[] };

/** @param heads - As they were noted of the journal when it was whole. */
export function expectedOf({ first, breaksAt, entries, problems }: Truth, heads: readonly AnchoredHead[]): Expected {
  const known = [...new Set(heads.flatMap(({ seq, links }) => [seq, ...links.map((_, index) => seq - index)]))].sort((one, other) => one - other);
  const broken = (firstBadSeq: number, latestBadSeq: number, called: readonly ChainProblem[]): Expected => ({ state: 'broken', entries, firstBadSeq, latestBadSeq, problems: called });
  const whole = breaksAt === null ? entries : breaksAt - 1;
  const differs = known.find((seq) => seq >= first && seq <= whole);
  if (differs !== undefined) return broken((known.filter((seq) => seq < first).at(-1) ?? 0) + 1, differs, ['rewritten']);
  if (breaksAt !== null) return broken(breaksAt, breaksAt, problems);
  return (known.at(-1) ?? 0) > entries ? broken(entries + 1, entries + 1, ['cut']) : { state: 'intact' };
}

export function isAsExpected(verdict: ChainVerdict, expected: Expected): boolean {
  if (verdict.state !== 'broken' || expected.state !== 'broken') return verdict.state === expected.state;
  const { firstBadSeq, latestBadSeq, entries, problem } = verdict;
  return firstBadSeq === expected.firstBadSeq && latestBadSeq === expected.latestBadSeq && entries === expected.entries && expected.problems.includes(problem);
}
