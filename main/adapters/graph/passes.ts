/**
 * The passes port over Graph. A create or delete goes out once; a 429 alone, which says that nothing was done, may be
 * followed by another try. Whatever leaves open whether it took effect is `outcome-unknown`.
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
import { CreatedPass, currentPassOf, passesPath } from './pass';

const POLICY_PATH = '/policies/authenticationMethodsPolicy/authenticationMethodConfigurations/temporaryAccessPass';

const Policy = z.object({
  state: z.enum(['enabled', 'disabled']),
  defaultLifetimeInMinutes: z.int(),
  minimumLifetimeInMinutes: z.int(),
  maximumLifetimeInMinutes: z.int(),
  isUsableOnce: z.boolean(),
});

export function createPasses(graph: Graph): Passes {
  return {
    current: async (personId) => {
      const sent = await graph.send({ method: 'GET', path: passesPath(personId), features: ['passes'], effect: 'read' });
      return sent.ok ? currentPassOf(sent.value, graph.clock.now()) : sent;
    },

    create: async (pass) => {
      const sent = await graph.send({ method: 'POST', path: passesPath(pass.personId), body: bodyOf(pass), features: ['passes'], effect: 'issue' });
      if (!sent.ok) return sent;
      const created = parse(sent.value, CreatedPass, { feature: 'passes', what: 'person', effect: 'issue' });
      return created.ok ? ok({ ...created.value, requestId: errorBody(sent.value).requestId }) : created;
    },

    remove: async (personId, passId) => {
      // The id comes from outside this process; one that would change the path is no id.
      if (!isPathSegment(passId)) return err({ kind: 'invalid-input', paths: ['passId'] });
      const path = `${passesPath(personId)}/${pathSegment(passId)}`;
      const sent = await graph.send({ method: 'DELETE', path, features: ['passes'], effect: 'revoke' });
      if (!sent.ok) return sent;
      const { requestId } = errorBody(sent.value);
      if (isSuccess(sent.value) || sent.value.status === 404) return ok({ requestId });
      return err(failureOf(sent.value, { feature: 'passes', what: 'pass', effect: 'revoke' }));
    },

    policy: () => readPolicy(graph),
  };
}

function bodyOf({ lifetimeInMinutes, isUsableOnce, startDateTime }: NewPass) {
  return { lifetimeInMinutes, isUsableOnce, ...(startDateTime === null ? {} : { startDateTime }) };
}

/** Reading the policy is a privilege of its own that an issuer usually lacks: then the limits are simply not known. */
async function readPolicy(graph: Graph): Promise<Result<Known<PassPolicy>, AppError>> {
  const sent = await graph.send({ method: 'GET', path: POLICY_PATH, features: ['policy'], effect: 'read' });
  const policy = sent.ok ? parse(sent.value, Policy, { feature: 'policy', what: 'policy', effect: 'read' }) : sent;
  if (policy.ok) return ok({ known: true, value: policy.value });
  if (policy.error.kind === 'not-found') return ok({ known: false, because: 'not-in-cloud', needs: null });
  const gap = unread(policy.error, 'policy');
  return gap.because === 'failed' ? policy : ok(gap);
}
