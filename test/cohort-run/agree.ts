/**
 * The journal beside the tenant, entry by entry and in both directions: what the tenant did stands in the journal with its
 * intent from before and what came of it, and what the journal says the tenant did.
 */
import type { PassEvent, RequestLogEntry } from '../../main/demo-tenant';
import { type Line, passIdOf } from '../support/journal-lines';
import type { Delivery, Way } from './ledger';

export type Records = {
  readonly events: readonly PassEvent[];
  readonly log: readonly RequestLogEntry[];
  readonly journal: readonly Line[];
  readonly deliveries: readonly Delivery[];
};

export function differences(records: Records): readonly string[] {
  return [...creates(records), ...deletes(records), ...claims(records), ...open(records), ...handedOver(records)];
}

const isOurs = ({ requestId }: PassEvent): boolean => requestId !== null;
const isSucceeded = (action: string) => (line: Line) => line.phase === 'outcome' && line.action === action && line.result === 'succeeded';
const takesAway = ({ kind }: PassEvent): boolean => kind === 'deleted' || kind === 'replaced';

/** Every create has an intent of its own from before; one whose answer came has the pass in its outcome, another is gone again. */
function creates({ events, log, journal }: Records): readonly string[] {
  const intents = journal.filter(({ phase, action }) => phase === 'intent' && action === 'pass.issue');
  const outcomes = journal.filter(({ phase, action }) => phase === 'outcome' && action === 'pass.issue');
  const taken = new Set<string>();
  const made = events.filter((event) => event.kind === 'created' && isOurs(event));
  const told = made.flatMap((event) => {
    const lines = outcomes.filter((line) => line.result === 'succeeded' && passIdOf(line) === event.passId);
    const [line] = lines;
    if (!line) return [];
    if (taken.has(line.intentId)) return [`two creates for the intent ${line.intentId}`];
    taken.add(line.intentId);
    const intent = intents.find(({ id }) => id === line.intentId);
    const isRight = lines.length === 1 && intent?.personId === event.personId && intent.at <= event.at && line.at >= event.at;
    return isRight ? [] : [`the create of ${event.passId} at ${event.at} has ${lines.length} outcomes, and an intent of ${intent?.at ?? 'nowhere'}`];
  });
  const untold = made
    .filter(({ passId }) => !outcomes.some((line) => line.result === 'succeeded' && passIdOf(line) === passId))
    .flatMap(({ passId, personId, at }) => {
      const intent = intents.findLast((line) => line.personId === personId && line.at <= at && !taken.has(line.id));
      if (!intent) return [`the create of ${passId} at ${at} for ${personId} has no intent of its own`];
      taken.add(intent.id);
      if (!events.some((event) => event.passId === passId && takesAway(event))) return [`${passId} was made for ${personId} at ${at} and is there, and the journal does not say so`];
      // Cut off while it was taken back, the pass is told of there.
      if (journal.some((line) => line.action === 'pass.revoke' && passIdOf(line) === passId)) return [];
      return outcomes.filter(({ intentId, detail }) => intentId === intent.id && detail.readBack === 'no new pass').flatMap((line) => (wasRead(log, personId, at, line.at) ? [`${passId} was there when the desk read it, and the journal says at ${line.at} that nothing was made`] : []));
    });
  return [...told, ...untold];
}

/** Whether the person's passes were read, and the answer got through, after one instant and before another. */
function wasRead(log: readonly RequestLogEntry[], personId: string, after: string, before: string): boolean {
  const path = new RegExp(`^/users/${personId}/authentication/temporaryAccessPassMethods`, 'i');
  return log.some((entry) => entry.method === 'GET' && entry.at > after && entry.at < before && entry.delivered && entry.status === 200 && entry.fault === null && path.test(entry.path));
}

/** Every delete has an intent that names the pass, and what came of it. */
function deletes({ events, journal }: Records): readonly string[] {
  const revokes = journal.filter(({ action }) => action === 'pass.revoke');
  return events
    .filter((event) => event.kind === 'deleted' && isOurs(event))
    .flatMap(({ passId, personId, at }) => {
      const own = revokes.filter((line) => line.personId === personId && passIdOf(line) === passId);
      if (!own.some((line) => line.phase === 'intent' && line.at <= at)) return [`the delete of ${passId} at ${at} has no intent`];
      const isTold = own.some((line) => line.phase === 'outcome' && line.result === 'succeeded' && line.at >= at);
      return isTold || isDisplacedLater(journal, own, personId) ? [] : [`the delete of ${passId} at ${at} has no outcome that says so`];
    });
}

/** Unknown for ever is settled by a new pass of the person: there is one at most. */
function isDisplacedLater(journal: readonly Line[], own: readonly Line[], personId: string): boolean {
  const unknown = own.findLast(({ phase, result }) => phase === 'outcome' && result === 'unknown');
  return unknown !== undefined && journal.some((line) => isSucceeded('pass.issue')(line) && line.personId === personId && line.seq > unknown.seq);
}

/** What the journal calls made was made, once and in that order; what it calls gone was gone. */
function claims({ events, journal }: Records): readonly string[] {
  const created = events.filter((event) => event.kind === 'created' && isOurs(event));
  const issued = journal.filter(isSucceeded('pass.issue'));
  const never = issued.filter((line) => !created.some(({ passId, personId }) => passId === passIdOf(line) && personId === line.personId)).map((line) => `the journal has a pass ${passIdOf(line)} for ${line.personId} that was never made`);
  const people = [...new Set(issued.map(({ personId }) => personId))];
  const unordered = people.filter((id) => {
    const said = issued.filter(({ personId }) => personId === id).map(passIdOf);
    const done = created.filter(({ personId, passId }) => personId === id && said.includes(passId)).map(({ passId }) => passId);
    return said.join() !== done.join();
  });
  const revoked = journal.filter(isSucceeded('pass.revoke')).filter((line) => !events.some((event) => event.passId === passIdOf(line) && takesAway(event) && event.at <= line.at));
  return [...never, ...unordered.map((id) => `the passes of ${id} are in another order in the journal`), ...revoked.map((line) => `the journal calls ${passIdOf(line)} gone at ${line.at}, and it was not`)];
}

/** Intents without an outcome, and unknown ones that nothing after has settled. A mail, a print: nobody can ask. */
function open({ journal }: Records): readonly string[] {
  const outcomes = journal.filter(({ phase }) => phase === 'outcome');
  const concluded = new Set(outcomes.map(({ intentId }) => intentId));
  const intents = journal.filter(({ phase, id }) => phase === 'intent' && !concluded.has(id));
  const unknown = outcomes.filter((line) => line.result === 'unknown' && (line.action === 'pass.issue' || line.action === 'pass.revoke') && !outcomes.some((other) => settles(other, line)));
  return [...intents, ...unknown].map(({ action, at, personId, result }) => `${action} of ${at} for ${personId} is open ${result}`.trim());
}

function settles(later: Line, unknown: Line): boolean {
  if (later.seq <= unknown.seq || later.result === 'unknown') return false;
  if (later.intentId === unknown.intentId) return true;
  if (later.personId !== unknown.personId || later.result !== 'succeeded') return false;
  return later.action === 'pass.issue' || (later.action === 'pass.revoke' && passIdOf(later) === passIdOf(unknown));
}

/** The way a line is about, if it is about one. */
function wayOf({ action, detail }: Line): Way | null {
  if (action === 'passcode.show') return 'shown';
  if (action === 'pass.mail') return 'mailed';
  if (action === 'pass.print') return detail.channel === 'sealed-pdf' ? 'sealed' : 'printed';
  return null;
}

export const saysDelivered = (line: Line): boolean => wayOf(line) !== null && line.phase !== 'intent' && line.result === 'succeeded';

/** What left the desk was noted before; what the journal calls handed over reached somebody, and what the desk knows of is in it. */
function handedOver({ journal, deliveries }: Records): readonly string[] {
  const lines = journal.filter(saysDelivered);
  const isSame = ({ passId, way }: Delivery) => (line: Line) => passIdOf(line) === passId && wayOf(line) === way;
  const unsaid = deliveries.filter((each) => each.isKnown && !lines.some(isSame(each)));
  const untrue = lines.filter((line) => !deliveries.some((each) => isSame(each)(line)));
  const isBegun = (each: Delivery) => journal.some((line) => passIdOf(line) === each.passId && (each.way === 'shown' ? line.action === 'passcode.reveal' : line.phase === 'intent' && wayOf(line) === each.way));
  return [
    ...unsaid.map(({ passId, way }) => `${passId} was ${way} and the journal does not say so`),
    ...untrue.map((line) => `the journal calls ${passIdOf(line)} ${wayOf(line) ?? ''}, and it reached nobody`),
    ...deliveries.filter((each) => !isBegun(each)).map(({ passId, way }) => `${passId} was ${way} without a line from before`),
  ];
}
