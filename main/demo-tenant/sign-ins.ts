/**
 * The sign-in log: a record for each sign-in with a pass, read as late as directory audits.
 *
 * v1.0 does not say by which method somebody signed in: that a pass was used shows only in the pass itself. Source:
 * Graph v1.0, signIn resource (CSDL of August 2026) and "List signIns".
 */
import { randomUUID } from 'node:crypto';
import { DEMO_TENANT_ID } from './directory/demo-people';
import type { Person } from './directory/person';

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
const DEVICE = { deviceId: '', displayName: null, operatingSystem: 'Windows 11', browser: 'Edge 140.0.0', isCompliant: null, isManaged: null, trustType: null } as const;

/** Always lower case; of somebody from outside the address at home. Source: Graph, signIn resource, userPrincipalName. */
function loggedName({ userPrincipalName }: Person): string {
  const name = userPrincipalName.toLowerCase();
  const outside = /^(.+)_([^_]+)#ext#@/.exec(name);
  return outside ? `${outside[1] ?? ''}@${outside[2] ?? ''}` : name;
}

export class SignIns {
  readonly #entries: SignInRecord[] = [];
  readonly #delayMs: number;

  constructor(delayMs: number) {
    this.#delayMs = delayMs;
  }

  get entries(): readonly SignInRecord[] {
    return this.#entries;
  }

  arrived(at: Date): readonly SignInRecord[] {
    const latest = new Date(at.getTime() - this.#delayMs).toISOString();
    return this.#entries.filter(({ createdDateTime }) => createdDateTime <= latest);
  }

  add(person: Person, at: Date): void {
    this.#entries.push({
      id: randomUUID(),
      createdDateTime: at.toISOString(),
      userDisplayName: person.displayName,
      userPrincipalName: loggedName(person),
      userId: person.id,
      ...APP,
      ipAddress: '192.0.2.10',
      clientAppUsed: 'Browser',
      correlationId: randomUUID(),
      conditionalAccessStatus: 'notApplied',
      isInteractive: true,
      ...NO_RISK,
      ...RESOURCE,
      homeTenantId: DEMO_TENANT_ID,
      resourceTenantId: DEMO_TENANT_ID,
      status: { errorCode: 0, failureReason: null, additionalDetails: null },
      deviceDetail: DEVICE,
      location: { city: person.city, state: person.state, countryOrRegion: person.country, geoCoordinates: { altitude: null, latitude: null, longitude: null } },
      appliedConditionalAccessPolicies: [],
    });
  }
}
