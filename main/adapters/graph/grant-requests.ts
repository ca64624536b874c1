/**
 * What Tapdesk asks PIM for: requests are the only thing one may write. A request goes out once; after a 429, which says
 * that nothing was done, it may go out again. Whatever leaves open whether it took effect is `outcome-unknown`.
 *
 * Source: Graph v1.0, "Create roleAssignmentScheduleRequests", "Create assignmentScheduleRequest" of PIM for Groups and
 * their twins for eligibility; facts 5.2, 5.3 and 6.
 */
import { z } from 'zod';
import type { GrantHow, GrantKind } from '../../../shared/domain/grant';
import type { AppError } from '../../../shared/errors';
import { err, ok, type Result } from '../../../shared/result';
import type { Access, GrantReceipt, Grants, NewGrant } from '../../ports/grants';
import type { Answer, Effect } from './call';
import type { Graph } from './client';
import type { About } from './errors';
import { isPathSegment, pathSegment } from './odata';
import { isSuccess, parse } from './parse';
import { text } from './person-row';
import { isoDuration } from './pim-duration';
import { pimPath, sideOf } from './pim-paths';
import { pimFailureOf } from './pim-refusal';

const Receipt = z
  .object({ id: z.string().min(1), status: text, targetScheduleId: text })
  .transform(({ id: requestId, status, targetScheduleId: scheduleId }): GrantReceipt => ({ requestId, status: status ?? '', scheduleId }));

type To = { readonly kind: GrantKind; readonly how: GrantHow; readonly effect: Effect; /** Below the requests; empty: a new one. */ readonly below?: string };

/** @returns an answer that says it was done. */
async function post(graph: Graph, { kind, how, effect, below = '' }: To, body?: object): Promise<Result<Answer, AppError>> {
  const about = aboutOf(kind, effect);
  const path = `${pimPath(sideOf(kind), how, 'ScheduleRequests')}${below}`;
  const sent = await graph.send({ method: 'POST', path, features: [about.feature], effect, ...(body === undefined ? {} : { body }) });
  if (!sent.ok || isSuccess(sent.value)) return sent;
  return err(pimFailureOf(sent.value, about));
}

function aboutOf(kind: GrantKind, effect: Effect): About {
  return { feature: kind === 'role' ? 'grants' : 'groupGrants', what: 'resource', effect };
}

async function asked(graph: Graph, { target: { kind }, how }: Pick<Access, 'target' | 'how'>, effect: Effect, body: object): Promise<Result<GrantReceipt, AppError>> {
  const done = await post(graph, { kind, how, effect }, body);
  return done.ok ? parse(done.value, Receipt, aboutOf(kind, effect)) : done;
}

function accessIn({ personId: principalId, target, scope }: Access): object {
  return target.kind === 'role'
    ? { principalId, roleDefinitionId: target.id, directoryScopeId: scope }
    : { principalId, groupId: target.id, accessId: target.kind };
}

/** Without a start PIM takes the moment it gets the request, by its own clock. */
function scheduleIn(startDateTime: string | null, expiration: object): object {
  return { ...(startDateTime === null ? {} : { startDateTime }), expiration };
}

function ticketIn({ ticketNumber, ticketSystem }: Pick<NewGrant, 'ticketNumber' | 'ticketSystem'>): object {
  return ticketNumber === '' ? {} : { ticketInfo: { ticketNumber, ...(ticketSystem === '' ? {} : { ticketSystem }) } };
}

/** Null without an end: it would be permanent, which Tapdesk never makes. */
function newGrant(grant: NewGrant, isValidationOnly: boolean): object | null {
  const { startDateTime, minutes, until, justification, ticketNumber, ticketSystem } = grant;
  const expiration = until !== null ? { type: 'afterDateTime', endDateTime: until } : minutes !== null ? { type: 'afterDuration', duration: isoDuration(minutes) } : null;
  if (expiration === null) return null;
  return {
    action: 'adminAssign',
    ...accessIn(grant),
    scheduleInfo: scheduleIn(startDateTime, expiration),
    justification,
    ...ticketIn({ ticketNumber, ticketSystem }),
    ...(isValidationOnly ? { isValidationOnly } : {}),
  };
}

const WITHOUT_END = err({ kind: 'invalid-input', paths: ['minutes', 'until'] } as const);

export function grantRequests(graph: Graph): Pick<Grants, 'validate' | 'make' | 'remove' | 'change' | 'cancel'> {
  return {
    // PIM checks and makes nothing, so it may be asked as often as one likes.
    validate: async (grant) => {
      const body = newGrant(grant, true);
      if (body === null) return WITHOUT_END;
      const judged = await post(graph, { kind: grant.target.kind, how: grant.how, effect: 'read' }, body);
      return judged.ok ? ok(null) : judged;
    },
    make: async (grant) => {
      const body = newGrant(grant, false);
      return body === null ? WITHOUT_END : asked(graph, grant, 'grant', body);
    },
    remove: (access, targetScheduleId, justification) => asked(graph, access, 'end-grant', { action: 'adminRemove', ...accessIn(access), targetScheduleId, justification }),
    change: (access, targetScheduleId, action, { startDateTime, until }, { justification, ...ticket }) =>
      asked(graph, access, 'grant', { action, ...accessIn(access), targetScheduleId, scheduleInfo: scheduleIn(startDateTime, { type: 'afterDateTime', endDateTime: until }), justification, ...ticketIn(ticket) }),
    cancel: async ({ target: { kind }, how }, requestId) => {
      // The id comes from outside this process; one that would change the path is no id.
      if (!isPathSegment(requestId)) return err({ kind: 'invalid-input', paths: ['requestId'] });
      const done = await post(graph, { kind, how, effect: 'end-grant', below: `/${pathSegment(requestId)}/cancel` });
      return done.ok ? ok(null) : done;
    },
  };
}
