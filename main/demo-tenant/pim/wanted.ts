/**
 * The body of a schedule request, checked for its types. Source: Graph, "Create roleAssignmentScheduleRequests" and
 * "Create assignmentScheduleRequest" of PIM for Groups.
 */
import { isRecord, Refusal } from '../protocol';
import type { Access, How } from './access';
import { type Action, ACTIONS, type Ticket } from './schedule';

export type Wanted = {
  readonly how: How;
  readonly kind: Access['kind'];
  readonly action: Action;
  /** Null where the schedule it acts on says it. */
  readonly principalId: string | null;
  readonly access: Access | null;
  readonly targetScheduleId: string | null;
  /** Not read yet: it depends on the clock. */
  readonly scheduleInfo: unknown;
  readonly justification: string | null;
  readonly ticket: Ticket;
  readonly isValidationOnly: boolean;
};

export const NO_TICKET: Ticket = { ticketNumber: null, ticketSystem: null };
const actions = new Map<string, Action>(ACTIONS.map((action) => [action.toLowerCase(), action]));
const KNOWN = new Set([
  '@odata.type', 'id', 'action', 'principalId', 'roleDefinitionId', 'directoryScopeId', 'appScopeId', 'groupId', 'accessId', 'targetScheduleId', 'scheduleInfo', 'justification',
  'ticketInfo', 'isValidationOnly', 'customData',
]);

const bad = (message: string): Refusal => new Refusal(400, 'BadRequest', message);

function textOf(body: Readonly<Record<string, unknown>>, name: string): string | null {
  const value = body[name] ?? null;
  if (value === null || typeof value === 'string') return value;
  throw bad(`Cannot convert the value of '${name}' to the expected type 'Edm.String'.`);
}

function accessOf(body: Readonly<Record<string, unknown>>, kind: Access['kind']): Access | null {
  if (kind === 'group') {
    const [groupId, accessId] = [textOf(body, 'groupId'), textOf(body, 'accessId')?.toLowerCase()];
    if (accessId !== undefined && accessId !== 'member' && accessId !== 'owner') throw bad("Cannot convert the value of 'accessId' to the expected type 'microsoft.graph.privilegedAccessGroupRelationships'.");
    return groupId === null || accessId === undefined ? null : { kind, groupId: groupId.toLowerCase(), accessId };
  }
  const [roleDefinitionId, directoryScopeId] = [textOf(body, 'roleDefinitionId'), textOf(body, 'directoryScopeId')];
  return roleDefinitionId === null || directoryScopeId === null ? null : { kind, roleDefinitionId: roleDefinitionId.toLowerCase(), directoryScopeId };
}

export function readWanted(body: unknown, how: How, kind: Access['kind']): Wanted {
  if (!isRecord(body)) throw bad('A JSON object is expected in the body of the request.');
  const unknown = Object.keys(body).find((name) => !KNOWN.has(name) || (kind === 'role' ? name === 'groupId' || name === 'accessId' : name === 'roleDefinitionId' || name === 'directoryScopeId'));
  if (unknown !== undefined) throw bad(`The property '${unknown}' does not exist on the type of the request.`);
  const action = actions.get(textOf(body, 'action')?.toLowerCase() ?? '');
  if (!action) throw bad("The 'action' of the request is missing or unknown.");
  const { isValidationOnly = null, ticketInfo = null } = body;
  if (isValidationOnly !== null && typeof isValidationOnly !== 'boolean') throw bad("Cannot convert the value of 'isValidationOnly' to the expected type 'Edm.Boolean'.");
  if (ticketInfo !== null && !isRecord(ticketInfo)) throw bad("Cannot convert the value of 'ticketInfo' to the expected type 'microsoft.graph.ticketInfo'.");
  return {
    how,
    kind,
    action,
    principalId: textOf(body, 'principalId'),
    access: accessOf(body, kind),
    targetScheduleId: textOf(body, 'targetScheduleId'),
    scheduleInfo: body.scheduleInfo ?? null,
    justification: textOf(body, 'justification'),
    ticket: ticketInfo ? { ticketNumber: textOf(ticketInfo, 'ticketNumber'), ticketSystem: textOf(ticketInfo, 'ticketSystem') } : NO_TICKET,
    isValidationOnly: isValidationOnly === true,
  };
}
