/**
 * What an action or an activity does to an account, in OCSF's terms.
 * Source: OCSF 1.1.0, events/iam/account_change.json (activity_id 1 to 11) and events/application/api_activity.json (1 to 4).
 */
import type { AuditRow } from '../../../shared/domain/history/audit-row';
import type { JournalAction } from '../../../shared/domain/journal-entry';

export type Verb = 'create' | 'read' | 'update' | 'delete' | 'other';
/** `caption` is OCSF's own; of 99 (Other) it is ours. */
export type AccountChange = { readonly id: 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 10 | 11 | 99; readonly caption: string };

const CREATED: AccountChange = { id: 1, caption: 'Create' };
const ENABLED: AccountChange = { id: 2, caption: 'Enable' };
const PASSWORD_CHANGED: AccountChange = { id: 3, caption: 'Password Change' };
const PASSWORD_RESET: AccountChange = { id: 4, caption: 'Password Reset' };
const DISABLED: AccountChange = { id: 5, caption: 'Disable' };
const DELETED: AccountChange = { id: 6, caption: 'Delete' };
/** A role or a group's membership: the nearest that OCSF has. */
const ATTACHED: AccountChange = { id: 7, caption: 'Attach Policy' };
const DETACHED: AccountChange = { id: 8, caption: 'Detach Policy' };
/** A Temporary Access Pass is an authentication factor as any other. */
const FACTOR_ENABLED: AccountChange = { id: 10, caption: 'MFA Factor Enable' };
const FACTOR_DISABLED: AccountChange = { id: 11, caption: 'MFA Factor Disable' };

const CHANGES: Partial<Record<JournalAction, AccountChange>> = {
  'pass.issue': FACTOR_ENABLED,
  'pass.revoke': FACTOR_DISABLED,
  'account.disable': DISABLED,
  'grant.make': ATTACHED,
  'grant.extend': { id: 99, caption: 'Extend grant' },
  'grant.end': DETACHED,
  'sessions.revoke': { id: 99, caption: 'Revoke sessions' },
  'access.end': { id: 99, caption: 'End access' },
};

export const journalChange = (action: JournalAction): AccountChange | null => CHANGES[action] ?? null;

const VERBS: Partial<Record<JournalAction, Verb>> = {
  'pass.issue': 'create',
  'pass.revoke': 'delete',
  'grant.make': 'create',
  'grant.extend': 'update',
  'grant.end': 'delete',
  'account.disable': 'update',
  'run.begin': 'create',
  'journal.export': 'read',
  'journals.open': 'read',
  'finding.see': 'update',
};

export const journalVerb = (action: JournalAction): Verb => VERBS[action] ?? 'other';

/** First match wins. Source of the activities: Entra's audit activity reference. */
const AUDITED: readonly (readonly [activity: RegExp, change: AccountChange])[] = [
  [/registered (all required )?security info/i, FACTOR_ENABLED],
  [/deleted security info/i, FACTOR_DISABLED],
  [/^(add|invite|create).* user/i, CREATED],
  [/^enable account/i, ENABLED],
  [/^disable account/i, DISABLED],
  [/^(hard )?delete.* user/i, DELETED],
  [/^reset .*password/i, PASSWORD_RESET],
  [/^change .*password/i, PASSWORD_CHANGED],
  [/^add .*(member|role assignment)/i, ATTACHED],
  [/^remove .*(member|role assignment)/i, DETACHED],
];

export function auditChange({ activity }: AuditRow): AccountChange | null {
  return AUDITED.find(([pattern]) => pattern.test(activity))?.[1] ?? null;
}

export function auditVerb(activity: string): Verb {
  if (/^(add|create|invite)|registered/i.test(activity)) return 'create';
  if (/^(update|change|set|reset|enable|disable|restore)/i.test(activity)) return 'update';
  return /^(remove|(hard )?delete)|deleted/i.test(activity) ? 'delete' : 'other';
}
