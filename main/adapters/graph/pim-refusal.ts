/**
 * PIM's refusals of a request in our words. Its codes are documented on the page of an older API with the same service
 * behind; some were seen in public only. What is not recognised is quoted.
 *
 * Only what PIM itself says is told here; throttling, sign-in, missing permissions and answers that leave open what was
 * done are the same for every call. Source: facts 5.8 and 6.
 */
import type { AppError, AppErrorOf } from '../../../shared/errors';
import type { Answer } from './call';
import { type ErrorBody, errorBody } from './error-body';
import { type About, failureOf, isLicenceCode } from './errors';

type Reason = AppErrorOf<'pim-refused'>['reason'];

const REASONS: Readonly<Record<string, Reason>> = {
  RoleAssignmentExists: 'exists',
  RoleAssignmentDoesNotExist: 'does-not-exist',
  PendingRoleAssignmentRequest: 'pending',
  RoleAssignmentRequestPolicyValidationFailed: 'policy',
  ActiveDurationTooShort: 'too-short',
  RoleAssignmentRequestAcrsValidationFailed: 'step-up',
  RoleNotFound: 'not-found',
  SubjectNotFound: 'not-found',
};

/** Messages are hints, where the code says nothing of its own. */
const RESTRICTED_UNIT = /restricted management administrative unit/i;
const UNSUPPORTED_SCOPE = /not supported to be assigned to a single resource scope/i;
const UNMANAGEABLE_GROUP = /dynamic membership|synchroni[sz]ed|on-premises/i;

/** Said with whatever status: the operator's token lacks the permission. */
const MISSING_SCOPE = 'PermissionScopeNotGranted';
/** Statuses that mean the same for every call. */
const GENERAL_STATUSES: ReadonlySet<number> = new Set([401, 408, 429]);

const FAILED_RULES = /policy rules failed:\s*\[([^\]]*)\]/i;
/** PIM has five or six; more are not shown. */
const RULES_MAXIMUM = 10;

/** @param answer - To a request for a schedule, of any status outside 200 to 299. */
export function pimFailureOf(answer: Answer, about: About): AppError {
  const said = errorBody(answer);
  const { status } = answer;
  if (said.code === MISSING_SCOPE) return failureOf({ ...answer, status: 403 }, about);
  if (status < 400 || status >= 500 || GENERAL_STATUSES.has(status)) return failureOf(answer, about);
  const reason = reasonOf(status, said, about);
  // 403 is about the operator unless PIM says that it is about something else.
  if (status === 403 && reason === 'other') return failureOf(answer, about);
  return { kind: 'pim-refused', reason, rules: failedRules(said.message), message: said.message, graphCode: said.code, requestId: said.requestId };
}

function reasonOf(status: number, { code, message }: ErrorBody, { feature }: About): Reason {
  const known = Object.hasOwn(REASONS, code) ? REASONS[code] : undefined;
  if (known) return known;
  if (isLicenceCode(code)) return 'not-licensed';
  if (RESTRICTED_UNIT.test(message)) return 'restricted-unit';
  if (UNSUPPORTED_SCOPE.test(message)) return 'unsupported-scope';
  if (feature === 'groupGrants' && UNMANAGEABLE_GROUP.test(message)) return 'group-not-manageable';
  return status === 404 ? 'not-found' : 'other';
}

/** Names of PIM's rules, as `ExpirationRule`; empty where the message names none. */
function failedRules(message: string): readonly string[] {
  const list = FAILED_RULES.exec(message)?.[1] ?? '';
  return [...new Set([...list.matchAll(/\w{1,60}/g)].map(([name]) => name))].slice(0, RULES_MAXIMUM);
}
