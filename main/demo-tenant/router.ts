/**
 * Finds the route of a request. `{}` in a pattern stands for one step of the path and is handed on.
 */
import { type GraphRequest, type GraphResponse, Refusal } from './protocol';
import { ACCOUNT_ROUTES } from './routes/account';
import { UNIT_ROUTES } from './routes/administrative-units';
import { AUDIT_ROUTES } from './routes/audits';
import { GROUP_MEMBER_ROUTES } from './routes/group-members';
import { GROUP_ROUTES } from './routes/groups';
import { MAIL_ROUTES } from './routes/mail';
import { LIST_ITEM_ROUTES } from './routes/list-items';
import { METHOD_ROUTES } from './routes/methods';
import { ORGANIZATION_ROUTES } from './routes/organization';
import { PASS_ROUTES } from './routes/passes';
import { PIM_GROUP_ROUTES } from './routes/pim-groups';
import { PIM_POLICY_ROUTES } from './routes/pim-policies';
import { POLICY_ROUTES } from './routes/policy';
import { RELATION_ROUTES } from './routes/relations';
import type { Route } from './routes/route';
import { ROLE_DEFINITION_ROUTES } from './routes/role-definitions';
import { ROLE_ROUTES } from './routes/role-schedules';
import { SESSION_ROUTES } from './routes/sessions';
import { SIGN_IN_ROUTES } from './routes/sign-ins';
import { USER_ROUTES } from './routes/users';
import type { Tenant } from './tenant';

type Compiled = { readonly steps: readonly string[]; readonly route: Route };

const ROUTES: readonly Compiled[] = [
  ...USER_ROUTES, ...ACCOUNT_ROUTES, ...UNIT_ROUTES, ...GROUP_MEMBER_ROUTES, ...RELATION_ROUTES, ...METHOD_ROUTES, ...PASS_ROUTES, ...SESSION_ROUTES, ...POLICY_ROUTES, ...AUDIT_ROUTES, ...SIGN_IN_ROUTES, ...ROLE_ROUTES, ...ROLE_DEFINITION_ROUTES, ...PIM_POLICY_ROUTES, ...PIM_GROUP_ROUTES, ...GROUP_ROUTES, ...MAIL_ROUTES, ...LIST_ITEM_ROUTES, ...ORGANIZATION_ROUTES,
].map((route) => ({ steps: route.path.split('/').slice(1), route }));

/** How many steps of the path the pattern covers from its start. */
function covered({ steps }: Compiled, segments: readonly string[]): number {
  const end = steps.findIndex((step, index) => segments[index] === undefined || (step !== '{}' && step.toLowerCase() !== segments[index].toLowerCase()));
  return end < 0 ? steps.length : end;
}

export function route(request: GraphRequest, tenant: Tenant): GraphResponse {
  const isMe = request.segments[0] === 'me';
  const given = isMe ? ['users', request.caller.person.id, ...request.segments.slice(1)] : request.segments;
  // A slash at the end means nothing: one of the documentation's own requests has it.
  const segments = given.length > 1 && given.at(-1) === '' ? given.slice(0, -1) : given;
  // A literal step wins over a parameter: `/users/$count` is not a person.
  const fitting = ROUTES.filter((candidate) => candidate.steps.length === segments.length && covered(candidate, segments) === segments.length);
  const exact = fitting.filter((candidate) => !candidate.steps.some((step, index) => step === '{}' && fitting.some((other) => other.steps[index] === segments[index])));
  const found = exact.find((candidate) => candidate.route.method === request.method);
  if (found) {
    const parameters = found.steps.flatMap((step, index) => (step === '{}' ? [segments[index] ?? ''] : []));
    return found.route.handle(request, tenant, parameters[0] ?? '', parameters[1] ?? '');
  }
  if (exact.length > 0) throw new Refusal(405, 'Request_BadRequest', 'Specified HTTP method is not allowed for the request target.');
  const known = Math.max(...ROUTES.map((candidate) => covered(candidate, segments)));
  throw new Refusal(400, 'BadRequest', `Resource not found for the segment '${segments[known] ?? segments.at(-1) ?? ''}'.`);
}
