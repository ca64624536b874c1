import { describe, expect, it } from 'vitest';
import { reachOf } from '../../../shared/domain/operator-reach';
import type { Role } from '../../../shared/domain/person';
import { is, ROLES, unread } from './support/given';

const nobody = { roles: is<readonly Role[]>([]), roleAssignableGroups: is<readonly string[]>([]), ownedRoleAssignableGroups: is<readonly string[]>([]) };
const AUTHENTICATION = [ROLES.authenticationAdministrator];

describe('an Authentication Administrator', () => {
  it.each([
    ROLES.authenticationAdministrator,
    ROLES.directoryReaders,
    ROLES.guestInviter,
    ROLES.messageCenterReader,
    ROLES.passwordAdministrator,
    ROLES.reportsReader,
    ROLES.experienceManager,
    ROLES.usageReader,
  ])('may act on somebody who holds only $displayName', (role) => {
    expect(reachOf(AUTHENTICATION, { ...nobody, roles: is([{ ...role, templateId: role.templateId.toUpperCase() }]) })).toEqual({ state: 'yes' });
  });

  it.each([ROLES.helpdeskAdministrator, ROLES.groupsAdministrator, ROLES.userAdministrator, ROLES.globalReader, ROLES.globalAdministrator, ROLES.privilegedAuthenticationAdministrator, ROLES.custom])(
    'may not act on somebody who holds $displayName, whatever else they hold',
    (role) => {
      expect(reachOf(AUTHENTICATION, { ...nobody, roles: is([ROLES.directoryReaders, role]) })).toEqual({ state: 'no', because: role.displayName });
    },
  );

  it('may act on somebody without a role', () => {
    expect(reachOf([ROLES.reportsReader, ROLES.authenticationAdministrator], nobody)).toEqual({ state: 'yes' });
  });

  it.each(['roleAssignableGroups', 'ownedRoleAssignableGroups'] as const)('may not act on members and owners of a role-assignable group, though they hold no role: %s', (list) => {
    expect(reachOf(AUTHENTICATION, { ...nobody, [list]: is(['Tier 0']) })).toEqual({ state: 'no', because: 'Tier 0' });
  });

  it('is told yes for what could not be read: the preflight says that on a line of its own', () => {
    expect(reachOf(AUTHENTICATION, { roles: unread, roleAssignableGroups: unread, ownedRoleAssignableGroups: unread })).toEqual({ state: 'yes' });
  });
});

describe('other operators', () => {
  const admin = { ...nobody, roles: is([ROLES.globalAdministrator]), roleAssignableGroups: is(['Tier 0']) };

  it.each([ROLES.privilegedAuthenticationAdministrator, ROLES.globalAdministrator])('may act on admins as $displayName', (role) => {
    expect(reachOf([ROLES.authenticationAdministrator, role], admin)).toEqual({ state: 'yes' });
  });

  it.each([ROLES.helpdeskAdministrator, ROLES.userAdministrator, ROLES.passwordAdministrator, ROLES.globalReader])('hold no role that issues passes: $displayName', (role) => {
    expect([reachOf([role], nobody), reachOf([role], admin)]).toEqual([{ state: 'no-role-seen' }, { state: 'no-role-seen' }]);
  });

  it('may hold one for an administrative unit, which does not show', () => {
    expect(reachOf([], nobody)).toEqual({ state: 'no-role-seen' });
  });
});
