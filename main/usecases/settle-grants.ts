/** Settles acts on grants and accounts that were cut off: PIM is read, and what it has decides. */
import type { JournalEntry } from '../../shared/domain/journal-entry';
import { GrantHow, GrantTarget } from '../../shared/domain/grant';
import type { SettledOutcome } from '../../shared/ipc/contract';
import type { NewGrant } from '../ports/grants';
import { readChanged } from './change-grant';
import type { Desk } from './desk';
import { readHeld } from './held-grants';
import { actsOf } from './journal-grants';
import { isOurs, MADE_WITHIN_MS } from './lost-grant';
import { plannedIn, planEnd } from './planned-ends';
import { actIn, conclude, type Ending } from './record';

const AT_START: Ending['detail'] = { settledAtStart: true };

type Settled = SettledOutcome | 'goes-on' | null;

/** @returns `goes-on` for what is meant to stay open; null when it could not be told yet; undefined for other acts. */
export function settleGrantEntry(desk: Desk, entry: JournalEntry): Promise<Settled> | undefined {
  return SETTLERS[entry.action]?.(desk, entry);
}

const SETTLERS: Partial<Record<JournalEntry['action'], (desk: Desk, entry: JournalEntry) => Promise<Settled>>> = {
  'grant.make': settleMake,
  'grant.end': settleEnd,
  'grant.extend': settleExtend,
  'account.disable': settleDisable,
  // Gone on with or given up by the operator, never by itself.
  'access.end': () => Promise.resolve('goes-on'),
};

async function settleMake(desk: Desk, entry: JournalEntry): Promise<Settled> {
  const requested = requestedIn(entry);
  if (!requested) return closed(desk, entry, 'failed', { readBack: 'not readable' }, 'not-known');
  const held = await readHeld(desk, requested.personId, requested);
  if (!held.ok && held.error.kind === 'not-found') return closed(desk, entry, 'failed', { readBack: 'person is gone' }, 'nothing-made');
  if (!held.ok) return null;
  const sentAt = await intentAt(desk, entry);
  const grant = held.value.grants.find((each) => isOurs(desk, each, requested, sentAt));
  if (grant) return closed(desk, entry, 'succeeded', { readBack: 'made', scheduleId: grant.scheduleId, pimRequestId: grant.requestId, startsAt: grant.startDateTime, endsAt: grant.endDateTime }, 'grant-made');
  // PIM may still be at it.
  if (desk.clock.now().getTime() - Date.parse(sentAt) < MADE_WITHIN_MS) return null;
  return closed(desk, entry, 'failed', { readBack: 'none there' }, 'nothing-made');
}

/** An outcome that stayed unknown was written later than the request was sent. */
async function intentAt(desk: Desk, { phase, at, intentId, person }: JournalEntry): Promise<string> {
  if (phase === 'intent') return at;
  const lines = await actsOf(desk, person?.id ?? null);
  return (lines.ok ? lines.value.find(({ id }) => id === intentId)?.at : undefined) ?? at;
}

/** The operator has decided: what was not removed is removed now, or when PIM takes it. Nothing is read here, so that it is planned also without a network. */
function settleEnd(desk: Desk, entry: JournalEntry): Promise<Settled> {
  const planned = plannedIn(entry);
  if (!planned) return closed(desk, entry, 'failed', { readBack: 'not readable' }, 'not-known');
  // An earlier plan of this grant, or a removal on its way, stays as it is.
  if (!desk.memory.plannedEnds.has(planned.grant.scheduleId)) planEnd(desk, planned);
  return Promise.resolve('goes-on');
}

/**
 * Once in a while, for what stayed unknown: what PIM made late is found, and what it never made is written down as that.
 * Never rejects.
 */
export async function settleOpenGrants(desk: Desk): Promise<void> {
  if (desk.memory.unsettled.size === 0) return;
  const open = await desk.journal.unsettled();
  if (!open.ok) return;
  for (const entry of open.value) {
    const key = entry.person?.id.toLowerCase() ?? '';
    const isOld = desk.clock.now().getTime() - Date.parse(entry.at) >= MADE_WITHIN_MS;
    const isOurs = entry.action === 'grant.make' || (isOld && (entry.action === 'grant.extend' || entry.action === 'account.disable'));
    if (!isOurs || !desk.memory.unsettled.has(key) || !desk.isOpen()) continue;
    const settled = await desk.inTurn(key, async () => {
      // The act may have ended by itself while others had their turn; it gets no second outcome.
      const still = await desk.journal.unsettled();
      return still.ok && still.value.some(({ id }) => id === entry.id) ? ((await settleGrantEntry(desk, entry)) ?? null) : null;
    });
    if (settled !== null) desk.tell.grantsChanged(key);
  }
}

async function settleExtend(desk: Desk, entry: JournalEntry): Promise<Settled> {
  const planned = plannedIn(entry);
  const { until } = entry.detail;
  if (!planned || typeof until !== 'string') return closed(desk, entry, 'failed', { readBack: 'not readable' }, 'not-known');
  // A change that was cut off has arrived by now or never will.
  const changed = await readChanged(desk, planned.personId, planned.grant, until, [0, 2000]);
  if (changed.ok) return closed(desk, entry, 'succeeded', { readBack: 'changed', newScheduleId: changed.value.scheduleId }, 'grant-changed');
  return changed.error.kind === 'grant-not-proven' ? closed(desk, entry, 'failed', { readBack: 'not changed' }, 'nothing-made') : null;
}

async function settleDisable(desk: Desk, entry: JournalEntry): Promise<Settled> {
  if (entry.person === null) return closed(desk, entry, 'failed', {}, 'not-known');
  const read = await desk.directory.readForIssue(entry.person.id);
  if (!read.ok && read.error.kind === 'not-found') return closed(desk, entry, 'failed', { readBack: 'person is gone' }, 'not-known');
  if (!read.ok) return null;
  return read.value.accountEnabled === false ? closed(desk, entry, 'succeeded', { readBack: 'disabled' }, 'account-disabled') : closed(desk, entry, 'failed', { readBack: 'still enabled' }, 'nothing-made');
}

async function closed(desk: Desk, entry: JournalEntry, result: Ending['result'], found: Ending['detail'], outcome: SettledOutcome): Promise<Settled> {
  return (await conclude(desk, actIn(entry), entry.intentId ?? entry.id, { result, detail: { ...AT_START, ...found } })) ? outcome : null;
}

/** What was asked of PIM, from the intent's own facts; null when they are not what this program writes. */
function requestedIn({ person, reason, ticket, detail }: JournalEntry): NewGrant | null {
  const target = GrantTarget.safeParse({ kind: detail.targetKind, id: detail.targetId });
  const how = GrantHow.safeParse(detail.how);
  const { scope, startDateTime, minutes, until, plannedEnd } = detail;
  if (person === null || !target.success || !how.success || typeof scope !== 'string' || typeof plannedEnd !== 'string') return null;
  return {
    personId: person.id,
    target: target.data,
    how: how.data,
    scope,
    startDateTime: typeof startDateTime === 'string' ? startDateTime : null,
    minutes: typeof minutes === 'number' ? minutes : null,
    until: typeof until === 'string' ? until : null,
    justification: reason,
    ticketNumber: ticket,
    ticketSystem: '',
  };
}

