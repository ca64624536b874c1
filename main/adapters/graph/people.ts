/** The directory port over Graph: finding people, filling their rows, reading what is decided by, shutting an account. */
import type { Known } from '../../../shared/domain/known';
import type { PersonExtras, RegisteredMethod } from '../../../shared/domain/person';
import type { AppError } from '../../../shared/errors';
import { ok, type Result } from '../../../shared/result';
import type { Directory } from '../../ports/directory';
import { batch, BATCH_MAXIMUM } from './batch';
import { NO_ANSWER } from './call';
import type { Graph } from './client';
import { knownOf } from './known';
import { namedGroupsOf } from './named-groups';
import { readGrantFacts } from './read-grant-facts';
import { readPassFacts } from './read-pass-facts';
import { readForIssue, readPerson } from './read-person';
import { readTiers } from './read-tiers';
import { methodsOf, methodsRead } from './registered-methods';
import { managerOf, managerRead, namesOf, rolesOf, rolesRead } from './relations';
import { revokeSessions } from './revoke-sessions';
import { searchPeople } from './search-people';
import { setEnabled } from './set-enabled';

export function createDirectory(graph: Graph): Directory {
  return {
    search: (query, signal) => searchPeople(graph, query, signal),
    enrich: (ids) => enrich(graph, ids),
    read: (personId) => readPerson(graph, personId),
    readForIssue: (personId) => readForIssue(graph, personId),
    readPassFacts: (personId, operatorId, sinceDays) => readPassFacts(graph, personId, operatorId, sinceDays),
    readTiers: (personIds) => readTiers(graph, personIds),
    methodsOf: (personIds) => methodsOfEach(graph, personIds),
    readGrantFacts: (personId, operatorId) => readGrantFacts(graph, personId, operatorId),
    groupsOf: (personId) => namedGroupsOf(graph, personId),
    setEnabled: (personId, isEnabled) => setEnabled(graph, personId, isEnabled),
    revokeSessions: (personId) => revokeSessions(graph, personId),
  };
}

/** Two reads a person. */
const PEOPLE_PER_BATCH = BATCH_MAXIMUM / 2;
/** Rows are readable without this, so nobody waits long for it. Seconds. */
const PATIENCE_SECONDS = 5;

/** @throws RangeError for more people than one batch holds: the contract allows ten. */
async function enrich(graph: Graph, ids: readonly string[]): Promise<Result<readonly PersonExtras[], AppError>> {
  const people = [...new Set(ids)];
  if (people.length > PEOPLE_PER_BATCH) throw new RangeError(`At most ${PEOPLE_PER_BATCH} people at a time.`);
  const reads = Object.fromEntries(
    people.flatMap((id) => [
      [`${id}/manager`, managerRead(id)],
      [`${id}/roles`, rolesRead(id)],
    ]),
  );
  const sent = await batch(graph, reads, { features: ['people'], patienceSeconds: PATIENCE_SECONDS });
  if (!sent.ok) return sent;
  const answerTo = (key: string) => sent.value[key] ?? NO_ANSWER;
  return ok(
    await Promise.all(
      people.map(async (id) => ({
        id,
        manager: knownOf(managerOf(answerTo(`${id}/manager`)), 'people'),
        roles: knownOf(namesOf(await rolesOf(graph, answerTo(`${id}/roles`))), 'roles'),
      })),
    ),
  );
}

/** @throws RangeError for more people than one batch holds. */
async function methodsOfEach(graph: Graph, personIds: readonly string[]): Promise<Result<Readonly<Record<string, Known<readonly RegisteredMethod[]>>>, AppError>> {
  const people = [...new Set(personIds)];
  const sent = await batch(graph, Object.fromEntries(people.map((id) => [id, methodsRead(id)])), { features: ['people'], patienceSeconds: PATIENCE_SECONDS });
  if (!sent.ok) return sent;
  const methods = people.map(async (id) => [id, knownOf(await methodsOf(graph, sent.value[id] ?? NO_ANSWER), 'methods')] as const);
  return ok(Object.fromEntries(await Promise.all(methods)));
}
