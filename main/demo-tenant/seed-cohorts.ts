/** What some of the new hires have before the app is opened: a method registered at home, a pass that somebody else made. */
import { storePass } from './acts/pass';
import { registerMethod } from './acts/person';
import { DEMO_PEOPLE } from './directory/demo-people';
import type { Tenant } from './tenant';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** As long as the policy of the demo allows. */
const LIFETIME_MINUTES = 480;

export function seedCohorts(tenant: Tenant, today: Date): void {
  const maker = tenant.person(DEMO_PEOPLE.admin.id);
  const ago = (milliseconds: number): Date => new Date(today.getTime() - milliseconds);
  for (const { registeredIds, holderIds } of tenant.directory.cohorts) {
    for (const id of registeredIds) registerMethod(tenant, tenant.person(id), 'authenticator', ago(24 * HOUR));
    for (const id of holderIds) {
      const made = ago(20 * MINUTE);
      storePass(tenant, maker, tenant.person(id), { startDateTime: made, lifetimeInMinutes: LIFETIME_MINUTES, isUsableOnce: false }, made, { requestId: null, clientRequestId: null });
    }
  }
}
