/** A history that keeps rows and marks in memory, and a desk with just what reading Entra's logs takes. */
import { type Desk, newMemory } from '../../../main/usecases/desk';
import type { AuditFeed } from '../../../main/ports/audit-feed';
import type { Bulk } from '../../../main/ports/bulk';
import type { FeedMark, History } from '../../../main/ports/history';
import type { AuditRow, PassSeen, SignInRow } from '../../../shared/domain/history/audit-row';
import { DEFAULT_HISTORY_RULES, type HistoryRules } from '../../../shared/domain/history/history-rules';
import { DEFAULT_RULES } from '../../../shared/domain/rules';
import type { AppErrorOf } from '../../../shared/errors';
import { err, ok, type Result } from '../../../shared/result';

type OpenPass = { readonly personId: string; readonly passId: string; readonly startsAt: string; readonly endsAt: string };
export type Kept = ReturnType<typeof keptRows>;

/** What outlives a kill. */
export function keptRows() {
  return { audits: new Map<string, AuditRow>(), signIns: new Map<string, SignInRow>(), seen: [] as PassSeen[], marks: new Map<string, string>(), open: [] as OpenPass[], forgotten: [] as string[], isFull: false };
}

function historyOver(kept: Kept): History {
  const full: AppErrorOf<'history-unavailable'> = { kind: 'history-unavailable', reason: 'full' };
  const unlessFull = async <T>(work: () => T): Promise<Result<T, typeof full>> => (kept.isFull ? err(full) : ok(work()));
  const note = ({ stream, mark }: FeedMark) => void kept.marks.set(stream, mark);
  const history: Partial<History> = {
    marks: () => unlessFull(() => [...kept.marks].map(([stream, mark]) => ({ stream, mark }))),
    takeAuditsWithMark: (rows, mark) => unlessFull(() => (rows.forEach((row) => kept.audits.set(row.id, row)), note(mark), null)),
    takeSignInsWithMark: (rows, mark) => unlessFull(() => (rows.forEach((row) => kept.signIns.set(row.id, row)), note(mark), null)),
    takeSeen: (rows) => unlessFull(() => (kept.seen.push(...rows), null)),
    forgetBefore: (instant) => unlessFull(() => kept.forgotten.push(instant)),
    openPasses: () => unlessFull(() => kept.open),
  };
  return history as History;
}

type Parts = { readonly kept: Kept; readonly feed: AuditFeed; readonly now: () => Date; readonly passes?: Pick<Bulk['passes'], 'currentOf'>; readonly rules?: Partial<HistoryRules>; readonly wait?: Desk['wait'] };

export function syncDesk({ kept, feed, now, passes, rules, wait }: Parts) {
  const state = { isOpen: true, told: 0, warned: [] as unknown[] };
  const parts: Partial<Desk> = {
    policy: { state: 'in-force', file: '', isDefault: true, rules: { ...DEFAULT_RULES, history: { ...DEFAULT_HISTORY_RULES, ...rules } } },
    history: historyOver(kept),
    auditFeed: feed,
    bulk: { passes: passes ?? { currentOf: async () => ok({}) } } as Bulk,
    memory: newMemory(),
    clock: { now },
    clockSkewMs: () => null,
    tell: { historyChanged: () => void (state.told += 1) } as Desk['tell'],
    log: { info: () => undefined, warn: (_, fields) => void state.warned.push(fields), error: (_, fields) => void state.warned.push(fields) },
    isOpen: () => state.isOpen,
    wait: wait ?? (async () => undefined),
  };
  return { desk: parts as Desk, state };
}
