/**
 * What happened in the tenant before the app was opened: passes a colleague made, and changes of well-known people that
 * an app should warn of.
 */
import { changeManager, changePhone } from './acts/changes';
import { storePass } from './acts/pass';
import { registerMethod } from './acts/person';
import { DEMO_PEOPLE, type DemoPersonKey } from './directory/demo-people';
import type { Person } from './directory/person';
import type { Tenant } from './tenant';

const HOUR = 3_600_000;

export function seedHistory(tenant: Tenant, today: Date): void {
  const who = (key: DemoPersonKey): Person => tenant.person(DEMO_PEOPLE[key].id);
  const colleague = who('colleague');
  const hoursFromToday = (hours: number): Date => new Date(today.getTime() + hours * HOUR);
  const pass = (key: DemoPersonKey, madeHoursAgo: number, startsInHours: number, lifetimeInMinutes: number, isUsableOnce: boolean): void => {
    const wanted = { startDateTime: hoursFromToday(startsInHours), lifetimeInMinutes, isUsableOnce };
    storePass(tenant, colleague, who(key), wanted, hoursFromToday(-madeHoursAgo), { requestId: null, clientRequestId: null });
  };
  pass('withExpiredPass', 72, -72, 60, true);
  changeManager(tenant, who('managerChanged'), DEMO_PEOPLE.withExpiredPass.id, colleague, hoursFromToday(-72));
  changePhone(tenant, who('phoneChanged'), '+1 425 555 0177', colleague, hoursFromToday(-48));
  registerMethod(tenant, who('methodChanged'), 'authenticator', hoursFromToday(-24));
  pass('withFuturePass', 2, 24, 480, false);
  pass('withLivePass', 1, -1, 240, false);
  // The project is over, and nobody has taken it back.
  pass('endedContractor', 3, -3, 480, false);
}
