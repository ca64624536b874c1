/**
 * Removals that PIM does not take yet. Each is an open intent in the journal that says from when PIM takes it, so it
 * survives a restart; `watch-grants.ts` sends it when its time has come.
 */
import { type Grant, GrantHow, GrantTarget } from '../../shared/domain/grant';
import type { JournalEntry } from '../../shared/domain/journal-entry';
import type { GrantEnded } from '../../shared/ipc/contract';
import type { Desk } from './desk';
import { actIn, type Act } from './record';

export type PlannedEnd = {
  /** Epoch milliseconds by this desk's clock. */
  readonly at: number;
  readonly act: Act;
  readonly intentId: string;
  readonly personId: string;
  readonly grant: Grant;
};

/** One second past the floor: clocks are compared to the second. */
const MARGIN_MS = 1000;

export function planEnd(desk: Desk, planned: PlannedEnd): Extract<GrantEnded, { state: 'planned' }> {
  // An instant that is none would never come, and one that never comes would not be looked at again.
  const at = Number.isFinite(planned.at) ? planned.at + MARGIN_MS : desk.clock.now().getTime();
  desk.memory.plannedEnds.set(planned.grant.scheduleId, { ...planned, at });
  desk.tell.grantsChanged(planned.personId);
  return { state: 'planned', at: new Date(at).toISOString() };
}

/** What an open intent of an earlier run asked for; null when it is not what this program writes. */
export function plannedIn(entry: JournalEntry): PlannedEnd | null {
  const grant = grantIn(entry);
  if (grant === null || entry.person === null) return null;
  const at = Date.parse(typeof entry.detail.notBefore === 'string' ? entry.detail.notBefore : entry.at);
  return { at, act: actIn(entry), intentId: entry.intentId ?? entry.id, personId: entry.person.id, grant };
}

/** The grant that a line is about, as far as the line says. */
export function grantIn({ person, detail }: JournalEntry): Grant | null {
  const { scheduleId, pimRequestId, targetKind, targetId, targetName, how, scope, wouldEndAt, endsAt } = detail;
  const target = GrantTarget.safeParse({ kind: targetKind, id: targetId });
  const as = GrantHow.safeParse(how);
  const id = [scheduleId, pimRequestId].find((each) => typeof each === 'string' && each !== '');
  const end = [wouldEndAt, endsAt].find((each) => typeof each === 'string');
  if (person === null || typeof id !== 'string' || !target.success || !as.success || typeof scope !== 'string') return null;
  return {
    scheduleId: id,
    requestId: typeof pimRequestId === 'string' ? pimRequestId : null,
    target: target.data,
    targetName: typeof targetName === 'string' ? targetName : '',
    how: as.data,
    scope,
    scopeName: '',
    person,
    startDateTime: null,
    endDateTime: typeof end === 'string' ? end : null,
    createdDateTime: null,
    state: 'live',
    path: 'direct',
    assignment: 'assigned',
  };
}
