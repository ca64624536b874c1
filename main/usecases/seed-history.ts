/** Writes the acts of a made-up past into an empty journal, so that a year can be explored. For the demo tenant alone. */
import { JournalRecord } from '../../shared/domain/journal-entry';
import type { Desk } from './desk';

/** Lines in one transaction. */
const BATCH = 1000;

/**
 * @param lines - Oldest first; what they say is checked like any line.
 * @returns lines written; 0 when the journal has lines already, for a past that was written twice is none.
 * @throws when a line is no line, or the journal cannot be written.
 */
export async function seedHistory(desk: Pick<Desk, 'journal' | 'isOpen' | 'tenant'>, lines: Iterable<object>): Promise<number> {
  const first = await desk.journal.after(0, 1);
  if (!first.ok || first.value.length > 0) return 0;
  let written = 0;
  let batch: JournalRecord[] = [];
  const write = async () => {
    const appended = await desk.journal.appendAll(batch);
    if (!appended.ok) throw new Error(`the journal could not be written: ${appended.error.reason}`);
    written += batch.length;
    batch = [];
  };
  for (const line of lines) {
    batch.push(JournalRecord.parse({ ...line, tenantId: desk.tenant.id }));
    if (batch.length === BATCH) await write();
    if (!desk.isOpen()) return written;
  }
  if (batch.length > 0) await write();
  return written;
}
