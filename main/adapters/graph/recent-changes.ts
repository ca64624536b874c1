/**
 * Changes of phone, manager or authentication method in the directory audit of the last days: what changed yesterday
 * proves nothing about who is calling today.
 *
 * The audit can be filtered by time and target only, so the kind is decided here. Core Directory writes one "Update user"
 * with the names of the changed properties; the methods service writes activities that end in "security info".
 * Values, old or new, are not kept. Source: Entra audit activity reference; facts 8.1 and 8.2.
 */
import { z } from 'zod';
import { RECENT_CHANGE_DAYS, type RecentChange } from '../../../shared/domain/person';
import type { AppError } from '../../../shared/errors';
import { ok, type Result } from '../../../shared/result';
import type { BatchRead } from './batch';
import type { Answer } from './call';
import type { Graph } from './client';
import { collect } from './collection';
import { queryString, stringLiteral } from './odata';
import { text } from './person-row';

const Initiator = z.object({ displayName: text, userPrincipalName: text.optional() }).nullish();

const Audit = z.object({
  activityDateTime: z.iso.datetime({ offset: true }),
  activityDisplayName: text,
  result: text,
  resultReason: text,
  initiatedBy: z.object({ user: Initiator, app: Initiator }).nullish(),
  targetResources: z.array(z.object({ modifiedProperties: z.array(z.object({ displayName: text, newValue: text })).nullish() })).nullish(),
});
type Audit = z.output<typeof Audit>;

/** Names of user properties whose change matters here, as Core Directory writes them. */
const TELLING_PROPERTY = /phone|mobile|manager|strongauthentication/i;
/** One entry lists all changed properties by name in its new value. */
const PROPERTY_LIST = 'Included Updated Properties';
const METHOD_ACTIVITY = /\b(registered|deleted|updated|changed)\b.*\bsecurity info\b/i;

export function recentChangesRead(personId: string, now: Date): BatchRead {
  const since = new Date(now.getTime() - RECENT_CHANGE_DAYS * 86_400_000).toISOString().replace(/\.\d+Z$/, 'Z');
  const filter = `activityDateTime ge ${since} and targetResources/any(t:t/id eq ${stringLiteral(personId)})`;
  return { path: `/auditLogs/directoryAudits${queryString({ $filter: filter, $orderby: 'activityDateTime desc', $top: '200' })}` };
}

export async function recentChangesOf(graph: Graph, answer: Answer): Promise<Result<readonly RecentChange[], AppError>> {
  const audits = await collect(graph, answer, Audit, { feature: 'audits', what: 'resource', effect: 'read' }, { features: ['people'] });
  if (!audits.ok) return audits;
  const changes = audits.value.filter(({ result }) => result !== 'failure' && result !== 'timeout').flatMap((audit) => {
    const what = changeIn(audit);
    return what === null ? [] : [{ at: audit.activityDateTime, what, by: initiatorOf(audit) }];
  });
  return ok(changes.sort((left, right) => Date.parse(right.at) - Date.parse(left.at)));
}

function changeIn({ activityDisplayName, resultReason, targetResources }: Audit): string | null {
  const activity = activityDisplayName ?? '';
  // The reason names the method; the activity is the same for all of them.
  if (METHOD_ACTIVITY.test(activity)) return resultReason === null || resultReason === '' ? activity : resultReason;
  if (/\bmanager\b/i.test(activity)) return activity;
  if (!/^update user$/i.test(activity)) return null;
  const names = (targetResources ?? []).flatMap(({ modifiedProperties }) => modifiedProperties ?? []).flatMap(propertyNames);
  const telling = [...new Set(names.filter((name) => TELLING_PROPERTY.test(name)))];
  return telling.length === 0 ? null : `${activity}: ${telling.join(', ')}`;
}

function propertyNames({ displayName, newValue }: { readonly displayName: string | null; readonly newValue: string | null }): readonly string[] {
  if (displayName !== PROPERTY_LIST) return displayName === null ? [] : [displayName];
  return (newValue ?? '').split(',').map((name) => name.replace(/["\s]/g, ''));
}

function initiatorOf({ initiatedBy }: Audit): string {
  const { user, app } = initiatedBy ?? {};
  return user?.userPrincipalName ?? user?.displayName ?? app?.displayName ?? 'unknown';
}
