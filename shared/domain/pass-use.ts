/**
 * How much of its quotas an operator has used, counted from the journal: closing the app resets nothing. Pure.
 *
 * Everything counts that may have made a pass: an act that failed for certain does not, one that is unknown or still
 * open does. An entry dated in the future counts as now, so that turning the clock back frees nothing.
 */
import type { JournalEntry } from './journal-entry';
import type { PassUse } from './pass-facts';

const HOUR_MS = 3_600_000;
export const USE_WINDOW_MS = 24 * HOUR_MS;

/** @param entries - The journal's `pass.issue` lines of at least the last 24 hours, in any order. */
export function passUse(entries: readonly JournalEntry[], operatorId: string, personId: string, now: Date): PassUse {
  const failed = new Set(entries.filter(({ phase, result }) => phase === 'outcome' && result === 'failed').map(({ intentId }) => intentId));
  const made = entries.filter(({ action, phase, id }) => action === 'pass.issue' && phase === 'intent' && !failed.has(id));
  const age = ({ at }: JournalEntry) => Math.max(0, now.getTime() - Date.parse(at));
  const mine = made.filter(({ operator }) => operator.id.toLowerCase() === operatorId.toLowerCase());
  const forPerson = made.filter((entry) => entry.person?.id.toLowerCase() === personId.toLowerCase() && age(entry) < USE_WINDOW_MS);
  const last = forPerson.reduce<JournalEntry | null>((newest, entry) => (newest === null || Date.parse(entry.at) > Date.parse(newest.at) ? entry : newest), null);
  return {
    operatorHour: mine.filter((entry) => age(entry) < HOUR_MS).length,
    operatorDay: mine.filter((entry) => age(entry) < USE_WINDOW_MS).length,
    lastForPerson: last?.at ?? null,
  };
}
