/** Writes what the filter shows to a CSV file the operator chose. The export is itself a line in the journal, before the file. */
import type { AppError } from '../../shared/errors';
import type { Reply } from '../../shared/ipc/contract';
import { err, type Result } from '../../shared/result';
import type { Journal } from '../ports/journal';
import type { Desk } from './desk';
import { conclude, failureDetail, intend, type Act } from './record';

export type JournalExporter = (
  journal: Journal,
  query: string,
  file: string,
) => Promise<Result<{ readonly rows: number; readonly sha256: string }, AppError>>;

/** @returns the chosen path, or null when the operator cancelled. */
export type ChooseFile = (suggestedName: string) => Promise<string | null>;

export async function exportJournal(desk: Desk, query: string, chooseFile: ChooseFile, write: JournalExporter): Promise<Reply<'journal.export'>> {
  const day = desk.clock.now().toISOString().slice(0, 10);
  const file = await chooseFile(`tapdesk-journal-${day}.csv`);
  if (file === null) return err({ kind: 'cancelled' });

  const act: Act = { action: 'journal.export', person: null, ticket: '', reason: '', detail: { format: 'csv', filter: query } };
  const intent = await intend(desk, act);
  if (!intent.ok) return intent;
  const written = await write(desk.journal, query, file);
  if (!written.ok) {
    await conclude(desk, act, intent.value.id, { result: 'failed', detail: failureDetail(written.error) });
    return written;
  }
  await conclude(desk, act, intent.value.id, { result: 'succeeded', detail: written.value });
  return { ok: true, value: { file, ...written.value } };
}
