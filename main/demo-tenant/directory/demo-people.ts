/**
 * People of the demo tenant that tests and the README call by name. Their ids do not depend on the seed.
 */
import { guidOf } from '../ids';

/** The directory id; the same on every machine, and nobody's real tenant. */
export const DEMO_TENANT_ID = '7a9d0de0-5f0e-4c1a-9b3d-0f10c0ffee01';
export const DEMO_DOMAIN = 'fjordlight.example';

type DemoPerson = { readonly id: string; readonly displayName: string; readonly userPrincipalName: string };

const named = (key: string, displayName: string, userPrincipalName: string): DemoPerson => ({ id: guidOf(0, `demo-person:${key}`, 0), displayName, userPrincipalName });
const here = (key: string, displayName: string, alias: string): DemoPerson => named(key, displayName, `${alias}@${DEMO_DOMAIN}`);

export const DEMO_PEOPLE = {
  /** An ordinary member without a pass. */
  member: here('member', 'Ada Lindqvist', 'ada.lindqvist'),
  /** A member who holds a pass that is usable now, made by another administrator. */
  withLivePass: here('with-live-pass', 'Bruno Castellane', 'bruno.castellane'),
  /** Holds a pass that starts tomorrow. */
  withFuturePass: here('with-future-pass', 'Cora Vestergaard', 'cora.vestergaard'),
  /** Holds a pass that has run out and was never removed. */
  withExpiredPass: here('with-expired-pass', 'Dimitri Okonjo', 'dimitri.okonjo'),
  joiner: here('joiner', 'Edda Solheim', 'edda.solheim'),
  contractor: here('contractor', 'Farid Benali', 'farid.benali'),
  internalGuest: here('internal-guest', 'Greta Halvorsen', 'greta.halvorsen'),
  externalGuest: named('external-guest', 'Henrik Aalto', `henrik.aalto_partner.example#EXT#@${DEMO_DOMAIN}`),
  /** `userType` Member, but the credentials live elsewhere. */
  externalMember: named('external-member', 'Ines Carvalho', `ines.carvalho_sister.example#EXT#@${DEMO_DOMAIN}`),
  disabled: here('disabled', 'Jonas Weidmann', 'jonas.weidmann'),
  /** Holds Global Administrator: out of reach for an Authentication Administrator. */
  admin: here('admin', 'Katarina Novak', 'katarina.novak'),
  /** Holds Reports Reader only: within reach of an Authentication Administrator. */
  harmlessRole: here('harmless-role', 'Leopold Brandt', 'leopold.brandt'),
  roleGroupMember: here('role-group-member', 'Maren Ostby', 'maren.ostby'),
  roleGroupOwner: here('role-group-owner', 'Noor Rahimi', 'noor.rahimi'),
  /** No active role, but eligible for User Administrator. */
  eligible: here('eligible', 'Ottilie Frank', 'ottilie.frank'),
  /** Excluded from the TAP policy through a group. */
  excluded: here('excluded', 'Emergency Account 1', 'emergency1'),
  namesakeOne: here('namesake-one', 'Petra Nilsson', 'petra.nilsson'),
  namesakeTwo: here('namesake-two', 'Petra Nilsson', 'petra.nilsson2'),
  /** Nobody's report. */
  chief: here('chief', 'Rurik Thorvald', 'rurik.thorvald'),
  /** The other administrator of the demo: made the passes that exist at the start. */
  colleague: here('colleague', 'Selma Aydin', 'selma.aydin'),
  /** Whom the demo token belongs to. */
  operator: here('operator', 'Tove Marklund', 'tove.marklund'),
  /** The mobile phone was changed two days ago, by a colleague. */
  phoneChanged: here('phone-changed', 'Ulrika Sandqvist', 'ulrika.sandqvist'),
  /** The manager was changed three days ago. */
  managerChanged: here('manager-changed', 'Viggo Ekdahl', 'viggo.ekdahl'),
  /** Registered an authenticator yesterday. */
  methodChanged: here('method-changed', 'Wanda Kowalczyk', 'wanda.kowalczyk'),
  /** A member whom the TAP policy leaves out, through the group of kiosk accounts. */
  outOfScope: here('out-of-scope', 'Xaver Brunner', 'xaver.brunner'),
  /** The project ended yesterday; the account is still enabled. */
  endedContractor: here('ended-contractor', 'Otto Brandt', 'otto.brandt'),
  /** The contract ends in three days. */
  endingContractor: here('ending-contractor', 'Sofia Reyes', 'sofia.reyes'),
  /** A contractor without a manager, a sponsor or an end. */
  unsponsored: here('unsponsored', 'Kwame Mensah', 'kwame.mensah'),
  /** A guest whose credentials are kept here, from a company. */
  guestContractor: here('guest-contractor', 'Anouk Dubois', 'anouk.dubois'),
  /** In a restricted management unit: out of reach for every administrator of the whole tenant. */
  executive: here('executive', 'Yrsa Falkenberg', 'yrsa.falkenberg'),
  executiveAssistant: here('executive-assistant', 'Arvid Lundgren', 'arvid.lundgren'),
  /** Authentication Administrator and User Administrator over that unit, and nowhere else. */
  executiveDesk: here('executive-desk', 'Isolde Marchetti', 'isolde.marchetti'),
} as const satisfies Readonly<Record<string, DemoPerson>>;

export type DemoPersonKey = keyof typeof DEMO_PEOPLE;
