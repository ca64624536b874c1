/** One person, with everything the panel shows. Whoever turns out to have a pass is remembered for the list of passes. */
import type { Reply } from '../../shared/ipc/contract';
import type { Desk } from './desk';

export async function readPerson(desk: Desk, personId: string): Promise<Reply<'people.read'>> {
  const person = await desk.directory.read(personId);
  if (person.ok && person.value.pass.known && person.value.pass.value !== null) {
    const { id, displayName, userPrincipalName } = person.value;
    desk.memory.seen.set(id.toLowerCase(), { id, displayName, userPrincipalName });
  }
  return person;
}
