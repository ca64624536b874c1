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
  journal: {
    anchors: [
      { kind: 'folder', path: '/mnt/heads' },
      { kind: 'webhook', url: 'https://heads.contoso.example/tapdesk', secretFile: '/etc/tapdesk/heads.secret' },
      { kind: 'list', siteId: 'contoso.example,1,2', listId: '9a4b0f11-2c3d-4e5f-8a6b-7c8d9e0f1a2b' },
    ],
    anchorEveryMinutes: 5,
    whenBroken: 'refuse',
    acceptedBreaks: [{ journal: 'desk-7-ada-contoso', firstBadSeq: 4711, problem: 'cut', throughSeq: 4710, digest: 'a'.repeat(64), openIntents: [], headsUntil: '2026-03-02T09:15:00.000Z' }],
  },
  history: {
    keepDays: 730,
    readAudits: true,
    hasOtherDesks: true,
    usualDays: 30,
    workingHours: { timeZone: 'Europe/Rome', days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '06:30', to: '19:30' },
    repeatPasses: 4,
    repeatDays: 60,
    busyFactor: 3.5,
    busyPasses: 50,
    quotaPercent: 90,
    lateHours: 48,
  },
  alerts: {
    desktop: ['chain-broken', 'outside-tool'],
    sinks: [
      { kind: 'webhook', name: 'Ticket system', url: 'https://hooks.contoso.example/tapdesk', secretFile: '/etc/tapdesk/webhook.secret', alerts: ['pass-issued', 'refused'] },
      { kind: 'teams', name: 'Service desk room', urlFile: '/etc/tapdesk/teams.url' },
      { kind: 'mail', name: 'Leads', to: ['leads@contoso.example'], alerts: ['outside-tool', 'chain-broken'] },
      { kind: 'syslog', name: 'SIEM', host: 'siem.contoso.example', port: 6514, caFile: '/etc/tapdesk/siem.pem' },
    ],
  },
  auditors: { groups: [{ groupId: '2b6c0d33-5e4f-4a1b-9c7d-3e5f7a9b1c2d', name: 'Internal audit' }], trustedKeys: ['4f1c 09ab 77d2 e05e 31b8 6ca4 90fd 2e17 5b63 c8f0 1d94 a7e2 3c58 f6b1 84d9 0e2a'] },
  notChecked: { 'eligible-roles': 'refuse', 'recent-changes': 'acknowledge', 'contract-end': 'refuse', 'pim-rules': 'refuse' },
};
