/**
 * What a person does without Graph: signs in with a pass, registers a method.
 */
import { ACTIVITIES } from '../audits';
import type { Person } from '../directory/person';
import { activityAfter } from '../directory/sign-in-activity';
import type { MethodType } from '../registrations';
import type { Tenant } from '../tenant';

const REGISTERED = { authenticator: ACTIVITIES.authenticatorRegistered, phone: ACTIVITIES.phoneRegistered, fido2: ACTIVITIES.fido2Registered } as const;

/** @returns False when there is no usable pass, or the account is disabled: nothing happened then. */
export function signInWithPass(tenant: Tenant, person: Person, at: Date): boolean {
  if (!person.accountEnabled || !tenant.passes.use(person.id, at)) return false;
  tenant.signIns.add(person, at);
  tenant.directory.update(person.id, { signInActivity: activityAfter(person.signInActivity, at) });
  return true;
}

export function registerMethod(tenant: Tenant, person: Person, type: MethodType, at: Date): void {
  tenant.registrations.add(person.id, type, at);
  tenant.audits.add(REGISTERED[type], person, person, at);
}
