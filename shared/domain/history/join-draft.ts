/** A life while it is being put together. */
import type { AuditRow } from './audit-row';
import type { AuditFact, Fact, JournalFact } from './fact';
import { compareFacts, compareText } from './fact';
import type { HistoryEvent, HistoryLine, LineKind } from './history-line';
import type { Match } from './join-match';

/** A line as the facts of its group give it; findings are judged by more than that. */
export type LifeLine = Omit<HistoryLine, 'findings'>;

export type Life = {
  readonly line: LifeLine;
  /** Oldest first. */
  readonly events: readonly HistoryEvent[];
  /** The next instant at which the line would be another because time has passed; null: never by time alone. */
  readonly changesAt: string | null;
};

/** Whether what it begins with is in journals alone that nobody vouches for. */
export function isDoubted({ events }: Pick<Life, 'events'>): boolean {
  const founding = events.find(({ joinedBy }) => joinedBy === 'itself');
  return founding?.source === 'journal' && founding.isDoubted === true;
}

export const ITSELF: Match = { joinedBy: 'itself', certainty: 'certain' };

export type Joined = { readonly fact: Fact; readonly also: readonly AuditRow[]; readonly match: Match };
export type Draft = { readonly id: string; readonly kind: LineKind; readonly joined: Joined[] };

export function actDraft(id: string, kind: LineKind): Draft {
  return { id: `act:${id}`, kind, joined: [] };
}

export function auditDraft(fact: AuditFact, kind: LineKind, also: readonly AuditRow[] = []): Draft {
  return { id: `audit:${fact.audit.id}`, kind, joined: [{ fact, also, match: ITSELF }] };
}

export function join(draft: Draft, facts: readonly Fact[], match: Match, also: readonly AuditRow[] = []): void {
  for (const fact of facts) draft.joined.push({ fact, also, match });
}

/** The lines of an act that begins a life: the first is itself, the others follow by the id of the intent. */
export function joinAct(draft: Draft, facts: readonly JournalFact[], first: JournalFact, match: Match = ITSELF): void {
  for (const fact of facts) join(draft, [fact], fact === first ? match : { joinedBy: 'intent', certainty: 'certain' });
}

export function eventsOf({ joined }: Draft): readonly HistoryEvent[] {
  return [...joined].sort((one, other) => compareFacts(one.fact, other.fact)).map(({ fact, also, match }): HistoryEvent => {
    const { key, at } = fact;
    switch (fact.source) {
      case 'journal':
        return { source: 'journal', key, at, ...match, entry: fact.entry, desk: fact.desk, ...(fact.isDoubted && { isDoubted: true }) };
      case 'audit':
        return { source: 'audit', key, at, ...match, audit: fact.audit, also: [...also].sort((one, other) => compareText(one.at, other.at) || compareText(one.id, other.id)) };
      case 'sign-in':
        return { source: 'sign-in', key, at, ...match, signIn: fact.signIn };
      case 'seen':
        return { source: 'seen', key, at, ...match, seen: fact.seen };
    }
  });
}
