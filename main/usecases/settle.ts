/**
 * Settles what was cut off: acts with an intent and no outcome, outcomes that stayed unknown, and passes nobody has seen.
 * Done before a desk opens, and again for one person before a pass is issued to them. What cannot be read now stays open
 * and is named; nothing is guessed.
 */
import type { JournalEntry } from '../../shared/domain/journal-entry';
import { LONGEST_PASS_MS } from '../../shared/domain/pass';
import type { AppError } from '../../shared/errors';
import type { SettledOutcome } from '../../shared/ipc/contract';
import { err, ok, type Result } from '../../shared/result';
import type { NewPass } from '../ports/passes';
import type { Desk } from './desk';
import { settleLost } from './lost-answer';
import { settleGrantEntry } from './settle-grants';
import { actIn, conclude, type Ending } from './record';
import { removeAndProve, revokePass } from './revoke-pass';
import { watchLost, WATCHED_MS } from './watch-lost';

/** How long opening a desk may wait for what the last run left open, ms. */
const SETTLE_LIMIT_MS = 20_000;

export type Settlement = { readonly entry: JournalEntry; readonly outcome: SettledOutcome };

const AT_START: Ending['detail'] = { settledAtStart: true };

/** Before the desk opens. Never rejects; what stays open is found again by {@link settlePerson} and the notices. */
export async function settleAll(desk: Desk): Promise<void> {
  const begun = desk.clock.now().getTime();
  const since = new Date(begun - LONGEST_PASS_MS).toISOString();
  const open = await desk.journal.unsettled();
  if (!open.ok) return;
  const settlements: Settlement[] = [];
  // Removals that wait read nothing, and none of them may be lost to a slow network.
  const [waiting, others] = [open.value.filter(({ action }) => action === 'grant.end'), open.value.filter(({ action }) => action !== 'grant.end')];
  for (const entry of waiting) await settleEntry(desk, entry);
  for (const entry of others) {
    // What belongs to a run may be hundreds: settled once the desk is open, before the run or the person goes on.
    if (isOfRun(entry)) {
      if (entry.person) desk.memory.unsettled.add(entry.person.id.toLowerCase());
      continue;
    }
    // An unknown outcome older than any pass can live is history.
    if (entry.phase === 'outcome' && entry.at < since && entry.action.startsWith('pass.')) continue;
    // A dead network must not keep the desk shut: what is left is settled before that person's next pass, or at the next start.
    const isOutOfTime = desk.clock.now().getTime() - begun > SETTLE_LIMIT_MS;
    const outcome = isOutOfTime ? null : await settleEntry(desk, entry);
    if (outcome === 'goes-on') continue;
    if (outcome !== null) settlements.push({ entry, outcome });
    else if (entry.person) desk.memory.unsettled.add(entry.person.id.toLowerCase());
  }
  const unseen = await desk.journal.neverShown(since);
  for (const entry of unseen.ok ? unseen.value : []) {
    if (isOfRun(entry)) continue;
    if (await removeUnseen(desk, entry)) settlements.push({ entry, outcome: 'lost-pass-removed' });
  }
  await watchAgain(desk);
  desk.memory.settlements = settlements;
}

function isOfRun({ detail }: JournalEntry): boolean {
  return typeof detail.runId === 'string';
}

/** Before a pass is issued or something granted: no act of that kind on this person may be open. */
export async function settlePerson(desk: Desk, personId: string, kind: 'pass' | 'grant'): Promise<Result<null, AppError>> {
  const key = personId.toLowerCase();
  if (!desk.memory.unsettled.has(key)) return ok(null);
  const open = await desk.journal.unsettled();
  if (!open.ok) return open;
  const inHand = new Set(desk.vault.all().map(({ intentId }) => intentId));
  let isOtherOpen = false;
  for (const entry of open.value) {
    if (entry.person?.id.toLowerCase() !== key || inHand.has(entry.id)) continue;
    if (!entry.action.startsWith(`${kind}.`)) {
      isOtherOpen = true;
      continue;
    }
    if ((await settleEntry(desk, entry)) === null) return err({ kind: 'unsettled-before', at: entry.at });
  }
  if (!isOtherOpen) desk.memory.unsettled.delete(key);
  return ok(null);
}

/** @returns how it ended; `goes-on` for what is meant to stay open; null when it could not be told yet. */
export function settleEntry(desk: Desk, entry: JournalEntry): Promise<SettledOutcome | 'goes-on' | null> {
  const grant = settleGrantEntry(desk, entry);
  if (grant) return grant;
  if (entry.action === 'pass.issue') return settleIssue(desk, entry);
  return entry.action === 'pass.revoke' ? settleRevoke(desk, entry) : settleOther(desk, entry);
}

async function settleIssue(desk: Desk, entry: JournalEntry): Promise<SettledOutcome | null> {
  const act = actIn(entry);
  const requested = requestedIn(entry);
  const intentId = entry.intentId ?? entry.id;
  if (!requested) {
    return (await conclude(desk, act, intentId, { result: 'failed', detail: { ...AT_START, readBack: 'not readable' } })) ? 'not-known' : null;
  }
  if (desk.clock.now().getTime() - Date.parse(entry.at) > LONGEST_PASS_MS) {
    return (await conclude(desk, act, intentId, { result: 'failed', detail: { ...AT_START, readBack: 'expired long ago' } })) ? 'nothing-made' : null;
  }
  const handedOver = await handedOverPass(desk, entry, intentId, requested.personId);
  if (handedOver !== null) {
    return (await conclude(desk, act, intentId, { result: 'succeeded', detail: { ...AT_START, passId: handedOver } })) ? 'left-alone' : null;
  }
  const { replacesPassId } = entry.detail;
  const beforeId = typeof replacesPassId === 'string' ? replacesPassId : null;
  const found = await settleLost(desk, { act, intent: { id: intentId, at: await sentAt(desk, entry, intentId) }, requested, beforeId, trace: AT_START, isLater: true });
  if (!found.ok) return null;
  if (found.value.outcome === 'none-made') return 'nothing-made';
  return found.value.outcome === 'removed' ? 'lost-pass-removed' : 'left-alone';
}

/** When the create was sent: an outcome that stayed unknown was written later than that. */
async function sentAt(desk: Desk, entry: JournalEntry, intentId: string): Promise<string> {
  if (entry.phase === 'intent') return entry.at;
  const lines = await desk.journal.recent({ actions: ['pass.issue'], since: new Date(0).toISOString(), personId: entry.person?.id ?? '' });
  return (lines.ok ? lines.value.find(({ id }) => id === intentId)?.at : undefined) ?? entry.at;
}

/** The outcome may be all that is missing: then the hand-over's own lines say which pass it was. */
async function handedOverPass(desk: Desk, { at }: JournalEntry, intentId: string, personId: string): Promise<string | null> {
  const lines = await desk.journal.recent({ actions: ['passcode.show', 'passcode.close', 'pass.copy', 'pass.print', 'pass.mail'], since: at, personId });
  const line = lines.ok ? lines.value.find(({ result, intentId: belongsTo, detail }) => result === 'succeeded' && detail.part !== 'second-half' && (belongsTo === intentId || detail.issueIntentId === intentId)) : undefined;
  return typeof line?.detail.passId === 'string' ? line.detail.passId : null;
}

async function settleRevoke(desk: Desk, entry: JournalEntry): Promise<SettledOutcome | null> {
  const { passId } = entry.detail;
  const act = actIn(entry);
  const intentId = entry.intentId ?? entry.id;
  if (typeof passId !== 'string' || passId === '' || entry.person === null) {
    return (await conclude(desk, act, intentId, { result: 'failed', detail: AT_START })) ? 'not-known' : null;
  }
  const person = await desk.directory.readForIssue(entry.person.id);
  if (!person.ok && person.error.kind === 'not-found') {
    return (await conclude(desk, act, intentId, { result: 'failed', detail: { ...AT_START, readBack: 'person is gone' } })) ? 'not-known' : null;
  }
  const { proof, ending } = await removeAndProve(desk, entry.person.id, passId);
  // Still not reachable: the intent stays open, rather than getting another outcome that says nothing.
  if (!proof.ok && ending.result === 'unknown') return null;
  if (!proof.ok && proof.error.kind !== 'not-permitted' && proof.error.kind !== 'refused') return null;
  const isWritten = await conclude(desk, act, intentId, { ...ending, detail: { ...ending.detail, ...AT_START } });
  return isWritten ? (proof.ok ? 'revoked' : 'left-alone') : null;
}

/** Mail, print, sessions, an export: nothing in Entra's passes tells what came of it. */
async function settleOther(desk: Desk, entry: JournalEntry): Promise<SettledOutcome | null> {
  const isWritten = await conclude(desk, actIn(entry), entry.intentId ?? entry.id, { result: 'unknown', detail: AT_START });
  return isWritten ? 'not-known' : null;
}

export async function removeUnseen(desk: Desk, entry: JournalEntry): Promise<boolean> {
  const { passId } = entry.detail;
  if (entry.person === null || typeof passId !== 'string') return false;
  const revoked = await revokePass(desk, {
    person: entry.person,
    personId: entry.person.id,
    passId,
    ticket: entry.ticket,
    reason: 'The app was stopped before anybody had seen the passcode',
    runId: typeof entry.detail.runId === 'string' ? entry.detail.runId : null,
    evenWithoutJournal: true,
  });
  return revoked.ok;
}

/** A create that seemed to have made nothing just before the app was stopped may still arrive. */
async function watchAgain(desk: Desk): Promise<void> {
  const since = new Date(desk.clock.now().getTime() - WATCHED_MS).toISOString();
  const issues = await desk.journal.recent({ actions: ['pass.issue'], since, personId: null });
  if (!issues.ok) return;
  const intents = new Map(issues.value.filter(({ phase }) => phase === 'intent').map((entry) => [entry.id, entry]));
  for (const outcome of issues.value.filter(({ phase, detail }) => phase === 'outcome' && detail.readBack === 'no new pass')) {
    const intent = intents.get(outcome.intentId ?? '');
    const requested = intent && requestedIn(intent);
    if (!intent || !requested) continue;
    const { replacesPassId } = intent.detail;
    void watchLost(desk, { act: actIn(intent), requested, beforeId: typeof replacesPassId === 'string' ? replacesPassId : null, sentAt: intent.at });
  }
}

/** What was asked of Graph, from the intent's own facts; null when they are not what this program writes. */
function requestedIn({ person, detail }: JournalEntry): NewPass | null {
  const { lifetimeInMinutes, isUsableOnce, startDateTime } = detail;
  if (person === null || typeof lifetimeInMinutes !== 'number' || typeof isUsableOnce !== 'boolean') return null;
  return { personId: person.id, lifetimeInMinutes, isUsableOnce, startDateTime: typeof startDateTime === 'string' ? startDateTime : null };
}
