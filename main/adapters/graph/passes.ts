/**
 * The passes port over Graph. A create goes out once. So does a delete, but for a 429, which says that nothing was done and
 * may be followed by another try. Whatever leaves open whether it took effect is `outcome-unknown`.
 *
 * The passcode leaves this file inside {@link IssuedPass} and in no other way: no error, log or thrown value quotes an
 * answer.
 */
import { z } from 'zod';
import type { Known } from '../../../shared/domain/known';
import type { PassPolicy } from '../../../shared/domain/pass';
import type { AppError } from '../../../shared/errors';
import { err, ok, type Result } from '../../../shared/result';
import type { NewPass, Passes } from '../../ports/passes';
import type { Graph } from './client';
import { errorBody } from './error-body';
import { failureOf } from './errors';
import { unread } from './known';
import { isPathSegment, pathSegment } from './odata';
import { isSuccess, parse } from './parse';
import { createdPass, currentPassOf, passesPath } from './pass';

const POLICY_PATH = '/policies/authenticationMethodsPolicy/authenticationMethodConfigurations/temporaryAccessPass';

const minutes = (documentedDefault: number) =>
  z
    .int()
    .nullish()
    .transform((value) => value ?? documentedDefault);

/** What is left out has the default that Graph documents for it; whether passes may be made at all is never guessed. */
const Policy = z
  .object({
    state: z.enum(['enabled', 'disabled']),
    defaultLifetimeInMinutes: minutes(60),
    minimumLifetimeInMinutes: minutes(60),
    maximumLifetimeInMinutes: minutes(480),
    isUsableOnce: z
      .boolean()
      .nullish()
      .transform((value) => value ?? false),
  })
  .refine((policy) => policy.minimumLifetimeInMinutes <= policy.maximumLifetimeInMinutes);

/** Answers that mean: this Graph has no such policy, or not here. */
const NO_POLICY_STATUSES: ReadonlySet<number> = new Set([400, 404, 405, 501]);

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

    policy: () => readPolicy(graph),
  };
}

function bodyOf({ lifetimeInMinutes, isUsableOnce, startDateTime }: NewPass) {
  return { lifetimeInMinutes, isUsableOnce, ...(startDateTime === null ? {} : { startDateTime }) };
}

/**
 * Reading the policy is a privilege of its own that an issuer usually lacks: then the limits are simply not known. Nor are
 * they where Graph answered with something that is no policy: Entra keeps to its limits whether we know them or not. That
 * Graph did not answer is a failure like any other.
 */
async function readPolicy(graph: Graph): Promise<Result<Known<PassPolicy>, AppError>> {
  const sent = await graph.send({ method: 'GET', path: POLICY_PATH, features: ['policy'], effect: 'read' });
  const policy = sent.ok ? parse(sent.value, Policy, { feature: 'policy', what: 'policy', effect: 'read' }) : sent;
  if (policy.ok) return ok({ known: true, value: policy.value });
  const gap = unread(policy.error, 'policy');
  if (gap.because !== 'failed') return ok(gap);
  if (sent.ok && NO_POLICY_STATUSES.has(sent.value.status)) return ok({ known: false, because: 'not-in-cloud', needs: null });
  return policy.error.kind === 'unexpected-answer' || policy.error.kind === 'refused' ? ok(gap) : policy;
}
