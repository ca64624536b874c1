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
  contractors: {
    employeeTypes: ['Contractor', 'Agency'],
    internalGuests: true,
    companies: ['Fabrikam'],
    groups: [{ id: '3c1d7a44-9a52-4c0b-8f6e-0d6f3b1a2c90', name: 'Suppliers' }],
    units: [{ id: '7d2e8b55-0b63-4d1c-9a7f-1e7a4c2b3d01', name: 'External staff' }],
    end: { leaveDate: true, attribute: 'extensionAttribute3', groupPrefix: 'Contract until ', people: { 'max@fabrikam.example': '2027-03-31' } },
  },
  grants: {
    roles: [
      { role: '29232cdf-9323-42fd-ade2-1d097af3e4de', name: 'Exchange Administrator', longestMinutes: 240, as: 'choose', where: 'both' },
      { role: '729827e3-9c14-49f7-bb1b-9608f156bbb8', name: 'Helpdesk Administrator', longestMinutes: 480, as: 'eligible', where: 'units' },
    ],
    groups: [{ group: '8e3f9c66-1c74-4e2d-8b80-2f8b5d3c4e12', name: 'Deployment servers', access: 'member', longestMinutes: 1440, as: 'active' }],
    ownedGroups: { allowed: true, longestMinutes: 10_080 },
    never: ['62e90394-69f5-4237-9190-012177145e10', 'e8611ab8-c189-46e8-94e1-60213ab1f814'],
    externalGuests: false,
    templates: [
      {
        id: 'mail-incident',
        name: 'Mail is down',
        longestMinutes: 240,
        defaultMinutes: 120,
        ticketRequired: true,
        startWithinDays: 0,
        targets: [{ kind: 'role', id: '29232cdf-9323-42fd-ade2-1d097af3e4de', as: 'active' }],
      },
    ],
    ticketSystem: 'ServiceNow',
    remindMinutes: 30,
  },
  runs: {
    maximumPeople: 100,
    startTime: '09:00',
    timeZone: 'Europe/Vienna',
    timeZones: [
      { property: 'officeLocation', value: 'Pune 2', timeZone: 'Asia/Kolkata' },
      { property: 'usageLocation', value: 'GB', timeZone: 'Europe/London' },
    ],
    handOverWithinMinutes: 60,
    sealedPdf: false,
  },
  notChecked: { 'eligible-roles': 'refuse', 'recent-changes': 'acknowledge', 'contract-end': 'refuse', 'pim-rules': 'refuse' },
};
