/** Marks a pass as looked at: a line in the journal with date and reviewer. Nothing in Entra changes. */
import type { Input, Reply } from '../../shared/ipc/contract';
import { ok } from '../../shared/result';
import type { Desk } from './desk';
import { note } from './record';

export async function reviewPass(desk: Desk, { personId, passId }: Input<'passes.review'>): Promise<Reply<'passes.review'>> {
  const person = await desk.directory.readForIssue(personId);
  if (!person.ok) return person;
  const noted = await note(desk, { action: 'pass.review', person: person.value, ticket: '', reason: '', detail: { passId } });
  return noted.ok ? ok({ at: noted.value.at }) : noted;
}
