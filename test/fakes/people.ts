/** A handful of people, and handlers that answer every method of the contract about them. */
import type { Unread } from '../../shared/domain/known';
import type { PassFacts } from '../../shared/domain/pass-facts';
import { DEFAULT_RULES } from '../../shared/domain/rules';
import type { JournalEntry } from '../../shared/domain/journal-entry';
import type { Pass, PassPolicy } from '../../shared/domain/pass';
import type { PersonDetails, PersonRow } from '../../shared/domain/person';
import type { HandOver, Handlers, Output, SessionState } from '../../shared/ipc/contract';
import type { ContractorHandlers } from './contractors';
import type { grantHandlers } from './grants';
import type { HistoryHandlers } from './history';
import type { OnboardingHandlers } from './onboarding';
import type { RunHandlers } from './runs';
import { ok } from '../../shared/result';
import { DEFAULT_SETTINGS } from '../../shared/settings';

export const PASSCODE = 'K7m+0Il1O-x9';
export const VERIFICATION = '5b0f3a52-6f5c-4c57-8c7b-2a1f0e9d8c7b';
export const HANDLE = '7d1c2a34-0f3e-4a52-9d3e-0c4b8a6f1e20';

export const operator = { id: '0f000000-0000-4000-8000-000000000001', displayName: 'Dana Operator', userPrincipalName: 'dana@contoso.example' };

export const signedIn: Extract<SessionState, { status: 'signed-in' }> = {
  status: 'signed-in',
  tenant: { kind: 'demo', id: '0d000000-0000-4000-8000-00000000000d', cloud: 'Demo tenant', passesAvailable: true },
  operator,
  tokenCache: 'none',
  readOnly: null,
};

export const start: Output<'app.start'> = { settings: DEFAULT_SETTINGS, session: signedIn, version: '0.1.0', platform: 'linux' };

const AUTHENTICATION_ADMINISTRATOR = { templateId: 'c4e39bd9-1100-46d3-8c65-fb160da0071f', displayName: 'Authentication Administrator' };

export function row(number: number, changes: Partial<PersonRow> = {}): PersonRow {
  return {
    id: `a0000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
    displayName: `Person ${number}`,
    userPrincipalName: `person${number}@contoso.example`,
    mail: `person${number}@contoso.example`,
    department: 'Finance',
    jobTitle: 'Accountant',
    employeeId: String(1000 + number),
    accountEnabled: true,
    kind: 'member',
    ...changes,
  };
}

export const ada = row(1, { displayName: 'Ada Lovelace', userPrincipalName: 'ada@contoso.example', department: 'Research', jobTitle: 'Analyst' });

export function details(person: PersonRow = ada, changes: Partial<PersonDetails> = {}): PersonDetails {
  return {
    ...person,
    mobilePhone: '+44 20 7946 0001',
    businessPhones: ['+44 20 7946 0100'],
    employeeType: 'Employee',
    companyName: 'Contoso',
    officeLocation: 'London 4.12',
    employeeHireDate: '2024-03-01T00:00:00Z',
    createdDateTime: '2024-02-20T09:00:00Z',
    manager: { known: true, value: { id: row(2).id, displayName: 'Charles Babbage', mail: 'charles@contoso.example' } },
    roles: { known: true, value: [] },
    roleAssignableGroups: { known: true, value: [] },
    methods: { known: true, value: [{ id: 'm1', type: 'phone', detail: '+44 ********01', createdDateTime: '2025-01-10T08:00:00Z' }] },
    contractEnd: { known: false, because: 'not-permitted', needs: 'contractEnd' },
    recentChanges: { known: false, because: 'not-permitted', needs: 'audits' },
    pass: { known: true, value: null },
    readAt: new Date().toISOString(),
    ...changes,
  };
}

export function pass(changes: Partial<Pass> = {}): Pass {
  const now = new Date().toISOString();
  return { id: 'pass-1', createdDateTime: now, startDateTime: now, lifetimeInMinutes: 60, isUsableOnce: true, isUsable: true, methodUsabilityReason: 'EnabledByPolicy', ...changes };
}

export const policy: PassPolicy = {
  state: 'enabled',
  defaultLifetimeInMinutes: 60,
  minimumLifetimeInMinutes: 60,
  maximumLifetimeInMinutes: 480,
  isUsableOnce: false,
  defaultLength: 12,
  includeTargets: [{ id: 'all_users', targetType: 'group' }],
  excludeTargets: [],
};

const unread = (needs: Unread['needs']): Unread => ({ known: false, because: 'not-permitted', needs });
const nothing = { known: true, value: [] } as const;

/** What the operator of the demo tenant, an Authentication Administrator and nothing more, can read about a person. */
export function facts(changes: Partial<PassFacts> = {}): PassFacts {
  const { id, displayName, userPrincipalName, mail, accountEnabled, kind } = ada;
  const { employeeType, mobilePhone, businessPhones, manager, methods } = details();
  return {
    person: { id, displayName, userPrincipalName, mail, accountEnabled, kind, employeeType, mobilePhone, businessPhones },
    manager,
    roles: nothing,
    eligibleRoles: unread('eligibleRoles'),
    roleAssignableGroups: nothing,
    ownedRoleAssignableGroups: nothing,
    groupIds: nothing,
    contract: { companyName: 'Contoso', leaveDate: unread('contractEnd'), attributes: { known: true, value: {} }, groups: nothing, units: nothing },
    taskEndsAt: null,
    policy: unread('policy'),
    methods,
    recentChanges: unread('audits'),
    pass: null,
    operator: { id: operator.id, roles: { known: true, value: [AUTHENTICATION_ADMINISTRATOR] }, groupIds: nothing, scopes: ['UserAuthMethod-TAP.ReadWrite.All'] },
    use: { operatorHour: 0, operatorDay: 0, lastForPerson: null },
    clockSkewMs: 0,
    readAt: new Date().toISOString(),
    ...changes,
  };
}

/** The same where everything could be read, so that nothing is left to acknowledge. */
export function allFacts(changes: Partial<PassFacts> = {}): PassFacts {
  return facts({ eligibleRoles: nothing, policy: { known: true, value: policy }, recentChanges: nothing, ...changes });
}

export function handOver(changes: Partial<HandOver> = {}): HandOver {
  return {
    handle: HANDLE,
    keptUntil: new Date(Date.now() + 600_000).toISOString(),
    pass: pass(),
    card: ['Open https://aka.ms/mysecurityinfo and sign in.', 'Add your new phone.'],
    delivery: { channels: ['call', 'slip'], copy: false, tellPerson: false },
    managerMail: 'charles@contoso.example',
    ...changes,
  };
}

export function entry(seq: number, changes: Partial<JournalEntry> = {}): JournalEntry {
  return {
    id: `e0000000-0000-4000-8000-${String(seq).padStart(12, '0')}`,
    at: new Date(Date.UTC(2026, 0, 5, 9, 0, seq)).toISOString(),
    phase: 'event',
    action: 'session.sign-in',
    intentId: null,
    result: 'succeeded',
    tenantId: signedIn.tenant.id,
    operator,
    person: null,
    ticket: '',
    reason: '',
    detail: {},
    seq,
    previousHash: String(seq - 1).padStart(64, '0'),
    hash: String(seq).padStart(64, '0'),
    ...changes,
  };
}

/** Everybody answers, nothing fails. A test replaces what it is about. */
export function handlers(): Omit<Handlers, keyof ContractorHandlers | keyof HistoryHandlers | keyof OnboardingHandlers | keyof RunHandlers | keyof ReturnType<typeof grantHandlers>> {
  return {
    'app.start': async () => ok(start),
    'app.notices': async () => ok({ notices: [] }),
    'app.open-link': async () => ok({}),
    'session.sign-in': async () => ok(signedIn),
    'session.cancel-sign-in': async () => ok({}),
    'session.consent': async () => ok(signedIn),
    'session.open-demo': async () => ok(signedIn),
    'session.sign-out': async () => ok({ status: 'signed-out', setup: { state: 'missing', file: '/etc/tapdesk/desk.json' } }),
    'people.search': async () => ok({ people: [ada], hasMore: false }),
    'people.enrich': async ({ ids }) => ok({ extras: ids.map((id) => ({ id, manager: { known: true, value: null }, roles: { known: true, value: [] } })) }),
    'people.read': async ({ personId }) => ok(details({ ...ada, id: personId })),
    'passes.policy': async () => ok({ known: true, value: policy }),
    'passes.issue': async () => ok(handOver()),
    'passes.preflight': async () => ok({ facts: facts(), rules: DEFAULT_RULES }),
    'passes.candidates': async () => ok({ candidates: [], audits: unread('audits'), readAt: new Date().toISOString() }),
    'passes.check': async () => ok({ rows: [] }),
    'passes.review': async () => ok({ at: new Date().toISOString() }),
    'passes.life': async () => ok({ life: null }),
    'sessions.revoke': async () => ok({ at: new Date().toISOString() }),
    'verification.record': async ({ kind, against, againstId }) => ok({ id: VERIFICATION, kind, against, againstId, at: new Date().toISOString() }),
    'passes.revoke': async () => ok({ provenGoneAt: new Date().toISOString() }),
    'passcode.reveal': async () => ok({ passcode: PASSCODE, part: 'all' }),
    'passcode.seen': async () => ok({}),
    'passcode.copy': async () => ok({ clearsAt: new Date(Date.now() + 30_000).toISOString() }),
    'passcode.print': async () => ok({}),
    'passcode.mail': async () => ok({ to: 'charles@contoso.example' }),
    'passcode.close': async () => ok({ outcome: 'seen' }),
    'policy.read': async () =>
      ok({ desk: { state: 'in-force', file: '/etc/tapdesk/desk.json', isDefault: true, rules: DEFAULT_RULES }, tenant: { known: true, value: policy }, operatorGroup: { known: true, value: null }, backstops: [] }),
    'journal.verify': async () => ok({ state: 'intact', entries: 0, head: '0'.repeat(64), anchoredSeq: null }),
    'settings.update': async (change) => ok({ ...DEFAULT_SETTINGS, ...(change as object) }),
  };
}
