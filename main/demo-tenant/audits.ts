/**
 * Directory audits of the demo tenant, in Graph's directoryAudit shape, newest last.
 *
 * A pass shows in the activity name only as "security info"; that it was a pass is told by `resultReason` alone. Lifetime,
 * one-time flag and pass id are not in the record. Source: Entra, audit activity reference.
 */
import { randomUUID } from 'node:crypto';
import type { Person } from './directory/person';

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
  readonly initiatedBy: { readonly app: null; readonly user: Readonly<Record<string, string | null>> };
  readonly targetResources: readonly Readonly<Record<string, unknown>>[];
  readonly additionalDetails: readonly { readonly key: string; readonly value: string }[];
};

type Activity = Pick<DirectoryAudit, 'category' | 'resultReason' | 'activityDisplayName' | 'loggedByService' | 'operationType'>;

const methods = (activityDisplayName: string, resultReason: string, operationType: string): Activity => ({
  activityDisplayName,
  resultReason,
  operationType,
  category: 'UserManagement',
  loggedByService: 'Authentication Methods',
});

export const ACTIVITIES = {
  passCreated: methods('Admin registered security info', 'Admin registered temporary access pass method for user', 'Add'),
  passDeleted: methods('Admin deleted security info', 'Admin deleted temporary access pass method for user', 'Delete'),
  /** The service's own wording for this reason was not found; only the activity name is certain. */
  ownPassDeleted: methods('User deleted security info', 'User deleted temporary access pass method', 'Delete'),
  policyChanged: { ...methods('Authentication Methods Policy Update', '', 'Update'), category: 'ApplicationManagement' },
  policyReset: { ...methods('Authentication Methods Policy Reset', '', 'Update'), category: 'ApplicationManagement' },
  sessionsRevoked: { activityDisplayName: 'Update StsRefreshTokenValidFrom Timestamp', resultReason: '', operationType: 'Update', category: 'UserManagement', loggedByService: 'Core Directory' },
} as const satisfies Readonly<Record<string, Activity>>;

export class Audits {
  readonly #entries: DirectoryAudit[] = [];

  get entries(): readonly DirectoryAudit[] {
    return this.#entries;
  }

  add(activity: Activity, by: Person, target: Person | null, at: Date): void {
    const correlationId = randomUUID();
    this.#entries.push({
      id: `AuthMethods_${correlationId}_${this.#entries.length}`,
      ...activity,
      correlationId,
      result: 'success',
      activityDateTime: at.toISOString(),
      initiatedBy: { app: null, user: { id: by.id, displayName: by.displayName, userPrincipalName: by.userPrincipalName, ipAddress: '127.0.0.1', userType: null, homeTenantId: null, homeTenantName: null } },
      targetResources: target ? [{ id: target.id, displayName: target.displayName, type: 'User', userPrincipalName: target.userPrincipalName, groupType: null, modifiedProperties: [] }] : [],
      additionalDetails: [],
    });
  }
}
