/**
 * Which audits the history reads, each kind by its own filter. Time, activity and service can be filtered by, category and
 * result cannot, and alternatives in one filter are not documented: hence so many kinds. Groups have the names of roles in
 * PIM's records, and policy changes are records of the methods service. Source: Entra, audit activity reference; facts 8.
 */
import type { AuditStream } from '../../ports/audit-feed';
import { stringLiteral } from './odata';

const service = (name: string) => `loggedByService eq ${stringLiteral(name)}`;
const activity = (name: string) => `activityDisplayName eq ${stringLiteral(name)}`;
const beginsWith = (name: string) => `startswith(activityDisplayName,${stringLiteral(name)})`;
const CORE = service('Core Directory');

const FILTERS: Readonly<Record<AuditStream, string>> = {
  methods: service('Authentication Methods'),
  // Records have the short name where the documentation says the long one.
  pim: service('PIM'),
  'pim-by-its-long-name': service('Privileged Identity Management'),
  sessions: beginsWith('Update StsRefreshTokenValidFrom'),
  'roles-given': `${CORE} and ${beginsWith('Add member to role')}`,
  'roles-taken': `${CORE} and ${beginsWith('Remove member from role')}`,
  disabled: activity('Disable account'),
  enabled: activity('Enable account'),
  managers: activity('Set user manager'),
  // The largest by far, so the last.
  users: `${CORE} and ${activity('Update user')}`,
};

export const AUDIT_STREAMS: readonly AuditStream[] = Object.keys(FILTERS);

/** @throws RangeError for a stream that there is not. */
export function filterOf(stream: AuditStream): string {
  const filter = Object.hasOwn(FILTERS, stream) ? FILTERS[stream] : undefined;
  if (filter === undefined) throw new RangeError('No such kind of audits.');
  return filter;
}
