/** A plain case in which everything allows a pass; tests change one thing of it. */
import type { ContractFacts } from '../../../../shared/domain/contract';
import type { Known, Unread } from '../../../../shared/domain/known';
import { DEFAULT_LIMITS, type Limits } from '../../../../shared/domain/limits';
import type { Pass, PassPolicy } from '../../../../shared/domain/pass';
import type { PassFacts } from '../../../../shared/domain/pass-facts';
import type { Role } from '../../../../shared/domain/person';
import { type IssueCircumstances, type IssueRequest, WRITE_SCOPES } from '../../../../shared/domain/preflight';
import { DEFAULT_RULES } from '../../../../shared/domain/rules';
import type { Verification } from '../../../../shared/domain/verification';

export const now = new Date('2026-03-02T09:00:00Z');
/** Minutes from {@link now}, before it when negative, as ISO. */
export const at = (minutes: number) => new Date(now.getTime() + minutes * 60_000).toISOString();
export const days = (count: number) => at(count * 1440);

export const is = <T>(value: T) => ({ known: true, value }) as const satisfies Known<T>;
export const unread: Unread = { known: false, because: 'not-permitted', needs: 'roles' };

export const PERSON = '11111111-1111-4111-8111-111111111111';
export const OPERATOR = '22222222-2222-4222-8222-222222222222';
export const GROUP = '33333333-3333-4333-8333-333333333333';
export const MANAGER = '44444444-4444-4444-8444-444444444444';

/** Template ids as in every tenant. Source: Entra built-in roles. */
export const ROLES = {
  authenticationAdministrator: { templateId: 'c4e39bd9-1100-46d3-8c65-fb160da0071f', displayName: 'Authentication Administrator' },
  privilegedAuthenticationAdministrator: { templateId: '7be44c8a-adaf-4e2a-84d6-ab2649e08a13', displayName: 'Privileged Authentication Administrator' },
  globalAdministrator: { templateId: '62e90394-69f5-4237-9190-012177145e10', displayName: 'Global Administrator' },
  directoryReaders: { templateId: '88d8e3e3-8f55-4a1e-953a-9b9898b8876b', displayName: 'Directory Readers' },
  guestInviter: { templateId: '95e79109-95c0-4d8e-aee3-d01accf2d47b', displayName: 'Guest Inviter' },
  messageCenterReader: { templateId: '790c1fb9-7f7d-4f88-86a1-ef1f95c05c1b', displayName: 'Message Center Reader' },
  passwordAdministrator: { templateId: '966707d0-3269-4727-9be2-8c3a10f19b9d', displayName: 'Password Administrator' },
  reportsReader: { templateId: '4a5d8f65-41da-4de4-8968-e035b65339cf', displayName: 'Reports Reader' },
  experienceManager: { templateId: '27460883-1df1-4691-b032-3b79643e5e63', displayName: 'User Experience Success Manager' },
  usageReader: { templateId: '75934031-6c7e-415a-99d7-48dbd49e875e', displayName: 'Usage Summary Reports Reader' },
  helpdeskAdministrator: { templateId: '729827e3-9c14-49f7-bb1b-9608f156bbb8', displayName: 'Helpdesk Administrator' },
  groupsAdministrator: { templateId: 'fdd7a751-b60b-444a-984c-02652fe8fa1c', displayName: 'Groups Administrator' },
  userAdministrator: { templateId: 'fe930be7-5e62-47db-91af-98c3a49a38b1', displayName: 'User Administrator' },
  globalReader: { templateId: 'f2ef992c-3afb-46b9-b7cf-a126ee74c451', displayName: 'Global Reader' },
  custom: { templateId: '99999999-9999-4999-8999-999999999999', displayName: 'Desk lead (custom)' },
} as const satisfies Readonly<Record<string, Role>>;

/** Microsoft's defaults: 60 to 480 minutes, everybody. */
export const policy: PassPolicy = {
  state: 'enabled',
  defaultLifetimeInMinutes: 60,
  minimumLifetimeInMinutes: 60,
  maximumLifetimeInMinutes: 480,
  isUsableOnce: false,
  defaultLength: 8,
  includeTargets: [{ id: 'all_users', targetType: 'group' }],
  excludeTargets: [],
};

export const pass: Pass = {
  id: '6f1967b7-15e8-4935-ac26-d50770ed07a7',
  createdDateTime: at(0),
  startDateTime: at(0),
  lifetimeInMinutes: 60,
  isUsableOnce: true,
  isUsable: true,
  methodUsabilityReason: 'EnabledByPolicy',
};

/** Everything was read, and nothing says that there is a contract. */
export const contract: ContractFacts = { companyName: null, leaveDate: is(null), attributes: is({}), groups: is([]), units: is([]) };

export const facts: PassFacts = {
  person: {
    id: PERSON,
    displayName: 'Ada Lindqvist',
    userPrincipalName: 'ada@contoso.example',
    mail: 'ada@contoso.example',
    accountEnabled: true,
    kind: 'member',
    employeeType: 'Employee',
    mobilePhone: '+44 20 7946 0001',
    businessPhones: ['+44 20 7946 0100'],
  },
  manager: is({ id: MANAGER, displayName: 'Charles Boateng', mail: 'charles@contoso.example' }),
  roles: is([]),
  eligibleRoles: is([]),
  roleAssignableGroups: is([]),
  ownedRoleAssignableGroups: is([]),
  groupIds: is([GROUP]),
  contract,
  policy: is(policy),
  methods: is([{ id: 'method-1', type: 'authenticator', detail: 'Pixel 8', createdDateTime: '2025-01-10T08:00:00Z' }]),
  recentChanges: is([]),
  pass: null,
  operator: { id: OPERATOR, roles: is([ROLES.authenticationAdministrator]), groupIds: is([]), scopes: [WRITE_SCOPES[0]] },
  taskEndsAt: null,
  use: { operatorHour: 0, operatorDay: 0, lastForPerson: null },
  clockSkewMs: 0,
  readAt: at(0),
};

export const request: IssueRequest = {
  lifetimeInMinutes: 60,
  isUsableOnce: true,
  startDateTime: null,
  reason: 'Lost phone',
  ticket: 'INC-1001',
  replacesPassId: null,
  acknowledged: [],
};

export const verification: Verification = {
  id: '55555555-5555-4555-8555-555555555555',
  kind: 'photo-id',
  against: 'Passport, seen at the desk',
  againstId: '',
  at: at(-5),
};

export const circumstances: IssueCircumstances = { facts, rules: DEFAULT_RULES, verification, now };

export const limits: Limits = DEFAULT_LIMITS.standard;
