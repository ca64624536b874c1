/**
 * A schedule request, whoever makes it and by whichever tool: checked as PIM checks it, then done.
 *
 * Source: Graph, "Create roleAssignmentScheduleRequests" and its twins.
 */
import { randomUUID } from 'node:crypto';
import type { Cause } from '../passes/pass';
import { forbidden } from '../permissions';
import { assignmentDoesNotExist, pendingRequest } from '../pim/refusals';
import type { ScheduleRequest } from '../pim/schedule';
import { checkedAccess, checkedPrincipal } from '../pim/subjects';
import type { Wanted } from '../pim/wanted';
import { Refusal } from '../protocol';
import type { Tenant } from '../tenant';
import { type Holder, mayGrant } from './grant-rights';
import { isPending, perform, type Work } from './grant-work';

export type GrantActor = Holder & { readonly hasMfa: boolean };
type Source = Pick<Cause, 'requestId' | 'clientRequestId'>;

const causeOf = ({ requestId, clientRequestId }: Source, { person }: GrantActor): Cause => ({ requestId, clientRequestId, callerId: person.id });
const isSelf = ({ action }: Wanted): boolean => action === 'selfActivate' || action === 'selfDeactivate';

/** @throws Refusal for what PIM refuses; nothing has changed then. */
export function submitGrant(tenant: Tenant, wanted: Wanted, actor: GrantActor, at: Date, source: Source): ScheduleRequest {
  const now = at.getTime();
  const target = wanted.targetScheduleId === null ? undefined : tenant.grants.schedule(wanted.targetScheduleId, now);
  const acts = wanted.action === 'adminRemove' || wanted.action === 'adminUpdate' || wanted.action === 'adminExtend' || wanted.action === 'selfDeactivate';
  if (acts && wanted.targetScheduleId !== null && (target?.how !== wanted.how || target.access.kind !== wanted.kind)) throw assignmentDoesNotExist();
  const named = acts ? (target?.access ?? wanted.access) : wanted.access;
  const subject = acts ? (target?.principalId ?? wanted.principalId) : wanted.principalId;
  if (!named || subject === null) throw new Refusal(400, 'BadRequest', 'The request must name a principal, and the role with its scope or the group with its access.');
  const isAllowed = isSelf(wanted) ? subject.toLowerCase() === actor.person.id : mayGrant(tenant, actor, named);
  if (!isAllowed) throw forbidden();
  const access = checkedAccess(named);
  const principalId = checkedPrincipal(tenant, subject, access);
  const { how, action, justification, ticket, isValidationOnly } = wanted;
  const request: ScheduleRequest = {
    id: randomUUID(), how, principalId, access, action, createdAt: now, callerId: actor.person.id, justification, ticket, info: null, targetScheduleId: null, isValidationOnly,
    settled: null, provisionedAt: null,
  };
  const work: Work = { tenant, wanted, hasMfa: actor.hasMfa, principalId, access, now, request, cause: causeOf(source, actor) };
  if (isPending(work)) throw pendingRequest();
  const done = perform(work, target);
  if (isValidationOnly) return { ...done.request, settled: 'Granted' };
  if (access.kind === 'group' && !tenant.grants.isOnboarded(access.groupId)) {
    tenant.grants.onboard(access.groupId);
    tenant.pimAudits.onboarded(actor.person, access.groupId, at);
  }
  tenant.grants.keep(done.request);
  done.apply();
  tenant.grants.settle(at);
  return tenant.grants.request(done.request.id) ?? done.request;
}

/** Calls off what has not begun, or waits for approval. @throws Refusal for anything else; its code is not documented. */
export function cancelGrant(tenant: Tenant, request: ScheduleRequest, actor: GrantActor, at: Date, source: Source): void {
  const now = at.getTime();
  const isOwn = request.callerId === actor.person.id;
  if (!isOwn && !mayGrant(tenant, actor, request.access)) throw forbidden();
  const schedule = request.targetScheduleId === null ? undefined : tenant.grants.schedule(request.targetScheduleId, now);
  const isFuture = schedule?.createdUsing === request.id && schedule.info.startsAt > now;
  if (!isFuture && request.settled !== 'PendingApproval') throw new Refusal(400, 'BadRequest', 'Only a request that is granted and has not started can be cancelled.');
  if (isFuture) tenant.grants.remove(schedule, now, 'cancelled', request.id, causeOf(source, actor));
  else tenant.grants.keep({ ...request, settled: 'Canceled' });
  tenant.pimAudits.cancelled(request, actor.person, at);
}
