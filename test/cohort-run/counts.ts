/**
 * The counts, from the tenant's own log, events and state, from what came out of the desk, from what its run says of everybody,
 * and from the journal file. Who is to have a pass is the tenant's to say.
 */
import type { CohortMember, DemoPass, PassEvent } from '../../main/demo-tenant';
import { differences, type Records, saysDelivered } from './agree';
import { reasonOf, type Row } from './rows';

export type Evidence = Records & {
  readonly members: readonly CohortMember[];
  /** Not taken because of their line in the list, and why. */
  readonly refused: ReadonlyMap<string, string>;
  /** Passes that others have made and nobody said may be displaced, by person. */
  readonly others: ReadonlyMap<string, string>;
  readonly rows: readonly Row[];
  /** While the desk still held what nobody had received, after all faults. */
  readonly live: readonly DemoPass[];
  /** Held, and handed over on trial: the passcode opens this pass. */
  readonly waiting: ReadonlySet<string>;
  /** After the desk was left and opened once more. */
  readonly liveAtLast: readonly DemoPass[];
};

export type Counts = {
  readonly eligible: number;
  readonly sound: number;
  readonly unsound: readonly string[];
  readonly displaced: readonly string[];
  readonly unseen: readonly string[];
  readonly wrongly: readonly string[];
  readonly unreasoned: readonly string[];
  readonly differs: readonly string[];
};

export function countAll(evidence: Evidence): Counts {
  const { members, others } = evidence;
  const eligible = members.filter(({ obstacles, person }) => obstacles.length === 0 && !others.has(person.id));
  const unsound = eligible.flatMap(({ person }) => unsoundness(evidence, person.id));
  return {
    eligible: eligible.length,
    sound: eligible.length - unsound.length,
    unsound,
    displaced: displaced(evidence),
    unseen: unseen(evidence),
    wrongly: wrongly(evidence, new Set(eligible.map(({ person }) => person.id))),
    unreasoned: unreasoned(evidence),
    differs: differences(evidence),
  };
}

const madeHere = ({ events }: Records): ReadonlySet<string> => new Set(events.filter(({ kind, requestId }) => kind === 'created' && requestId !== null).map(({ passId }) => passId));

/** One live pass, made by a create of this operator, that somebody has or that waits to be handed over; and the run says the same. */
function unsoundness(evidence: Evidence, personId: string): readonly string[] {
  const { live, rows, deliveries, waiting } = evidence;
  const passes = live.filter((pass) => pass.personId === personId);
  const row = rows.find((each) => each.personId === personId);
  const [pass] = passes;
  const say = (what: string) => [`${personId} ${what} (${row ? `${row.state} ${row.delivery ?? ''} ${reasonOf(row)}` : 'no row'})`];
  if (!pass || passes.length > 1) return say(`has ${passes.length} live passes`);
  if (!madeHere(evidence).has(pass.id)) return say('has a pass that was not made here');
  if (row?.state !== 'done' || row.passId !== pass.id) return say(`has ${pass.id}, and the run says ${row?.passId ?? 'none'}`);
  if (row.delivery === 'held') return waiting.has(pass.id) ? [] : say('has a pass that is called held and cannot be handed over');
  return deliveries.some(({ passId, way }) => passId === pass.id && way === row.delivery) ? [] : say('has a pass that nobody received that way');
}

/** Passes that somebody certainly had, displaced or deleted by this desk though nobody asked for it; colleagues' passes too. */
function displaced({ events, deliveries, journal, others }: Evidence): readonly string[] {
  const inJournal = new Set(journal.filter(saysDelivered).map(({ detail }) => String(detail.passId).toLowerCase()));
  const known = new Set([...deliveries.filter(({ isKnown, passId }) => isKnown || inJournal.has(passId)).map(({ passId }) => passId), ...others.values()]);
  // Cut off while it was handed over, it may be taken back, with its lines; never silently displaced.
  const out = new Set(deliveries.map(({ passId }) => passId));
  const isWrong = ({ kind, passId, requestId }: PassEvent) => requestId !== null && ((kind === 'replaced' && out.has(passId)) || ((kind === 'replaced' || kind === 'deleted') && known.has(passId)));
  return events.filter(isWrong).map(({ kind, passId, personId, at }) => `${passId} of ${personId} ${kind} at ${at}`);
}

function unseen(evidence: Evidence): readonly string[] {
  const { live, liveAtLast, waiting, deliveries } = evidence;
  const mine = madeHere(evidence);
  const out = new Set(deliveries.map(({ passId }) => passId));
  const isUnseen = ({ id }: DemoPass) => mine.has(id) && !out.has(id);
  return [
    ...live.filter((pass) => isUnseen(pass) && !waiting.has(pass.id)).map(({ id, personId }) => `${id} of ${personId}`),
    ...liveAtLast.filter(isUnseen).map(({ id, personId }) => `${id} of ${personId}, after the desk was left`),
  ];
}

/** A pass for somebody who is not to have one. */
function wrongly({ events }: Evidence, eligible: ReadonlySet<string>): readonly string[] {
  // For somebody to whom a colleague gave a pass one may have been on its way; displacing the colleague's is counted elsewhere.
  return events.filter(({ kind, requestId, personId }) => kind === 'created' && requestId !== null && !eligible.has(personId)).map(({ passId, personId, at }) => `${passId} for ${personId} at ${at}`);
}

/** Everybody of the list is in the run or was refused; whoever has no pass of it has a reason. */
function unreasoned({ members, refused, rows }: Evidence): readonly string[] {
  const ids = [...members.map(({ person }) => person.id), ...refused.keys()];
  return ids.filter((id) => {
    const row = rows.find((each) => each.personId === id);
    if (!row) return !refused.has(id);
    return row.state !== 'done' && reasonOf(row) === '';
  });
}
