/**
 * The sign-in log: a record for each sign-in with a pass, and of a history those that are usual; read as late as directory audits.
 *
 * v1.0 does not say by which method somebody signed in: that a pass was used shows only in the pass itself. Source:
 * Graph v1.0, signIn resource (CSDL of August 2026) and "List signIns".
 */
import { randomUUID } from 'node:crypto';
import { DEMO_TENANT_ID } from './directory/demo-people';
import type { Person } from './directory/person';
import type { Place } from './history/places';
import { type Delays, LogStore } from './log-store';

export type SignInRecord = Readonly<Record<string, unknown>> & {
  readonly id: string;
  readonly createdDateTime: string;
  readonly userId: string;
  readonly userDisplayName: string;
  readonly userPrincipalName: string;
  readonly status: { readonly errorCode: number; readonly failureReason: string | null; readonly additionalDetails: string | null };
};

/** Where people register their methods after a sign-in with a pass. */
const APP = { appId: '19db86c3-b2b9-44cc-b339-36da233a3be2', appDisplayName: 'My Signins' } as const;
const RESOURCE = { resourceId: '00000003-0000-0000-c000-000000000000', resourceDisplayName: 'Microsoft Graph' } as const;
const NO_RISK = { riskDetail: 'none', riskLevelAggregated: 'none', riskLevelDuringSignIn: 'none', riskState: 'none', riskEventTypes: [], riskEventTypes_v2: [] } as const;
/** Shared, as there are many records. */
const NONE: readonly never[] = [];
const NOWHERE = { altitude: null, latitude: null, longitude: null } as const;
const DEVICE = { deviceId: '', displayName: null, operatingSystem: 'Windows 11', browser: 'Edge 140.0.0', isCompliant: null, isManaged: null, trustType: null } as const;

/** Always lower case; of somebody from outside the address at home. Source: Graph, signIn resource, userPrincipalName. */
function loggedName({ userPrincipalName }: Person): string {
  const name = userPrincipalName.toLowerCase();
  const outside = /^(.+)_([^_]+)#ext#@/.exec(name);
  return outside ? `${outside[1] ?? ''}@${outside[2] ?? ''}` : name;
}

const WRONG_PASSWORD = { errorCode: 50_126, failureReason: 'Error validating credentials due to invalid username or password.', additionalDetails: null } as const;
const SUCCEEDED = { errorCode: 0, failureReason: null, additionalDetails: null } as const;

/** Where somebody is whose usual places nobody made up. */
const anywhere = ({ city, state, country }: Person): Place => ({ ipAddress: '192.0.2.10', city, state, country });

/** @param hasFailed - With a wrong password. */
export function signInOf(person: Person, at: Date, place: Place, ids: { readonly id: string; readonly correlationId: string }, hasFailed = false): SignInRecord {
  return {
    id: ids.id,
    createdDateTime: at.toISOString(),
    userDisplayName: person.displayName,
    userPrincipalName: loggedName(person),
    userId: person.id,
    ...APP,
    ipAddress: place.ipAddress,
    clientAppUsed: 'Browser',
    correlationId: ids.correlationId,
    conditionalAccessStatus: 'notApplied',
    isInteractive: true,
    ...NO_RISK,
    ...RESOURCE,
    homeTenantId: DEMO_TENANT_ID,
    resourceTenantId: DEMO_TENANT_ID,
    status: hasFailed ? WRONG_PASSWORD : SUCCEEDED,
    deviceDetail: DEVICE,
    location: { city: place.city, state: place.state, countryOrRegion: place.country, geoCoordinates: NOWHERE },
    appliedConditionalAccessPolicies: NONE,
  };
}

export class SignIns {
  readonly log: LogStore<SignInRecord>;
  readonly #placeOf: (person: Person) => Place;

  /** @param placeOf - Where people sign in from when they do it now. */
  constructor(delays: Delays, placeOf: (person: Person) => Place = anywhere) {
    this.log = new LogStore(delays, ({ createdDateTime }) => Date.parse(createdDateTime), ({ userId }) => userId);
    this.#placeOf = placeOf;
  }

  get entries(): readonly SignInRecord[] {
    return this.log.entries;
  }

  add(person: Person, at: Date): void {
    this.log.add(signInOf(person, at, this.#placeOf(person), { id: randomUUID(), correlationId: randomUUID() }));
  }
}
