/**
 * Directory audit records the tenant writes about its own acts.
 *
 * A pass shows in the activity name only as "security info"; that it was a pass is told by `resultReason` alone. Lifetime,
 * one-time flag and pass id are not in the record. A record is there at once, but can be read only later: the real one
 * took five to six minutes where it was timed. Source: Entra, audit activity reference; the delay is an observation.
 */
import { randomUUID } from 'node:crypto';
import type { Person } from './directory/person';
import { type Delays, LogStore } from './log-store';

export type ModifiedProperty = { readonly displayName: string; readonly oldValue: string | null; readonly newValue: string | null };

export type DirectoryAudit = {
  readonly id: string;
  readonly category: string;
  readonly correlationId: string;
  readonly result: 'success' | 'failure';
  readonly resultReason: string;
  readonly activityDisplayName: string;
  readonly activityDateTime: string;
  readonly loggedByService: string;
  readonly operationType: string;
  /** One of the two is null. */
  readonly initiatedBy: { readonly app: Readonly<Record<string, string | null>> | null; readonly user: Readonly<Record<string, string | null>> | null };
  readonly targetResources: readonly Readonly<Record<string, unknown>>[];
  readonly additionalDetails: readonly { readonly key: string; readonly value: string }[];
};

export type Activity = Pick<DirectoryAudit, 'category' | 'resultReason' | 'activityDisplayName' | 'loggedByService' | 'operationType'>;

const methods = (activityDisplayName: string, resultReason: string, operationType: string): Activity => ({
  activityDisplayName,
  resultReason,
  operationType,
  category: 'UserManagement',
  loggedByService: 'Authentication Methods',
});
const core = (activityDisplayName: string): Activity => ({ activityDisplayName, resultReason: '', operationType: 'Update', category: 'UserManagement', loggedByService: 'Core Directory' });

/** What the service itself writes as the reason of a registration was not found; only the activity name is certain. */
const registered = (what: string): Activity => methods('User registered security info', `User registered ${what}`, 'Add');

export const ACTIVITIES = {
  passCreated: methods('Admin registered security info', 'Admin registered temporary access pass method for user', 'Add'),
  passDeleted: methods('Admin deleted security info', 'Admin deleted temporary access pass method for user', 'Delete'),
  /** The service's own wording for this reason was not found; only the activity name is certain. */
  ownPassDeleted: methods('User deleted security info', 'User deleted temporary access pass method', 'Delete'),
  authenticatorRegistered: registered('Authenticator App with Notification and Code'),
  phoneRegistered: registered('Mobile Phone Call and SMS'),
  fido2Registered: registered('Fido2 security key'),
  /** As for passes, the activity is shared by all methods; the wording was not found. */
  phoneRegisteredByAdmin: methods('Admin registered security info', 'Admin registered phone method for user', 'Add'),
  policyChanged: { ...methods('Authentication Methods Policy Update', '', 'Update'), category: 'ApplicationManagement' },
  policyReset: { ...methods('Authentication Methods Policy Reset', '', 'Update'), category: 'ApplicationManagement' },
  sessionsRevoked: core('Update StsRefreshTokenValidFrom Timestamp'),
  userUpdated: core('Update user'),
} as const satisfies Readonly<Record<string, Activity>>;

const PREFIXES: Readonly<Record<string, string>> = { 'Authentication Methods': 'AuthMethods', 'Core Directory': 'Directory', PIM: 'PIM' };

/** How a person stands in `initiatedBy`. */
export function asInitiator(by: Person): Readonly<Record<string, string | null>> {
  return { id: by.id, displayName: by.displayName, userPrincipalName: by.userPrincipalName, ipAddress: '127.0.0.1', userType: null, homeTenantId: null, homeTenantName: null };
}

/** The record of an act by a person. @param correlationId - What ties records of one act together. */
export function recordOf(activity: Activity, by: Person, target: Person | null, at: Date, correlationId: string, modifiedProperties: readonly ModifiedProperty[] = []): Omit<DirectoryAudit, 'id'> {
  return {
    ...activity,
    correlationId,
    result: 'success',
    activityDateTime: at.toISOString(),
    initiatedBy: { app: null, user: asInitiator(by) },
    targetResources: target ? [{ id: target.id, displayName: target.displayName, type: 'User', userPrincipalName: target.userPrincipalName, groupType: null, modifiedProperties }] : [],
    additionalDetails: [],
  };
}

/** @param n - Tells records apart that share a correlation id. */
export function auditIdOf({ loggedByService, correlationId }: Pick<DirectoryAudit, 'loggedByService' | 'correlationId'>, n: number): string {
  return `${PREFIXES[loggedByService] ?? 'Directory'}_${correlationId}_${n}`;
}

/** Where records of the audit log go. */
export type AuditSink = { record(entry: Omit<DirectoryAudit, 'id'>): void };

export class Audits implements AuditSink {
  readonly log: LogStore<DirectoryAudit>;
  /** While it is set nothing is written. */
  isMuted = false;

  constructor(delays: Delays) {
    this.log = new LogStore(delays, ({ activityDateTime }) => Date.parse(activityDateTime));
  }

  /** Every record, also those nobody can read yet, in the order they were written. */
  get entries(): readonly DirectoryAudit[] {
    return this.log.entries;
  }

  add(activity: Activity, by: Person, target: Person | null, at: Date, modifiedProperties: readonly ModifiedProperty[] = []): void {
    this.record(recordOf(activity, by, target, at, randomUUID(), modifiedProperties));
  }

  /** A record whose every part the caller knows. */
  record(entry: Omit<DirectoryAudit, 'id'>): void {
    if (!this.isMuted) this.log.add({ id: auditIdOf(entry, this.log.entries.length), ...entry });
  }
}
