/** Passes that live although nobody has their passcode. */
import type { JournalEntry } from '../../../shared/domain/journal-entry';
import type { Db } from './database';
import { AT_OR_AFTER, instantText, selectEntries } from './select';

/** What ends the worry about an issue: somebody has the passcode, or the pass is gone. A reveal alone proves neither. */
const ENDING = "('passcode.show', 'passcode.close', 'pass.copy', 'pass.mail', 'pass.print', 'pass.revoke')";
const DAY_MS = 86_400_000;

/**
 * Successful issues at or after `since` whose passcode nobody was shown or sent, and which nobody has revoked, oldest first.
 * A line belongs to a pass by `passId` in its own detail or in its intent's, or by the intent.
 */
export function neverShownOf(db: Db, since: string): readonly JournalEntry[] {
  const instant = instantText(since);
  const issued = selectEntries(
    db,
    `SELECT seq FROM entry WHERE action = 'pass.issue' AND phase = 'outcome' AND result = 'succeeded' AND ${AT_OR_AFTER}`,
    instant,
    instant,
  );
  if (issued.length === 0) return [];

  // An outcome may have been written late, by the next start: what ended the worry then stands before it, yet after its intent.
  const dayBefore = instantText(new Date((Date.parse(since) || 0) - DAY_MS).toISOString());
  const lines = selectEntries(db, `SELECT seq FROM entry WHERE action IN ${ENDING} AND ${AT_OR_AFTER}`, dayBefore, dayBefore);
  const ended = new Set(endedBy(lines));
  return issued.filter((entry) => !ended.has(entry.intentId) && !ended.has(passIdOf(entry)));
}

function* endedBy(lines: readonly JournalEntry[]): Iterable<string | null> {
  const intents = new Map(lines.filter((entry) => entry.phase === 'intent').map((entry) => [entry.id, entry]));
  for (const line of lines.filter(hasHappened)) {
    const intent = line.intentId === null ? undefined : intents.get(line.intentId);
    // An empty id would match every pass whose id is not known.
    yield* [line.intentId, passIdOf(line), intent ? passIdOf(intent) : null].filter((id) => id !== null && id !== '');
  }
}

/** The first journals wrote `passcode.show` without a result, joined to the issue by its intent. */
function hasHappened({ action, phase, result, detail }: JournalEntry): boolean {
  // Half a passcode opens nothing: a split is handed over when the first half has been shown.
  if (action === 'pass.mail' && detail.part === 'second-half') return false;
  return phase !== 'intent' && (result === 'succeeded' || (action === 'passcode.show' && result === null));
}

function passIdOf(entry: JournalEntry): string | null {
  const { passId } = entry.detail;
  return typeof passId === 'string' && passId !== '' ? passId : null;
}
