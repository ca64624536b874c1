/** Who somebody is and what pass they have, moments before one is made for them: two reads each, ten people a batch. */
import type { AppError } from '../../../shared/errors';
import { err, ok, type Result } from '../../../shared/result';
import { type Bulk, LAST_LOOK_MAXIMUM, type LastLook } from '../../ports/bulk';
import { batch } from './batch';
import { NO_ANSWER } from './call';
import type { Graph } from './client';
import { currentPassOf, passesRead } from './pass';
import { personForIssueOf, personForIssueRead } from './read-person';

/** A background Graph waits for longer by itself. Seconds. */
const PATIENCE_SECONDS = 10;

/** @throws RangeError for more people than one batch holds. */
export async function lastLook(graph: Graph, personIds: readonly string[]): ReturnType<Bulk['lastLook']> {
  const people = [...new Set(personIds)];
  if (people.length > LAST_LOOK_MAXIMUM) throw new RangeError(`At most ${LAST_LOOK_MAXIMUM} people at a time.`);
  if (people.length === 0) return ok({});
  const reads = people.flatMap((id) => [[`${id}/user`, personForIssueRead(id)], [`${id}/passes`, passesRead(id)]] as const);
  const sent = await batch<string>(graph, Object.fromEntries(reads), { features: ['passes'], patienceSeconds: PATIENCE_SECONDS });
  if (!sent.ok) return sent;
  const now = graph.clock.now();
  const looks = people.map((id): readonly [string, Result<LastLook, AppError>] => {
    const person = personForIssueOf(sent.value[`${id}/user`] ?? NO_ANSWER);
    if (!person.ok) return [id, err(person.error)];
    const pass = currentPassOf(sent.value[`${id}/passes`] ?? NO_ANSWER, now);
    return [id, pass.ok ? ok({ person: person.value, pass: pass.value }) : err(pass.error)];
  });
  return ok(Object.fromEntries(looks));
}
