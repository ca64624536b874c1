/**
 * `/users/{id}/authentication/methods`: every registered method, the pass among them, told apart by `@odata.type`.
 *
 * No query option is taken. Phone numbers are masked for everybody but the privileged. Source: Graph, "List methods".
 */
import { isExternal, type Person } from '../directory/person';
import { holdsAny, READS_METHODS_UNMASKED } from '../directory/roles';
import { chanceOf, guidOf, hashOf } from '../ids';
import { onlyOptions } from '../odata/query';
import { SCOPES } from '../permissions';
import { contextOf, type GraphRequest, type GraphResponse } from '../protocol';
import type { Registration } from '../registrations';
import type { Tenant } from '../tenant';
import { checkReader, PASS_TYPE, writePass } from './passes';
import type { Route } from './route';

type Method = Readonly<Record<string, unknown>>;

/** The same id for everybody, as in Entra: a person has one password. */
const PASSWORD_ID = '28c10230-6103-485e-b985-444c60001490';
const MOBILE_ID = '3179e48a-750b-4051-897c-87b9720928f7';

const ALTERNATE_MOBILE_ID = 'b6332ec1-7057-4abe-9331-3d72feddfe41';
const NO_PHONE_ON_FILE = '+1 425 555 0199';

const registeredPhoneOf = ({ registeredPhone, mobilePhone }: Person): string | null => (registeredPhone === undefined ? mobilePhone : registeredPhone);

/** Country code and the last two digits stay. */
function masked(phone: string): string {
  const [country = '', ...rest] = phone.split(' ');
  const digits = rest.join('');
  return `${country} ${'X'.repeat(Math.max(0, digits.length - 2))}${digits.slice(-2)}`;
}

/** What a person registered; drawn from the id, so it stays the same. Joiners and people from outside have only a password, or nothing. */
function registered(person: Person, isUnmasked: boolean): readonly Method[] {
  if (isExternal(person)) return [];
  const seed = hashOf(person.id);
  const chance = chanceOf(seed, 0);
  const { createdDateTime } = person;
  const methods: Method[] = [{ '@odata.type': '#microsoft.graph.passwordAuthenticationMethod', id: PASSWORD_ID, password: null, createdDateTime }];
  if (person.kind === 'joiner') return methods;
  const phone = registeredPhoneOf(person);
  if (phone !== null && chance.next() < 0.7) {
    methods.push({
      '@odata.type': '#microsoft.graph.phoneAuthenticationMethod', id: MOBILE_ID, phoneType: 'mobile', smsSignInState: 'notAllowedByPolicy',
      phoneNumber: isUnmasked ? phone : masked(phone),
    });
  }
  if (chance.next() < 0.5) {
    methods.push({
      '@odata.type': '#microsoft.graph.microsoftAuthenticatorAuthenticationMethod', id: guidOf(seed, 'authenticator', 0), displayName: 'Phone', deviceTag: 'SoftwareTokenActivated', phoneAppVersion: '6.8.3', createdDateTime,
    });
  }
  if (chance.next() < 0.15) {
    methods.push({
      '@odata.type': '#microsoft.graph.fido2AuthenticationMethod', id: guidOf(seed, 'fido2', 0), displayName: 'Security key', model: 'Demo key', aaGuid: guidOf(0, 'fido2-model', 0), attestationLevel: 'attested', attestationCertificates: [], createdDateTime,
    });
  }
  return methods;
}

/** What the person registered since. A second telephone is the alternate one: a person has one of each type. */
function added(person: Person, registrations: readonly Registration[], isUnmasked: boolean): readonly Method[] {
  const number = registeredPhoneOf(person) ?? NO_PHONE_ON_FILE;
  return registrations.map(({ id, type, createdDateTime }): Method => {
    switch (type) {
      case 'authenticator':
        return { '@odata.type': '#microsoft.graph.microsoftAuthenticatorAuthenticationMethod', id, displayName: 'New phone', deviceTag: 'SoftwareTokenActivated', phoneAppVersion: '6.8.3', createdDateTime };
      case 'phone':
        return { '@odata.type': '#microsoft.graph.phoneAuthenticationMethod', id: ALTERNATE_MOBILE_ID, phoneType: 'alternateMobile', smsSignInState: 'notAllowedByPolicy', phoneNumber: isUnmasked ? number : masked(number), createdDateTime };
      case 'fido2':
        return { '@odata.type': '#microsoft.graph.fido2AuthenticationMethod', id, displayName: 'New security key', model: 'Demo key', aaGuid: guidOf(0, 'fido2-model', 0), attestationLevel: 'attested', attestationCertificates: [], createdDateTime };
    }
  });
}

function list(request: GraphRequest, tenant: Tenant, key: string): GraphResponse {
  onlyOptions(request, []);
  const person = tenant.person(key);
  checkReader(request, person, SCOPES.readMethods, SCOPES.readOwnMethods);
  const isUnmasked = request.caller.person.id === person.id || holdsAny(request.caller.roles, READS_METHODS_UNMASKED);
  const pass = tenant.passes.read(person.id, 'methods', request.at);
  const value: readonly Method[] = [...registered(person, isUnmasked), ...added(person, tenant.registrations.of(person.id), isUnmasked), ...(pass ? [{ '@odata.type': PASS_TYPE, ...writePass(pass, null) }] : [])];
  return { status: 200, body: { '@odata.context': contextOf(request, `users('${person.id}')/authentication/methods`), value } };
}

export const METHOD_ROUTES: readonly Route[] = [{ method: 'GET', path: '/users/{}/authentication/methods', handle: list }];
