/**
 * The passes port over Graph. A create goes out once. So does a delete, but for a 429, which says that nothing was done and
 * may be followed by another try. Whatever leaves open whether it took effect is `outcome-unknown`.
 *
 * The passcode leaves this file inside {@link IssuedPass} and in no other way: no error, log or thrown value quotes an
 * answer.
 */
import type { Known } from '../../../shared/domain/known';
import type { Pass } from '../../../shared/domain/pass';
import type { AppError } from '../../../shared/errors';
import { err, ok, type Result } from '../../../shared/result';
import type { NewPass, Passes } from '../../ports/passes';
import { batch } from './batch';
import { NO_ANSWER } from './call';
import type { Graph } from './client';
import { errorBody } from './error-body';
import { failureOf } from './errors';
import { knownOf, knownUnlessDown } from './known';
import { isPathSegment, pathSegment } from './odata';
import { isSuccess, parse } from './parse';
import { createdPass, currentPassOf, passesPath, passesRead } from './pass';
import { policyOf, policyRead } from './pass-policy';

/** Whoever looks at a list of people waits no longer for those whom Graph would have wait. Seconds. */
const PATIENCE_SECONDS = 10;

export function createPasses(graph: Graph): Passes {
  return {
    current: async (personId) => {
      const sent = await graph.send({ method: 'GET', path: passesPath(personId), features: ['passes'], effect: 'read' });
      return sent.ok ? currentPassOf(sent.value, graph.clock.now()) : sent;
    },

    create: async (pass) => {
      const sent = await graph.send({ method: 'POST', path: passesPath(pass.personId), body: bodyOf(pass), features: ['passes'], effect: 'issue' });
      if (!sent.ok) return sent;
      const created = parse(sent.value, createdPass(pass, graph.clock.now()), { feature: 'passes', what: 'person', effect: 'issue' });
      return created.ok ? ok({ ...created.value, requestId: errorBody(sent.value).requestId }) : created;
    },

    remove: async (personId, passId) => {
      // The id comes from outside this process; one that would change the path is no id.
      if (!isPathSegment(passId)) return err({ kind: 'invalid-input', paths: ['passId'] });
      const path = `${passesPath(personId)}/${pathSegment(passId)}`;
      const sent = await graph.send({ method: 'DELETE', path, features: ['passes'], effect: 'revoke' });
      if (!sent.ok) return sent;
      const { requestId } = errorBody(sent.value);
      if (isSuccess(sent.value)) return ok({ requestId, wasThere: true });
      if (sent.value.status === 404) return ok({ requestId, wasThere: false });
      return err(failureOf(sent.value, { feature: 'passes', what: 'pass', effect: 'revoke' }));
    },

    currentOf: (personIds) => currentOf(graph, personIds),

    policy: async () => {
      const sent = await graph.send({ method: 'GET', path: policyRead().path, features: ['policy'], effect: 'read' });
      return sent.ok ? policyOf(sent.value) : knownUnlessDown(sent, 'policy');
    },
  };
}

function bodyOf({ lifetimeInMinutes, isUsableOnce, startDateTime }: NewPass) {
  return { lifetimeInMinutes, isUsableOnce, ...(startDateTime === null ? {} : { startDateTime }) };
}

/** One read a person. @throws RangeError for more people than one batch holds. */
async function currentOf(graph: Graph, personIds: readonly string[]): Promise<Result<Readonly<Record<string, Known<Pass | null>>>, AppError>> {
  const people = [...new Set(personIds)];
  const sent = await batch(graph, Object.fromEntries(people.map((id) => [id, passesRead(id)])), { features: ['passes'], patienceSeconds: PATIENCE_SECONDS });
  if (!sent.ok) return sent;
  const now = graph.clock.now();
  return ok(Object.fromEntries(people.map((id) => [id, knownOf(currentPassOf(sent.value[id] ?? NO_ANSWER, now), 'passes')])));
}
