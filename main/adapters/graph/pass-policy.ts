/**
 * The tenant's TAP policy. Reading it is a privilege of its own that an issuer usually lacks: then the limits are simply not
 * known. Nor are they where Graph answered with something that is no policy: Entra keeps to its limits whether we know them
 * or not. That Graph did not answer is a failure like any other.
 * Source: Graph v1.0, temporaryAccessPassAuthenticationMethodConfiguration; facts 2.
 */
import { z } from 'zod';
import type { Known } from '../../../shared/domain/known';
import type { PassPolicy } from '../../../shared/domain/pass';
import type { AppError } from '../../../shared/errors';
import { ok, type Result } from '../../../shared/result';
import type { BatchRead } from './batch';
import type { Answer } from './call';
import { knownUnlessDown } from './known';
import { parse } from './parse';

const PATH = '/policies/authenticationMethodsPolicy/authenticationMethodConfigurations/temporaryAccessPass';

const minutes = (documentedDefault: number) =>
  z
    .int()
    .nullish()
    .transform((value) => value ?? documentedDefault);

/** Whatever its type, a target is told by its id. */
const Target = z.object({ id: z.string().min(1), targetType: z.enum(['group', 'user']).catch('group') });
const targets = (documentedDefault: PassPolicy['includeTargets']) =>
  z
    .array(Target)
    .nullish()
    .transform((value): PassPolicy['includeTargets'] => value ?? documentedDefault);

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
    defaultLength: z.int().nullish().catch(null).transform((value) => value ?? null),
    includeTargets: targets([{ id: 'all_users', targetType: 'group' }]),
    excludeTargets: targets([]),
  })
  .refine((policy) => policy.minimumLifetimeInMinutes <= policy.maximumLifetimeInMinutes);

/** Answers that mean: this Graph has no such policy, or not here. */
const NO_POLICY_STATUSES: ReadonlySet<number> = new Set([400, 404, 405, 501]);

export function policyRead(): BatchRead {
  return { path: PATH };
}

/** @returns an error only when Graph did not answer. */
export function policyOf(answer: Answer): Result<Known<PassPolicy>, AppError> {
  const policy = knownUnlessDown(parse(answer, Policy, { feature: 'policy', what: 'policy', effect: 'read' }), 'policy');
  const isUnexplained = !policy.ok || (!policy.value.known && policy.value.because === 'failed');
  return isUnexplained && NO_POLICY_STATUSES.has(answer.status) ? ok({ known: false, because: 'not-in-cloud', needs: null }) : policy;
}
