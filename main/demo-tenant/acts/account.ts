/**
 * Disabling and enabling an account, whoever asks and by whichever tool: the rules of who may do it for whom, and what it
 * leaves behind. Sessions that exist are not ended by it; signing in is no longer possible.
 *
 * Source: Graph, "Update user", notes on accountEnabled; Entra, audit activity reference. The records' values are as
 * observed: "Disable account" and "Update user" for one act.
 */
import type { Activity, ModifiedProperty } from '../audits';
import type { Person } from '../directory/person';
import { rolesOver } from '../directory/roles-over';
import { mayDisable } from '../directory/sensitive-actions';
import { forbidden, restricted } from '../permissions';
import { Refusal } from '../protocol';
import type { Tenant } from '../tenant';
import type { Actor } from './pass';

const core = (activityDisplayName: string): Activity => ({ activityDisplayName, resultReason: '', operationType: 'Update', category: 'UserManagement', loggedByService: 'Core Directory' });
const ENABLED = core('Enable account');
const DISABLED = core('Disable account');
const UPDATED = core('Update user');

/** @throws Refusal when the actor's roles do not reach the person, or the account is kept in another directory. */
export function checkDisabler(tenant: Tenant, actor: Actor, person: Person): void {
  const held = rolesOver(tenant.directory, actor.person, actor.roles, person);
  if (!mayDisable(held, tenant.directory.targetOf(person))) throw person.isManagementRestricted ? restricted() : forbidden();
  if (person.onPremisesSyncEnabled === true) throw new Refusal(400, 'Request_BadRequest', 'Unable to update the specified properties for on-premises mastered Directory Sync objects or objects currently undergoing migration.');
}

/** Without a question; nothing happens, and nothing is written, when the account is so already. */
export function setEnabled(tenant: Tenant, by: Person, person: Person, accountEnabled: boolean, at: Date): void {
  if (person.accountEnabled === accountEnabled) return;
  tenant.directory.update(person.id, { accountEnabled });
  const change: ModifiedProperty = { displayName: 'AccountEnabled', oldValue: JSON.stringify([person.accountEnabled]), newValue: JSON.stringify([accountEnabled]) };
  const user: ModifiedProperty = { displayName: 'TargetId.UserType', oldValue: null, newValue: JSON.stringify(person.userType) };
  tenant.audits.add(accountEnabled ? ENABLED : DISABLED, by, person, at, [change, user]);
  tenant.audits.add(UPDATED, by, person, at, [change, { displayName: 'Included Updated Properties', oldValue: null, newValue: JSON.stringify('AccountEnabled') }, user]);
}
