/**
 * Turns an act into journal records. An act has one intent and one outcome; both carry the same person, ticket and
 * reason, so that either can be read alone.
 */
import type { JournalAction, JournalEntry, JournalRecord } from '../../shared/domain/journal-entry';
import type { AppError, AppErrorOf } from '../../shared/errors';
import { err, type Result } from '../../shared/result';
import { brokenFor } from './chain-gate';
import type { JournalUnavailable } from '../ports/journal';
import type { Desk } from './desk';

export type Act = {
  readonly action: JournalAction;
  readonly person: { readonly id: string; readonly displayName: string; readonly userPrincipalName: string } | null;
  readonly ticket: string;
  readonly reason: string;
  readonly detail: JournalRecord['detail'];
};

/** The act that a line is about, for the line that concludes it. */
export function actIn({ action, person, ticket, reason, detail }: JournalEntry): Act {
  return { action, person, ticket, reason, detail };
}

export type Ending = {
  readonly result: 'succeeded' | 'failed' | 'unknown';
  readonly detail: JournalRecord['detail'];
};

/** How often a conclusion is tried: the act has happened, so its line is worth waiting for. */
const CONCLUDE_TRIES = 3;
const CONCLUDE_PAUSE_MS = 400;

function record(desk: Desk, act: Act, rest: Pick<JournalRecord, 'phase' | 'intentId' | 'result'>): JournalRecord {
  const { id, displayName, userPrincipalName } = desk.operator;
  return {
    id: desk.newId(),
    at: desk.clock.now().toISOString(),
    action: act.action,
    tenantId: desk.tenant.id,
    operator: { id, displayName, userPrincipalName },
    person: act.person && { id: act.person.id, displayName: act.person.displayName, userPrincipalName: act.person.userPrincipalName },
    ticket: act.ticket,
    reason: act.reason,
    detail: act.detail,
    ...rest,
  };
}

type NotBegun = JournalUnavailable | AppErrorOf<'journal-broken'>;

/**
 * Writes that the desk refused an act before anything was sent: an outcome without an intent, so that who tried what can be read
 * later. Only where somebody asked for the act itself; what draws a form refuses nothing. The refusal stands whether or not the line
 * is written.
 *
 * @returns the error, for the caller to hand on.
 */
export async function refuse<E extends AppError>(desk: Desk, act: Act, error: E): Promise<Result<never, E>> {
  const written = await desk.journal.append(record(desk, { ...act, detail: { ...act.detail, ...failureDetail(error) } }, { phase: 'outcome', intentId: null, result: 'failed' }));
  if (!written.ok) desk.log.warn('journal.refusal-not-written', { kind: written.error.reason });
  return err(error);
}

/** Writes the intent. No journal, no act: the caller must stop when this fails. What gives access needs a whole chain as well. */
export async function intend(desk: Desk, act: Act): Promise<Result<JournalEntry, NotBegun>> {
  const broken = await brokenFor(desk, [act]);
  if (broken) return broken.kind === 'journal-broken' ? refuse(desk, act, broken) : err(broken);
  return desk.journal.append(record(desk, act, { phase: 'intent', intentId: null, result: null }));
}

/** All intents or none, in one go. Of a run: it says itself why it stopped, not each of its acts. */
export async function intendAll(desk: Desk, acts: readonly Act[]): Promise<Result<readonly JournalEntry[], NotBegun>> {
  const broken = await brokenFor(desk, acts);
  if (broken) return err(broken);
  return desk.journal.appendAll(acts.map((act) => record(desk, act, { phase: 'intent', intentId: null, result: null })));
}

/**
 * Writes the outcome. When the journal will not take it even after some tries, the intent stays unsettled: that is the
 * honest state, and the next start settles it.
 *
 * @returns whether the line is written.
 */
export async function conclude(desk: Desk, act: Act, intentId: string, { result, detail }: Ending): Promise<boolean> {
  const line = record(desk, { ...act, detail: { ...act.detail, ...detail } }, { phase: 'outcome', intentId, result });
  const isWritten = await appendSurely(desk, line);
  if (!isWritten && act.person) desk.memory.unsettled.add(act.person.id.toLowerCase());
  return isWritten;
}

/** Outcomes of many acts, in one go where the journal takes it so. */
export async function concludeTogether(desk: Desk, acts: readonly { readonly act: Act; readonly intentId: string; readonly ending: Ending }[]): Promise<void> {
  const lines = acts.map(({ act, intentId, ending: { result, detail } }) => record(desk, { ...act, detail: { ...act.detail, ...detail } }, { phase: 'outcome', intentId, result }));
  const written = await desk.journal.appendAll(lines);
  if (!written.ok) for (const { act, intentId, ending } of acts) await conclude(desk, act, intentId, ending);
}

async function appendSurely(desk: Desk, line: JournalRecord): Promise<boolean> {
  for (let attempt = 1; attempt <= CONCLUDE_TRIES; attempt += 1) {
    const appended = await desk.journal.append(line);
    if (appended.ok) return true;
    desk.log.error('journal.line-not-written', { kind: appended.error.reason, attempt });
    if (attempt < CONCLUDE_TRIES) await desk.wait(CONCLUDE_PAUSE_MS * attempt);
  }
  return false;
}

/**
 * Writes both lines of an act that had to go ahead although the journal could not take its intent: revoking a pass that
 * nobody has seen is safer than leaving it, so it is the one act that does.
 */
export async function recordAfterwards(desk: Desk, act: Act, ending: Ending): Promise<boolean> {
  const intent = await intend(desk, { ...act, detail: { ...act.detail, journalWasUnavailable: true } });
  if (intent.ok) return conclude(desk, act, intent.value.id, ending);
  desk.log.error('journal.act-not-written', { kind: intent.error.kind });
  return false;
}

/** Writes something that happened on the desk alone, or that belongs to an act. */
export function note(desk: Desk, act: Act, intentId: string | null = null): Promise<Result<JournalEntry, JournalUnavailable>> {
  return desk.journal.append(record(desk, act, { phase: 'event', intentId, result: 'succeeded' }));
}

/** As {@link note}, for what has happened already: worth some tries, and then only the log can say that it is missing. */
export async function noteSurely(desk: Desk, act: Act, intentId: string | null): Promise<void> {
  const line = record(desk, act, { phase: 'event', intentId, result: 'succeeded' });
  if (!(await appendSurely(desk, line))) desk.log.warn('journal.event-not-written', { kind: act.action });
}

/** How a call ended, for its outcome. @param detail - What is worth keeping of a success. */
export function endingOf<T>(answer: Result<T, AppError>, detail: (value: T) => JournalRecord['detail']): Ending {
  if (answer.ok) return { result: 'succeeded', detail: detail(answer.value) };
  return { result: answer.error.kind === 'outcome-unknown' ? 'unknown' : 'failed', detail: failureDetail(answer.error) };
}

/** Characters of the limits that an act is refused by; their names are Tapdesk's own. */
const LIMITS_MAXIMUM = 500;

/** The facts of a failure that may stand in the journal: its kind, the limits by name, and Graph's own trace; never a message. */
export function failureDetail(error: AppError): JournalRecord['detail'] {
  return {
    failure: error.kind,
    ...(error.kind === 'limits' && { limits: error.problems.map(({ rule }) => rule).join(' ').slice(0, LIMITS_MAXIMUM) }),
    ...('graphCode' in error && error.graphCode !== '' && { graphCode: error.graphCode }),
    ...('requestId' in error && error.requestId !== '' && { requestId: error.requestId }),
  };
}
