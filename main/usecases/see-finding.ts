/** Marks a finding as seen, with a reason. The mark is a line in the journal, and nothing else: the history learns of it from there. */
import { err, ok } from '../../shared/result';
import type { Input, Reply } from '../../shared/ipc/contract';
import type { Desk } from './desk';
import { followJournal } from './keep-history';
import { note } from './record';

export async function seeFinding(desk: Desk, { id, reason }: Input<'history.see-finding'>): Promise<Reply<'history.see-finding'>> {
  const found = await desk.history.finding(id);
  if (!found.ok) return found;
  const finding = found.value;
  // It may have gone with the last rows that arrived.
  if (!finding) return err({ kind: 'invalid-input', paths: ['id'] });
  const noted = await note(desk, { action: 'finding.see', person: finding.person, ticket: '', reason, detail: { findingId: finding.id, finding: finding.kind, lineId: finding.lineIds[0] ?? '' } });
  if (!noted.ok) return noted;
  await followJournal(desk);
  desk.tell.historyChanged();
  return ok({});
}
