/** What the journal says beside what the tenant did: nothing may have been done that is not in it, and nothing left open. */
import type { DemoTenant, GrantEvent } from '../../main/demo-tenant';
import type { Line } from '../support/journal-lines';
import type { Truth } from './truth';

const text = (value: unknown): string => (typeof value === 'string' ? value.toLowerCase() : '');

/** Acts of this desk that the tenant carried out, without an intent from before. Every grant takes an intent of its own. */
export function unwritten({ state }: DemoTenant, journal: readonly Line[]): readonly string[] {
  const intents = journal.filter(({ phase }) => phase === 'intent');
  const taken = new Set<string>();
  const take = (isIt: (line: Line) => boolean): boolean => {
    const line = intents.find((each) => !taken.has(each.id) && isIt(each));
    if (line) taken.add(line.id);
    return line !== undefined;
  };
  const isWritten = (event: GrantEvent): boolean => {
    const { kind, access, how, principalId, scheduleId, at } = event;
    const isBefore = (line: Line) => line.at <= at && line.personId === principalId;
    const about = (line: Line) => isBefore(line) && text(line.detail.scheduleId) === scheduleId.toLowerCase();
    if (kind === 'removed' || kind === 'cancelled') return intents.some((line) => line.action === 'grant.end' && about(line));
    if (kind === 'updated' || kind === 'extended') return intents.some((line) => line.action === 'grant.extend' && about(line));
    const [target, targetKind] = access.kind === 'role' ? [access.roleDefinitionId, 'role'] : [access.groupId, access.accessId];
    return take((line) => line.action === 'grant.make' && isBefore(line) && text(line.detail.targetId) === target && line.detail.targetKind === targetKind && line.detail.how === how);
  };
  const ours = state.grantEvents.filter(({ requestId, kind }) => requestId !== null && ['made', 'removed', 'cancelled', 'updated', 'extended'].includes(kind));
  const grants = ours.filter((event) => !isWritten(event)).map(({ kind, scheduleId, at }) => `${kind} ${scheduleId} at ${at}`);
  const passes = state.passEvents
    .filter(({ requestId, kind }) => requestId !== null && (kind === 'created' || kind === 'deleted'))
    .filter(({ kind, personId, at }) => !intents.some((line) => line.action === (kind === 'created' ? 'pass.issue' : 'pass.revoke') && line.personId === personId && line.at <= at))
    .map(({ kind, passId, at }) => `pass ${kind} ${passId} at ${at}`);
  const disabled = state.people.filter(({ id, accountEnabled }) => !accountEnabled && id.startsWith('fa019000') && !intents.some((line) => line.action === 'account.disable' && line.personId === id)).map(({ id }) => `${id} was disabled`);
  return [...grants, ...passes, ...disabled];
}

const MAY_STAY_UNKNOWN = new Set(['sessions.revoke', 'pass.mail', 'pass.tell-person', 'pass.print']);

/** Intents without an outcome, and unknown ones that nothing after has settled. */
export function unsettled(journal: readonly Line[]): readonly string[] {
  const outcomes = journal.filter(({ phase }) => phase === 'outcome');
  const concluded = new Set(outcomes.map(({ intentId }) => intentId));
  const open = journal.filter(({ phase, id }) => phase === 'intent' && !concluded.has(id));
  const unknown = outcomes.filter((line) => line.result === 'unknown' && !MAY_STAY_UNKNOWN.has(line.action) && !outcomes.some((other) => settles(other, line)));
  return [...open, ...unknown].map(({ action, at, personId, result }) => `${action} of ${at} for ${personId} ${result}`.trim());
}

function settles(other: Line, unknown: Line): boolean {
  if (other.result === 'unknown') return false;
  if (other.intentId === unknown.intentId) return true;
  if (other.seq <= unknown.seq || other.personId !== unknown.personId || other.result !== 'succeeded') return false;
  // A new pass displaces whatever there was.
  if (unknown.action === 'pass.issue' || unknown.action === 'pass.revoke') return other.action === 'pass.issue' || (other.action === 'pass.revoke' && other.detail.passId === unknown.detail.passId);
  return false;
}

/** Ends that the journal calls proven, and what the tenant says of the same moment. */
export function writtenTooEarly(journal: readonly Line[], truth: Truth): readonly string[] {
  return journal
    .filter(({ phase, action, result, detail }) => phase === 'outcome' && action === 'grant.end' && result === 'succeeded' && typeof detail.scheduleId === 'string')
    .flatMap(({ at, detail }) => {
      const scheduleId = String(detail.scheduleId);
      const goneAt = truth.goneAt(scheduleId);
      return goneAt === null || (goneAt !== undefined && goneAt > Date.parse(at)) ? [`${scheduleId} is called ended in the journal at ${at}, and ${goneAt === null ? 'lives' : `was gone at ${new Date(goneAt).toISOString()}`}`] : [];
    });
}

/** What somebody holds for good, before and after: nobody asked to end any of it. */
export function standingOf({ state }: DemoTenant): ReadonlyMap<string, string> {
  return new Map(state.people.map(({ id, directoryRoles, unitRoles, eligibleRoles, groupIds, ownedGroupIds }) => [id, JSON.stringify([directoryRoles, unitRoles, eligibleRoles, groupIds, ownedGroupIds])]));
}
