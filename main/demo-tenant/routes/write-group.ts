/** A group as Graph writes it; what the demo does not model is null or empty. */
import type { Group } from '../directory/groups';

export function writeGroup(group: Group): Readonly<Record<string, unknown>> {
  const { id, displayName, description, mail, mailEnabled, mailNickname, securityEnabled, groupTypes, isAssignableToRole, createdDateTime, membershipRule, onPremisesSyncEnabled } = group;
  return {
    id, deletedDateTime: null, classification: null, createdDateTime, description, displayName, expirationDateTime: null, groupTypes, isAssignableToRole, mail, mailEnabled,
    mailNickname, membershipRule, membershipRuleProcessingState: membershipRule === null ? null : 'Paused', onPremisesSyncEnabled, proxyAddresses: [], renewedDateTime: createdDateTime,
    securityEnabled, visibility: null,
  };
}
