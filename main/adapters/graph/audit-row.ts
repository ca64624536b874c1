/**
 * One record of the directory audit as the history keeps it. Lenient: whatever is odd about a record is left out of it, and
 * only one without id or time is no record. Of changed properties the names are kept and no value, old or new; of the
 * additional details only what joins or explains. Names stay as they are: views pass them through `displayText`.
 */
import { z } from 'zod';
import type { AuditRow, Initiator } from '../../../shared/domain/history/audit-row';
import { propertyNames } from './recent-changes';

/** Missing, null and what is no text are one: nothing. */
export const looseText = z.string().catch('');
/** What cannot be read of a list's items is left out of it. */
export const looseList = <T>(item: z.ZodType<T>) => z.array(item.nullable().catch(null)).catch([]).transform((items) => items.flatMap((each) => (each === null ? [] : [each])));
/** UTC, to the millisecond, so that rows of all sources sort alike. */
export const instant = z.iso.datetime({ offset: true }).transform((at) => new Date(at).toISOString());

const Changed = z.object({ displayName: looseText, newValue: looseText });
const Target = z.object({ id: looseText, displayName: looseText, userPrincipalName: looseText, type: looseText, modifiedProperties: looseList(Changed) });
const By = z.object({ id: looseText, displayName: looseText, userPrincipalName: looseText, appId: looseText, servicePrincipalId: looseText }).nullable().catch(null);
const nobody = { user: null, app: null };

export const DirectoryAudit = z.object({
  id: z.string().min(1),
  activityDateTime: instant,
  activityDisplayName: looseText,
  loggedByService: looseText,
  category: looseText,
  result: z.enum(['success', 'failure', 'timeout']).or(z.literal('unknown')).catch('unknown'),
  resultReason: looseText,
  correlationId: looseText,
  initiatedBy: z.object({ user: By, app: By }).catch(nobody),
  targetResources: looseList(Target),
  additionalDetails: looseList(z.object({ key: z.string(), value: looseText })),
});
type DirectoryAudit = z.output<typeof DirectoryAudit>;

/** Keys that join a record to a request, or say what was asked for and why. Source: facts 8.3. */
const DETAILS: ReadonlySet<string> = new Set([
  'ActionType', 'AuditType', 'ExpirationTime', 'Justification', 'OriginRoleAssignmentId', 'RequestId', 'RoleAssignmentRequestId',
  'RoleDefinitionOriginId', 'RoleDefinitionOriginType', 'StartTime', 'TemplateId', 'TicketNumber', 'TicketSystem',
]);
/** A property's name as the directory has them; what looks otherwise may be a value. `TargetId.UserType` and its like describe who was changed. */
const PROPERTY = /^(?!TargetId\.)[\w .:[\]-]{1,120}$/;
const UPDATE_USER = /^update user$/i;
/** Of "Update user" only these matter here: what a caller is verified by, who the person is, whether they may sign in. */
const TELLING = /strongauthentication|phone|mobile|mail|proxyaddresses|manager|accountenabled|userprincipalname|displayname|employee|usertype|usagelocation/i;

/** @returns null for what is of no use to the history. */
export function auditRow(audit: DirectoryAudit): AuditRow | null {
  const { id, activityDateTime: at, activityDisplayName: activity, loggedByService: service, category, result, resultReason, correlationId } = audit;
  const changed = [...new Set(audit.targetResources.flatMap(({ modifiedProperties }) => modifiedProperties).flatMap(propertyNames))].filter((name) => PROPERTY.test(name));
  // A record that names nothing that changed is kept: it cannot be told that it does not matter.
  if (UPDATE_USER.test(activity) && changed.length > 0 && !changed.some((name) => TELLING.test(name))) return null;
  return {
    id, at, activity, service, category, result, resultReason, correlationId, changed,
    by: initiatorOf(audit),
    targets: audit.targetResources.map((target) => ({ id: target.id, displayName: target.displayName, userPrincipalName: target.userPrincipalName, type: target.type })),
    details: Object.fromEntries(audit.additionalDetails.flatMap(({ key, value }) => (DETAILS.has(key) ? [[key, value]] : []))),
  };
}

function initiatorOf({ initiatedBy: { user, app } }: DirectoryAudit): Initiator | null {
  if (user && `${user.id}${user.displayName}${user.userPrincipalName}` !== '') return { id: user.id, displayName: user.displayName, userPrincipalName: user.userPrincipalName, isApp: false };
  const id = app ? app.servicePrincipalId || app.appId : '';
  return app && `${id}${app.displayName}` !== '' ? { id, displayName: app.displayName, userPrincipalName: '', isApp: true } : null;
}
