/**
 * What a row of the directory audit is about. That a row is about a pass is told by its reason alone; that it is about a grant,
 * by the words of its activity. Source: Entra, audit activity reference; facts 8.2 and 8.3.
 */
import type { AuditRow } from './audit-row';
import type { Who } from './history-line';

/** `method-registered`: by the person, and it went well. `grant`: see {@link verbOf}. */
export type AuditMeaning = 'pass-made' | 'pass-removed' | 'method-registered' | 'grant' | 'sessions' | 'account' | 'person-change' | 'policy';

const PASS_REASON = /temporary access pass/i;
const SECURITY_INFO = /\bsecurity info\b/i;
const MEMBERSHIP = /\b(?:member|owner)\b.*\b(?:role|group|pim)\b/i;
const DIRECT_ROLE = /^(?:add|remove) (?:eligible )?(?:member (?:to|from) role|role assignment)/i;
const PIM = /^(?:pim|privileged identity management)$/i;
const SESSIONS = /StsRefreshTokenValidFrom|\b(?:revoke|invalidate)\b.*\b(?:session|token|sign[ -]?in)s?\b/i;
const ACCOUNT = /^(?:disable|enable) account$|^(?:hard )?delete user$|^restore user$|^add user$/i;
const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export function isPim({ service }: AuditRow): boolean {
  return PIM.test(service.trim());
}

/** Core Directory's own row of what PIM did, or of what PIM's clock did. */
export function isByPlatform({ by }: AuditRow): boolean {
  return by !== null && /^(?:ms-pim|azure ad pim)$/i.test(by.displayName.trim());
}

export function meaningOf(audit: AuditRow): AuditMeaning {
  const { activity, resultReason, result } = audit;
  if (SECURITY_INFO.test(activity)) {
    if (PASS_REASON.test(resultReason)) return /^admin registered\b/i.test(activity) ? 'pass-made' : /\bdeleted\b/i.test(activity) ? 'pass-removed' : 'person-change';
    return /^user registered\b/i.test(activity) && result === 'success' ? 'method-registered' : 'person-change';
  }
  if (isGrant(audit)) return 'grant';
  if (SESSIONS.test(activity)) return 'sessions';
  if (ACCOUNT.test(activity) || audit.changed.some((name) => /^accountenabled$/i.test(name))) return 'account';
  return personOf(audit) === null ? 'policy' : 'person-change';
}

function isGrant(audit: AuditRow): boolean {
  const { activity } = audit;
  if (/\bsettings?\b/i.test(activity)) return false;
  if (isPim(audit)) return MEMBERSHIP.test(activity) || (requestIdOf(audit) !== '' && personOf(audit) !== null);
  return DIRECT_ROLE.test(activity) || (isByPlatform(audit) && MEMBERSHIP.test(activity));
}

export type GrantVerb = 'make' | 'extend' | 'end';

/** Only of rows that mean a grant. What refuses or cancels a request is of the request that would have made it. */
export function verbOf({ activity }: AuditRow): GrantVerb {
  if (/^(?:remove|cancel)\b|\bexpired\b|\bdeactivat/i.test(activity)) return 'end';
  return /\b(?:extend|renew)\w*\b|^update\b/i.test(activity) ? 'extend' : 'make';
}

/** Empty when the row names none. Not every row that was seen had the telling key; each had the request among its targets. */
export function requestIdOf({ details, targets }: AuditRow): string {
  const target = targets.find(({ type }) => type.toLowerCase() === 'request')?.id ?? '';
  const named = [details.RoleAssignmentRequestId, target, details.RequestId].map((id) => (id ?? '').trim().toLowerCase());
  return named.find((id) => id !== '') ?? '';
}

/** Whom it happened to; null when it is about nobody. Who registered a method may stand as its author only. */
export function personOf({ targets, by, activity }: AuditRow): Who | null {
  const user = targets.find(({ type, id }) => type.toLowerCase() === 'user' && id.trim() !== '');
  const untyped = targets.find(({ type, id, userPrincipalName }) => type === '' && GUID.test(id.trim()) && (userPrincipalName !== '' || SECURITY_INFO.test(activity)));
  const found = user ?? untyped;
  if (found) return { id: found.id.trim(), displayName: found.displayName, userPrincipalName: found.userPrincipalName };
  return by !== null && !by.isApp && by.id.trim() !== '' && /^user\b.*\bsecurity info\b/i.test(activity) ? whoDid({ by }) : null;
}

export function whoDid({ by }: Pick<AuditRow, 'by'>): Who | null {
  return by === null ? null : { id: by.id, displayName: by.displayName || by.userPrincipalName, userPrincipalName: by.userPrincipalName };
}

/** What a grant is of: ids in lower case, as far as they are named. */
export type Access = { readonly ids: ReadonlySet<string>; readonly name: string };

export function accessOf({ targets, details }: AuditRow): Access {
  const found = targets.filter(({ type }) => /^(?:role|group)$/i.test(type));
  const ids = [...found.map(({ id }) => id), details.RoleDefinitionOriginId ?? '', details.TemplateId ?? ''].map((id) => id.trim().toLowerCase());
  // PIM calls the "role" of a group its "Member" or "Owner"; what is granted is the group.
  const named = found.filter(({ displayName }) => displayName !== '');
  return { ids: new Set(ids.filter((id) => id !== '')), name: (named.find(({ type }) => /^group$/i.test(type)) ?? named[0])?.displayName ?? '' };
}

/** `unknown`: one side does not say what it is of. A name counts only where no id does: names are not unique. */
export function isSameAccess(one: Access, other: Access): 'yes' | 'no' | 'unknown' {
  if ([...one.ids].some((id) => other.ids.has(id))) return 'yes';
  if (one.name !== '' && other.name !== '') return one.name.toLowerCase() === other.name.toLowerCase() ? 'yes' : 'no';
  return (one.ids.size === 0 && one.name === '') || (other.ids.size === 0 && other.name === '') ? 'unknown' : 'no';
}
