/**
 * The four counts, from the tenant's own request log, events and state, from what came out of the desk, and from the journal
 * files. Nothing here asks the program what it thinks.
 */
import type { DemoPass, PassEvent, RequestLogEntry } from '../../main/demo-tenant';
import { type Line, passIdOf } from '../support/journal-lines';
import type { LedgerFacts } from './ledger';
import { type Write, writeOf } from './steps';

const UNAUTHENTICATED = 401;

export type Evidence = {
  readonly log: readonly RequestLogEntry[];
  readonly events: readonly PassEvent[];
  readonly livePasses: readonly DemoPass[];
  readonly ledger: LedgerFacts;
  /** One a journal, oldest line first. */
  readonly journals: readonly (readonly Line[])[];
};

export type Counts = {
  readonly displaced: readonly string[];
  readonly unseen: readonly string[];
  readonly unwritten: readonly string[];
  readonly unsettled: readonly string[];
};

export function countAll(evidence: Evidence): Counts {
  return { displaced: displacedOf(evidence), unseen: unseenOf(evidence), unwritten: unwrittenOf(evidence), unsettled: evidence.journals.flatMap(unsettledOf) };
}

/** Passes already shown or delivered, by this desk or a colleague, that a create of this desk displaced without the operator's word. */
function displacedOf({ events, ledger }: Evidence): readonly string[] {
  return events.flatMap((event, index) => {
    if (event.kind !== 'replaced' || event.requestId === null) return [];
    const isBefore = (map: ReadonlyMap<string, number>) => (map.get(event.passId) ?? Infinity) <= index;
    const wasOut = isBefore(ledger.handedOver) || isBefore(ledger.colleagues);
    return wasOut && !isBefore(ledger.confirmed) ? [`${event.passId} of ${event.personId} at ${event.at}`] : [];
  });
}

/** Live passes of this desk whose passcode nobody was shown or sent. */
function unseenOf({ events, livePasses, ledger }: Evidence): readonly string[] {
  const mine = new Set(events.filter(({ kind, requestId }) => kind === 'created' && requestId !== null).map(({ passId }) => passId));
  return livePasses.filter(({ id }) => mine.has(id) && !ledger.handedOver.has(id)).map(({ id, personId, createdDateTime }) => `${id} of ${personId} made at ${createdDateTime}`);
}

/**
 * Creates, deletes and mails that reached the tenant, whether or not it acted on them, without an intent from before. One
 * that was turned away at the door, its token being refused (401), must have an intent too, but leaves it to the next.
 */
function unwrittenOf({ log, journals }: Evidence): readonly string[] {
  const intents = journals.flat().filter(({ phase }) => phase === 'intent').sort((one, other) => one.at.localeCompare(other.at));
  const takers = { create: takerOf(intents.filter(({ action }) => action === 'pass.issue')), mail: takerOf(intents.filter(({ action }) => action === 'pass.mail' || action === 'pass.tell-person')) };
  const revokes = intents.filter(({ action }) => action === 'pass.revoke');
  const isWritten = ({ what, personId, passId }: Write, { at, status }: RequestLogEntry): boolean => {
    if (what === 'create') return takers.create(personId, at, status === UNAUTHENTICATED);
    if (what === 'mail') return takers.mail(null, at, status === UNAUTHENTICATED);
    return revokes.some((line) => line.personId === personId && passIdOf(line) === passId && line.at <= at);
  };
  return [...log]
    .sort((one, other) => one.at.localeCompare(other.at) || one.sequence - other.sequence)
    .flatMap((entry) => {
      const write = writeOf(entry);
      return write === null || isWritten(write, entry) ? [] : [`${write.what} ${entry.requestId} at ${entry.at} for ${write.personId || 'a mailbox'}`];
    });
}

/** Each act takes an intent of its own, the oldest there is; an intent that comes after the act does not count. */
function takerOf(intents: readonly Line[]): (personId: string | null, at: string, onlyLooks: boolean) => boolean {
  const byPerson = new Map<string, Line[]>();
  for (const line of intents) {
    for (const key of [line.personId, '*']) {
      const list = byPerson.get(key) ?? [];
      list.push(line);
      byPerson.set(key, list);
    }
  }
  return (personId, at, onlyLooks) => {
    const left = byPerson.get(personId ?? '*') ?? [];
    if (left[0] === undefined || left[0].at > at) return false;
    if (!onlyLooks) left.shift();
    return true;
  };
}

/**
 * Intents without an outcome; and issues and revokes of unknown outcome that nothing after has settled: neither another
 * outcome of the same intent, nor a new pass of the person, nor a revoke of that very pass. A mail of unknown outcome is
 * final: nobody can ask.
 */
function unsettledOf(journal: readonly Line[]): readonly string[] {
  const outcomes = journal.filter(({ phase }) => phase === 'outcome');
  const concluded = new Set(outcomes.map(({ intentId }) => intentId));
  const open = journal.filter(({ phase, id }) => phase === 'intent' && !concluded.has(id));
  const unknown = outcomes.filter((line) => line.result === 'unknown' && (line.action === 'pass.issue' || line.action === 'pass.revoke') && !outcomes.some((later) => settles(later, line)));
  return [...open, ...unknown].map(({ action, at, personId, result }) => `${action} of ${at} for ${personId} ${result}`.trim());
}

function settles(later: Line, unknown: Line): boolean {
  if (later.seq <= unknown.seq || later.result === 'unknown') return false;
  if (later.intentId === unknown.intentId) return true;
  if (later.personId !== unknown.personId || later.result !== 'succeeded') return false;
  return later.action === 'pass.issue' || (later.action === 'pass.revoke' && passIdOf(later) !== '' && passIdOf(later) === passIdOf(unknown));
}
