/** What every finding about one life starts from. */
import type { JournalEntry } from '../journal-entry';
import type { Fact } from './fact';
import { compareText, timeOf } from './fact';
import type { Finding } from './finding';
import type { FindingContext } from './finding-context';
import type { FindingKind, HistoryEvent } from './history-line';
import { meaningOf } from './join-audit';
import type { Life } from './join-draft';

/** `seen` is the store's to add: it knows which marks there are. */
export type Found = Omit<Finding, 'seen'>;
export type Verdict = {
  readonly findings: readonly Found[];
  /** The next instant at which time alone may bring or end a finding; null: none. What reading further brings is not told here. */
  readonly changesAt: string | null;
};
export type Rule = (life: Life, facts: readonly Fact[], context: FindingContext) => { readonly found: Found | null; readonly turns?: readonly number[] };

export const DAY_MS = 86_400_000;
export const NOTHING = { found: null } as const;

export function foundIn({ line }: Life, kind: FindingKind, facts: Found['facts'], at = line.at): Found {
  return { id: `${kind}:${line.id}`, kind, at, lineIds: [line.id], person: line.person, operator: line.operator, facts };
}

/** The journal line that begins the life; null when no journal does. */
export function beginningOf({ line, events }: Life): JournalEntry | null {
  if (!line.id.startsWith('act:')) return null;
  const own = events.flatMap((event) => (event.source === 'journal' ? [event] : []));
  return (own.find(({ joinedBy, entry }) => joinedBy === 'itself' && entry.phase === 'intent') ?? own.find(({ joinedBy }) => joinedBy === 'itself'))?.entry ?? null;
}

/** Whether the life began with making something: a pass or a grant, and not with ending one. */
export function isMaking(life: Life): boolean {
  const entry = beginningOf(life);
  if (entry) return entry.action === 'pass.issue' || entry.action === 'grant.make';
  const founding = life.events.find(({ joinedBy }) => joinedBy === 'itself');
  if (founding?.source !== 'audit') return false;
  const meaning = meaningOf(founding.audit);
  return meaning === 'pass-made' || (meaning === 'grant' && life.line.state !== null && !/^(?:remove|cancel)\b|\bexpired\b|\bdeactivat/i.test(founding.audit.activity));
}

/** Copies of Entra's logs are forgotten after `keepDays`: what they would have to say about older lives is not there any more. */
export function isKept({ line }: Life, { now, rules }: Pick<FindingContext, 'now' | 'rules'>): boolean {
  return timeOf(line.at) > keptSince(now, rules.keepDays);
}
export const forgottenAt = ({ line }: Life, { rules }: Pick<FindingContext, 'rules'>): number => timeOf(line.at) + (rules.keepDays - 1) * DAY_MS;
const keptSince = (now: string, days: number) => timeOf(now) - (days - 1) * DAY_MS;

/** Both ends included, epoch ms. */
export function isCovered(read: { readonly from: string; readonly through: string } | null | undefined, from: number, through: number): boolean {
  return read != null && timeOf(read.from) <= from && timeOf(read.through) >= through;
}

export function auditsOf(events: readonly HistoryEvent[]): readonly Extract<HistoryEvent, { source: 'audit' }>[] {
  return events.flatMap((event) => (event.source === 'audit' ? [event] : []));
}

export function newestFirst<T extends { readonly at: string; readonly id: string }>(some: readonly T[]): readonly T[] {
  return [...some].sort((one, other) => timeOf(other.at) - timeOf(one.at) || compareText(one.id, other.id));
}
