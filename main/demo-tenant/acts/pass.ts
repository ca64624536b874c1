/**
 * Making and removing a pass, whoever asks and by whichever tool: the rules of who may do it for whom, and what it leaves
 * behind.
 *
 * Who may do it for whom: Entra, "Temporary Access Pass" how-to and "Privileged roles and permissions". Where the service
 * documents no error code, the ones that were seen in public are used.
 */
import { ACTIVITIES } from '../audits';
import { isExternalGuest, type Person } from '../directory/person';
import { mayManageMethods, type RoleName } from '../directory/roles';
import { rolesOver } from '../directory/roles-over';
import type { Cause, DemoPass, NewPass } from '../passes/pass';
import { LIFETIME_BOUNDS, type PassPolicy } from '../passes/policy';
import { accessDenied } from '../permissions';
import { Refusal } from '../protocol';
import type { Tenant } from '../tenant';

/** Somebody who acts: a caller of Graph, or a colleague with another tool. */
export type Actor = { readonly person: Person; readonly roles: ReadonlySet<RoleName> };
type Source = Pick<Cause, 'requestId' | 'clientRequestId'>;

const causeOf = ({ requestId, clientRequestId }: Source, by: Person): Cause => ({ requestId, clientRequestId, callerId: by.id });

/** What a create may ask for; the policy fills in the rest. */
export type WantedPass = { readonly lifetimeInMinutes?: number; readonly isUsableOnce?: boolean; readonly startDateTime?: Date };
export type MadePass = { readonly pass: DemoPass; readonly passcode: string };

export const badPass = (message: string): Refusal => new Refusal(400, 'badRequest', message);

/** What the policy makes of the wish. A start in the past counts from now; the service documents nothing for it. */
function withinPolicy(wanted: WantedPass, policy: PassPolicy, at: Date): NewPass {
  const minimum = Math.max(policy.minimumLifetimeInMinutes, LIFETIME_BOUNDS.minimum);
  const maximum = Math.min(policy.maximumLifetimeInMinutes, LIFETIME_BOUNDS.maximum);
  const lifetimeInMinutes = wanted.lifetimeInMinutes ?? policy.defaultLifetimeInMinutes;
  if (lifetimeInMinutes < minimum || lifetimeInMinutes > maximum) throw badPass(`Invalid LifetimeInMinutes specified. The valid range between ${minimum} and ${maximum}.`);
  if (policy.isUsableOnce && wanted.isUsableOnce === false) throw badPass('Invalid IsUsableOnce specified. The policy of the tenant allows one-time passes only.');
  const startDateTime = wanted.startDateTime && wanted.startDateTime > at ? wanted.startDateTime : at;
  return { startDateTime, lifetimeInMinutes, isUsableOnce: policy.isUsableOnce || (wanted.isUsableOnce ?? false) };
}

const manages = (tenant: Tenant, { person: by, roles }: Actor, person: Person): boolean =>
  mayManageMethods(rolesOver(tenant.directory, by, roles, person), tenant.directory.targetOf(person));

/** Nobody makes a pass for themself. */
export function mayMake(tenant: Tenant, actor: Actor, person: Person): boolean {
  return manages(tenant, actor, person) && actor.person.id !== person.id;
}

export function checkMaker(tenant: Tenant, actor: Actor, person: Person): void {
  if (!mayMake(tenant, actor, person)) throw accessDenied();
}

/** Anybody may remove their own. */
export function checkRemover(tenant: Tenant, actor: Actor, person: Person): void {
  if (actor.person.id !== person.id && !manages(tenant, actor, person)) throw accessDenied();
}

/** @throws Refusal for what the policy forbids. The caller has checked who asks. */
export function makePass(tenant: Tenant, actor: Actor, person: Person, wanted: WantedPass, at: Date, source: Source): MadePass {
  if (isExternalGuest(person)) throw badPass('Temporary Access Pass cannot be added to an external guest user.');
  if (tenant.policy.state === 'disabled' || !tenant.isInPassScope(person)) throw badPass('Converged UserCredentialPolicy does not allow creating or updating this authentication method for the user.');
  return storePass(tenant, actor.person, person, withinPolicy(wanted, tenant.policy, at), at, source);
}

/** Without a question: also for what was there before the policy was as it is. */
export function storePass(tenant: Tenant, by: Person, person: Person, wanted: NewPass, at: Date, source: Source): MadePass {
  const made = tenant.passes.create(person.id, wanted, at, causeOf(source, by));
  tenant.audits.add(ACTIVITIES.passCreated, by, person, at);
  tenant.lively.expect(made.pass);
  return made;
}

/** @returns False when the person has no such pass. */
export function removePass(tenant: Tenant, by: Person, person: Person, passId: string, at: Date, source: Source): boolean {
  if (!tenant.passes.delete(person.id, passId, at, causeOf(source, by))) return false;
  tenant.audits.add(by.id === person.id ? ACTIVITIES.ownPassDeleted : ACTIVITIES.passDeleted, by, person, at);
  return true;
}
