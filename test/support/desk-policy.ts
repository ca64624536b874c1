/** Desk policies for tests: the least there can be, and one that sets everything. */
import type { DeskPolicy } from '../../shared/desk-policy';

const TENANT = '1b4e28ba-2fa1-11d2-883f-0016d3cca427';
const CLIENT = '6ba7b810-9dad-11d1-80b4-00c04fd430c8';

export const leastPolicy: DeskPolicy = { version: 1, tenantId: TENANT, clientId: CLIENT, cloud: 'global' };

export const fullPolicy: DeskPolicy = {
  $schema: '../dist/policy/desk.schema.json',
  ...leastPolicy,
  limits: {
    everyone: {
      hours: { timeZone: 'Europe/Berlin', days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '07:00', to: '19:00' },
      ticket: { pattern: 'INC-[0-9]{4,7}', example: 'INC-1042' },
      reason: { minimumLength: 10, maximumLength: 300 },
    },
    standard: {
      mayIssue: true,
      lifetime: { minimumMinutes: 10, maximumMinutes: 240, defaultMinutes: 60 },
      oneTimeRequired: false,
      startWithinDays: 7,
      passesPerOperatorHour: 10,
      passesPerOperatorDay: 40,
      secondPassWithin24Hours: 'acknowledge',
      verification: { kinds: ['call-back', 'manager-attested', 'photo-id'], maximumAgeMinutes: 15, quarantineDays: 7 },
      delivery: { channels: ['call', 'slip'], copy: false, tellPerson: true },
    },
    contractor: { lifetime: { maximumMinutes: 60 }, verification: { kinds: ['manager-attested'] } },
    'external-guest': { mayIssue: false },
    privileged: { hours: 'any', oneTimeRequired: true, lifetime: { maximumMinutes: 60, defaultMinutes: 30 }, secondPassWithin24Hours: 'refuse' },
  },
  operatorGroups: [{ groupId: '5f0b8a52-4f4d-4c1c-9a8b-2b1f3c6d7e80', name: 'Service desk, second line', limits: { standard: { lifetime: { maximumMinutes: 480 } }, everyone: { passesPerOperatorDay: 100 } } }],
  scenarios: [
    { id: 'lost-phone', name: 'Lost phone', lifetimeInMinutes: 60, isUsableOnce: true, card: ['Open https://aka.ms/mysecurityinfo.', 'Add your new phone.'] },
    { id: 'autopilot', name: 'Windows Autopilot', lifetimeInMinutes: 240, isUsableOnce: false, signsInMoreThanOnce: true, card: ['Switch the device on.'] },
  ],
  contractors: { employeeTypes: ['Contractor', 'Agency'], internalGuests: true },
  notChecked: { 'eligible-roles': 'refuse', 'recent-changes': 'acknowledge' },
};
