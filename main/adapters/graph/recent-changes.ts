/**
 * Changes of phone, manager or authentication method in the directory audit of the last days: what changed yesterday
 * proves nothing about who is calling today.
 *
 * The audit can be filtered by time and target only, so the kind is decided here. Core Directory writes one "Update user"
 * with the names of the changed properties; the methods service writes activities that end in "security info". One entry
 * that tells of two kinds of change becomes two. Values, old or new, are not kept. Source: Entra audit activity reference; facts 8.1 and 8.2.
 */
import { z } from 'zod';
import type { RecentChange } from '../../../shared/domain/person';
import type { AppError } from '../../../shared/errors';
import { ok, type Result } from '../../../shared/result';
import { hasFailed } from './audit-initiator';
import type { BatchRead } from './batch';
import type { Answer } from './call';
import type { Graph } from './client';
import { collect } from './collection';
import { instantLiteral, queryString, stringLiteral } from './odata';
import { text } from './person-row';

const Initiator = z.object({ displayName: text, userPrincipalName: text.optional() }).nullish();

export const Audit = z.object({
  activityDateTime: z.iso.datetime({ offset: true }),
  activityDisplayName: text,
  result: text,
  resultReason: text,
  initiatedBy: z.object({ user: Initiator, app: Initiator }).nullish(),
  targetResources: z.array(z.object({ id: text.optional(), modifiedProperties: z.array(z.object({ displayName: text, newValue: text })).nullish() })).nullish(),
});
export type Audit = z.output<typeof Audit>;

/**
 * Names of user properties whose change matters here, as Core Directory writes them, by what they can verify no longer. A
 * phone of strong authentication is a method; the phones one calls back are those of the directory. First hit counts.
 */
const TELLING_PROPERTIES: readonly (readonly [RegExp, RecentChange['kind']])[] = [
  [/strongauthentication/i, 'method'],
  [/phone|mobile/i, 'phone'],
  [/manager/i, 'manager'],
];
const KINDS = ['phone', 'manager', 'method'] as const satisfies readonly RecentChange['kind'][];
/** One entry lists all changed properties by name in its new value. */
const PROPERTY_LIST = 'Included Updated Properties';
/** A pass that was made or removed changes none of the methods one could verify with. */
const PASS_REASON = /temporary access pass/i;
const METHOD_ACTIVITY = /\b(registered|deleted|updated|changed)\b.*\bsecurity info\b/i;

/** @param sinceDays - How far back, days. Entra itself keeps 7 to 30. */
export function recentChangesRead(personId: string, now: Date, sinceDays: number): BatchRead {
  const filter = `${sinceFilter(now, sinceDays)} and targetResources/any(t:t/id eq ${stringLiteral(personId)})`;
  return { path: `/auditLogs/directoryAudits${queryString({ $filter: filter, $orderby: 'activityDateTime desc', $top: '200' })}` };
}

export function sinceFilter(now: Date, sinceDays: number): string {
  return `activityDateTime ge ${instantLiteral(new Date(now.getTime() - sinceDays * 86_400_000))}`;
}

export async function recentChangesOf(graph: Graph, answer: Answer): Promise<Result<readonly RecentChange[], AppError>> {
  const audits = await collect(graph, answer, Audit, { feature: 'audits', what: 'resource', effect: 'read' }, { features: ['people'] });
  if (!audits.ok) return audits;
  return ok(newestFirst(audits.value.flatMap(changesOf)));
}

/** What one entry tells; nothing when it failed. */
export function changesOf(audit: Audit): readonly RecentChange[] {
  if (hasFailed(audit.result)) return [];
  return changesIn(audit).map((change) => ({ at: audit.activityDateTime, ...change, by: initiatorOf(audit) }));
}

export function newestFirst(changes: readonly RecentChange[]): readonly RecentChange[] {
  return [...changes].sort((left, right) => Date.parse(right.at) - Date.parse(left.at));
}

function changesIn({ activityDisplayName, resultReason, targetResources }: Audit): readonly Pick<RecentChange, 'what' | 'kind'>[] {
  const activity = activityDisplayName ?? '';
  // The reason names the method; the activity is the same for all of them.
  if (METHOD_ACTIVITY.test(activity)) {
    const what = resultReason === null || resultReason === '' ? activity : resultReason;
    return [{ what, kind: PASS_REASON.test(what) ? 'pass' : 'method' }];
  }
  if (/\bmanager\b/i.test(activity)) return [{ what: activity, kind: 'manager' }];
  if (!/^update user$/i.test(activity)) return [];
  const names = new Set((targetResources ?? []).flatMap(({ modifiedProperties }) => modifiedProperties ?? []).flatMap(propertyNames));
  return KINDS.flatMap((kind) => {
    const telling = [...names].filter((name) => kindOf(name) === kind);
    return telling.length === 0 ? [] : [{ what: `${activity}: ${telling.join(', ')}`, kind }];
  });
}

function kindOf(property: string): RecentChange['kind'] | null {
  return TELLING_PROPERTIES.find(([pattern]) => pattern.test(property))?.[1] ?? null;
}

export function propertyNames({ displayName, newValue }: { readonly displayName: string | null; readonly newValue: string | null }): readonly string[] {
  if (displayName !== PROPERTY_LIST) return displayName === null ? [] : [displayName];
  return (newValue ?? '').split(',').map((name) => name.replace(/["\s]/g, ''));
}

function initiatorOf({ initiatedBy }: Audit): string {
  const { user, app } = initiatedBy ?? {};
  return user?.userPrincipalName ?? user?.displayName ?? app?.displayName ?? 'unknown';
}
