/**
 * What decides about passes of many people. What they share is read once: the tenant's policy, the operator, the audits of
 * the quarantine window. Ten reads are left for each, so one batch holds two people. One person's failure is that person's.
 */
import type { Known } from '../../../shared/domain/known';
import type { RecentChange } from '../../../shared/domain/person';
import type { AppError } from '../../../shared/errors';
import { err, ok, type Result } from '../../../shared/result';
import type { ManyFacts } from '../../ports/bulk';
import type { FactsFromGraph } from '../../ports/directory';
import { batch, BATCH_MAXIMUM } from './batch';
import { NO_ANSWER } from './call';
import { changesOfMany } from './changes-of-many';
import type { Graph } from './client';
import { unread } from './known';
import { policyRead } from './pass-policy';
import { operatorFactsOf, operatorReads, PERSON_READS, personFactsOf, type PersonReadName, personReads, policyFactOf } from './person-facts';

const PER_BATCH = Math.floor(BATCH_MAXIMUM / PERSON_READS);
/** A background Graph waits for longer by itself. Seconds. */
const PATIENCE_SECONDS = 10;
const OPTIONS = { features: ['people'], patienceSeconds: PATIENCE_SECONDS } as const;

/** Without these nothing else would be read either; whatever else keeps the audits closed is a gap. */
const FATAL: ReadonlySet<AppError['kind']> = new Set(['cancelled', 'offline', 'sign-in-required']);

type Shared = Pick<FactsFromGraph, 'policy' | 'operator'>;
type ChangesOf = (personId: string) => Known<readonly RecentChange[]>;

export async function manyFacts(graph: Graph, operatorId: string, sinceDays: number): Promise<Result<ManyFacts, AppError>> {
  const [sent, swept] = await Promise.all([batch(graph, { ...operatorReads(operatorId), policy: policyRead() }, OPTIONS), changesOfMany(graph, sinceDays)]);
  if (!sent.ok) return sent;
  if (!swept.ok && FATAL.has(swept.error.kind)) return swept;
  const operator = await operatorFactsOf(graph, { roles: sent.value.operatorRoles, groups: sent.value.operatorGroups });
  const shared: Shared = { policy: policyFactOf(sent.value.policy), operator: { id: operatorId, ...operator, scopes: graph.scopes() } };
  const changesOf: ChangesOf = (personId) => (swept.ok ? { known: true, value: swept.value(personId) } : unread(swept.error, 'audits'));
  return ok({ perBatch: PER_BATCH, of: (personIds) => factsOf(graph, personIds, shared, changesOf) });
}

/** @throws RangeError for more people than one batch holds. */
async function factsOf(graph: Graph, personIds: readonly string[], shared: Shared, changesOf: ChangesOf): ReturnType<ManyFacts['of']> {
  const people = [...new Set(personIds)];
  if (people.length > PER_BATCH) throw new RangeError(`At most ${PER_BATCH} people at a time.`);
  if (people.length === 0) return ok({});
  const reads = people.flatMap((id) => Object.entries(personReads(id)).map(([name, read]) => [`${id}/${name}`, read] as const));
  const sent = await batch<string>(graph, Object.fromEntries(reads), OPTIONS);
  if (!sent.ok) return sent;
  const facts = people.map(async (id): Promise<readonly [string, Result<FactsFromGraph, AppError>]> => {
    const person = await personFactsOf(graph, (name: PersonReadName) => sent.value[`${id}/${name}`] ?? NO_ANSWER);
    return [id, person.ok ? ok({ ...person.value, ...shared, recentChanges: changesOf(id) }) : err(person.error)];
  });
  return ok(Object.fromEntries(await Promise.all(facts)));
}
