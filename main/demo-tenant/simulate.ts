/**
 * Makes people of the tenant do things: the person a pass is for, and colleagues who use other tools.
 *
 * Everything keeps the tenant's rules and leaves what Entra would leave: a state, an event, a record in the logs. What
 * Graph would refuse throws. Nothing here passes over the network, so none of it is in the request log.
 */
import { changeManager, changePhone } from './acts/changes';
import { checkMaker, checkRemover, makePass, removePass, type Actor, type WantedPass } from './acts/pass';
import { registerMethod, signInWithPass } from './acts/person';
import type { GrantActor } from './acts/grant';
import { activateByHand, grantByHand, type GrantedThing, removeByHand, type WantedGrant } from './acts/grant-by-hand';
import type { DemoClock } from './clock';
import type { MethodType } from './registrations';
import type { Tenant } from './tenant';

export type Simulate = {
  /** The person signs in with the passcode: a one-time pass is used up, and the sign-in log has a record. */
  signIn(personId: string, passcode: string): boolean;
  /** The person registers a method themself. @param at - Now if left out. */
  registerMethod(personId: string, type: MethodType, at?: Date): void;
  /** A colleague makes a pass by another tool; what the person had is replaced without a word. */
  issueAs(colleagueId: string, personId: string, wanted?: WantedPass): { readonly passId: string; readonly passcode: string };
  /** A colleague takes back whatever pass the person has. @returns False when there is none. */
  deleteAs(colleagueId: string, personId: string): boolean;
  /** A colleague with the rights for it grants a role or a group by another tool. */
  grantAs(colleagueId: string, personId: string, grant: WantedGrant): { readonly requestId: string; readonly scheduleId: string };
  /** A colleague ends the current grant of it, or else takes away what the person holds without PIM. */
  removeGrantAs(colleagueId: string, personId: string, thing: GrantedThing): void;
  /** The person activates what they are eligible for. @returns Null for the schedule while approval is pending. */
  activate(personId: string, what: GrantedThing['role'] | GrantedThing, minutes: number): { readonly requestId: string; readonly scheduleId: string | null };
  changePhone(personId: string, newNumber: string | null, byId: string): void;
  changeManager(personId: string, newManagerId: string | null, byId: string): void;
};

/** What somebody does by another tool has no request of this tenant's log. */
const ELSEWHERE = { requestId: null, clientRequestId: null } as const;

export function simulateIn(tenant: Tenant, clock: DemoClock): Simulate {
  const now = (): Date => {
    const at = clock.now();
    tenant.settle(at);
    return at;
  };
  const actor = (id: string): Actor => {
    const person = tenant.person(id);
    return { person, roles: tenant.directory.rolesOf(person) };
  };
  const granter = (id: string): GrantActor => ({ ...actor(id), hasMfa: true });
  return {
    signIn: (personId, passcode) => {
      const at = now();
      const person = tenant.directory.find(personId);
      return person !== undefined && tenant.passes.opens(person.id, passcode) && signInWithPass(tenant, person, at);
    },
    registerMethod: (personId, type, at) => {
      const today = now();
      registerMethod(tenant, tenant.person(personId), type, at ?? today);
    },
    issueAs: (colleagueId, personId, wanted = {}) => {
      const at = now();
      const [by, person] = [actor(colleagueId), tenant.person(personId)];
      checkMaker(tenant, by, person);
      const { pass, passcode } = makePass(tenant, by, person, wanted, at, ELSEWHERE);
      return { passId: pass.id, passcode };
    },
    deleteAs: (colleagueId, personId) => {
      const at = now();
      const [by, person] = [actor(colleagueId), tenant.person(personId)];
      checkRemover(tenant, by, person);
      const pass = tenant.passes.of(person.id, at);
      return pass !== undefined && removePass(tenant, by.person, person, pass.id, at, ELSEWHERE);
    },
    grantAs: (colleagueId, personId, grant) => {
      const at = now();
      const { id, targetScheduleId } = grantByHand(tenant, granter(colleagueId), personId, grant, at);
      return { requestId: id, scheduleId: targetScheduleId ?? '' };
    },
    removeGrantAs: (colleagueId, personId, thing) => {
      const at = now();
      removeByHand(tenant, granter(colleagueId), personId, thing, at);
    },
    activate: (personId, what, minutes) => {
      const at = now();
      const thing = typeof what === 'string' ? { role: what } : (what ?? {});
      const { id, targetScheduleId } = activateByHand(tenant, granter(personId), thing, minutes, at);
      return { requestId: id, scheduleId: targetScheduleId };
    },
    changePhone: (personId, newNumber, byId) => {
      const at = now();
      changePhone(tenant, tenant.person(personId), newNumber, tenant.person(byId), at);
    },
    changeManager: (personId, newManagerId, byId) => {
      const at = now();
      const manager = newManagerId === null ? null : tenant.person(newManagerId).id;
      changeManager(tenant, tenant.person(personId), manager, tenant.person(byId), at);
    },
  };
}
