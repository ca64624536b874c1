/** Journal lines put together into acts: the intent, what came of it, and what names it. */
import { isRefused, type JournalEntry } from '../journal-entry';
import type { LineResult } from './history-line';
import { compareText, type JournalFact, timeOf } from './fact';

export type Act = {
  /** Of the intent, or of an event that stands alone; in lower case. */
  readonly id: string;
  readonly action: JournalEntry['action'];
  /** The fact it is known by: the intent, where it is there. */
  readonly first: JournalFact;
  /** Oldest first. */
  readonly facts: readonly JournalFact[];
  readonly intent: JournalEntry | null;
  /** The last that settled it, else one that says `unknown`. */
  readonly outcome: JournalEntry | null;
  readonly result: LineResult;
  /** Epoch ms between which the call was made, by the desk's clock. */
  readonly begunAt: number;
  readonly endedAt: number;
};

/** A call that got no answer ends by itself; an outcome that the next start wrote says nothing about when. Milliseconds. */
const LONGEST_CALL_MS = 10 * 60_000;
/** How long a call whose outcome was never written may have taken. */
const UNTOLD_CALL_MS = 60_000;

/** @param facts - In order. @returns by the id of the act, oldest first. */
export function actsIn(facts: readonly JournalFact[]): ReadonlyMap<string, Act> {
  const byRoot = new Map<string, JournalFact[]>();
  for (const fact of facts) {
    const root = (fact.entry.intentId ?? fact.entry.id).toLowerCase();
    const known = byRoot.get(root);
    if (known) known.push(fact);
    else byRoot.set(root, [fact]);
  }
  return new Map([...byRoot].flatMap(([id, lines]) => {
    const act = actOf(id, lines);
    return act ? [[id, act] as const] : [];
  }));
}

function actOf(id: string, facts: readonly JournalFact[]): Act | null {
  // The desk's own journal speaks before others that know the same act.
  const byDesk = [...facts].sort((one, other) => compareText(one.desk, other.desk));
  const intent = byDesk.find(({ entry }) => entry.phase === 'intent') ?? null;
  // Whatever another journal says that came of it: this desk knows better what came of its own acts.
  const told = intent?.desk === '' ? facts.filter(({ desk }) => desk === '') : facts;
  const outcomes = told.filter(({ entry }) => entry.phase === 'outcome' && (intent === null || entry.action === intent.entry.action));
  const [first] = intent ? [intent] : outcomes.length > 0 ? outcomes : facts;
  if (!first) return null;
  const outcome = (outcomes.filter(({ entry }) => entry.result === 'succeeded' || entry.result === 'failed').at(-1) ?? outcomes.at(-1))?.entry ?? null;
  const { notBefore } = first.entry.detail;
  const putOff = typeof notBefore === 'string' ? timeOf(notBefore) : 0;
  const begunAt = Math.max(timeOf(first.at), putOff);
  const answered = outcomes[0] ? timeOf(outcomes[0].at) : begunAt + UNTOLD_CALL_MS;
  return {
    id,
    action: first.entry.action,
    first,
    facts,
    intent: intent?.entry ?? null,
    outcome,
    result: outcome ? (outcome.result ?? 'unknown') : first.entry.phase === 'intent' ? 'open' : (first.entry.result ?? 'succeeded'),
    begunAt,
    // What was put off is sent when it can be, however late that is.
    endedAt: Math.max(begunAt, putOff > 0 ? answered : Math.min(answered, begunAt + LONGEST_CALL_MS)),
  };
}

/** The desk refused it and made no call: nothing in Entra's logs can be of it, and it is no pass and no grant. */
export const isRefusedAct = ({ first }: Act): boolean => isRefused(first.entry);

/** What an act says of itself by now: an outcome repeats its intent's facts. */
export function detailOf({ first, intent, outcome }: Act): JournalEntry['detail'] {
  return { ...(intent ?? first.entry).detail, ...outcome?.detail };
}

/** Ids and instants of a detail; empty for what is no text. */
export function textIn(detail: JournalEntry['detail'], name: string): string {
  const value = Object.hasOwn(detail, name) ? detail[name] : undefined;
  return typeof value === 'string' ? value : '';
}

export function idIn(detail: JournalEntry['detail'], name: string): string {
  return textIn(detail, name).trim().toLowerCase();
}
