/**
 * What this desk may grant, as the desk policy sets it: roles and groups with their longest time, what is never granted,
 * and the templates. Guard rails of this tool: Entra has no role that may assign some roles only. Units: minutes, days.
 */
import { z } from 'zod';
import { GrantHow, GrantTarget, PIM_FLOOR_MINUTES } from './grant';

const minutes = z.int().min(PIM_FLOOR_MINUTES).max(525_600);
const id = z.guid().toLowerCase();

/** Where a role may be granted. `units`: for an administrative unit only. */
const Where = z.enum(['tenant', 'units', 'both']);

export const AllowedRole = z.strictObject({
  /** Id of the role definition; for a built-in role its template id. */
  role: id,
  /** For people who read the file. */
  name: z.string().min(1).max(120),
  longestMinutes: minutes,
  /** `eligible`: the person is only made eligible, and activates it under PIM's rules. `choose`: the operator decides. */
  as: z.enum(['active', 'eligible', 'choose']),
  where: Where,
});
export type AllowedRole = z.output<typeof AllowedRole>;

export const AllowedGroup = z.strictObject({
  group: id,
  name: z.string().min(1).max(120),
  access: z.enum(['member', 'owner', 'both']),
  longestMinutes: minutes,
  as: z.enum(['active', 'eligible', 'choose']),
});
export type AllowedGroup = z.output<typeof AllowedGroup>;

export const GrantTemplate = z.strictObject({
  /** Stands in the journal. */
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, { error: 'must be lower-case letters, digits and hyphens' }),
  name: z.string().min(1).max(60),
  longestMinutes: minutes,
  defaultMinutes: minutes,
  ticketRequired: z.boolean(),
  /** How far ahead a start may lie, days. */
  startWithinDays: z.int().min(0).max(365),
  /** Chosen to begin with; no limit: the catalogue's is. */
  targets: z.array(z.strictObject({ ...GrantTarget.shape, as: GrantHow.optional() })).max(20).readonly(),
});
export type GrantTemplate = z.output<typeof GrantTemplate>;

export const GrantRules = z.strictObject({
  roles: z.array(AllowedRole).max(200).readonly(),
  groups: z.array(AllowedGroup).max(200).readonly(),
  /** Membership of ordinary groups that the operator owns may be granted, without naming them one by one. */
  ownedGroups: z.strictObject({ allowed: z.boolean(), longestMinutes: minutes }),
  /** Refused whatever else is said. */
  never: z.array(id).max(200).readonly(),
  /** Whether guests of another tenant may be granted roles. A guest with a role reads the directory as a member does. */
  externalGuests: z.boolean(),
  templates: z.array(GrantTemplate).min(1).max(20).readonly(),
  /** The name of the ticket system, sent with the ticket number. */
  ticketSystem: z.string().max(60),
  /** How long before the end the operator is reminded, minutes; 0: not at all. */
  remindMinutes: z.int().min(0).max(1440),
});
export type GrantRules = z.output<typeof GrantRules>;

/** Microsoft's published template ids of roles that can give themselves or others any role, or take over such an account. */
export const NEVER_BY_DEFAULT: Readonly<Record<string, string>> = {
  '62e90394-69f5-4237-9190-012177145e10': 'Global Administrator',
  'e8611ab8-c189-46e8-94e1-60213ab1f814': 'Privileged Role Administrator',
  '7be44c8a-adaf-4e2a-84d6-ab2649e08a13': 'Privileged Authentication Administrator',
  '194ae4cb-b126-40b2-bd5b-6091b380977d': 'Security Administrator',
  'b1be1c3e-b65d-4f19-8427-f6fa0d97feb9': 'Conditional Access Administrator',
  '9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3': 'Application Administrator',
  '158c047a-c907-4556-b7ef-446551a6b5f7': 'Cloud Application Administrator',
  '8329153b-31d0-4727-b945-745eb3bc5f31': 'Domain Name Administrator',
  '8ac3fc64-6eca-42ea-9e69-59f4c7b60eb2': 'Hybrid Identity Administrator',
  'd29b2b05-8046-44ba-8758-1e26182fcf32': 'Directory Synchronization Accounts',
  '4ba39ca4-527c-499a-b93d-d9b492c50246': 'Partner Tier1 Support',
  'e00e864a-17c5-4a4b-9c06-f5b95a8d5bd8': 'Partner Tier2 Support',
};

const HOURS_8 = 480;
const DAYS_30 = 43_200;

const role = (roleId: string, name: string, longestMinutes: number): AllowedRole => ({ role: roleId, name, longestMinutes, as: 'choose', where: 'both' });

/** What holds without a desk policy, and wherever it is silent: roles that run one service, or read. */
export const DEFAULT_GRANT_RULES: GrantRules = {
  roles: [
    role('29232cdf-9323-42fd-ade2-1d097af3e4de', 'Exchange Administrator', HOURS_8),
    role('69091246-20e8-4a56-aa4d-066075b2a7a8', 'Teams Administrator', HOURS_8),
    role('f28a1f50-f6e7-4571-818b-6a12f2af6b6c', 'SharePoint Administrator', HOURS_8),
    role('3a2c62db-5318-420d-8d74-23affee5d9d5', 'Intune Administrator', HOURS_8),
    role('f023fd81-a637-4b56-95fd-791ac0226033', 'Service Support Administrator', HOURS_8),
    role('729827e3-9c14-49f7-bb1b-9608f156bbb8', 'Helpdesk Administrator', HOURS_8),
    role('5d6b6bb7-de71-4623-b4af-96380a352509', 'Security Reader', DAYS_30),
    role('4a5d8f65-41da-4de4-8968-e035b65339cf', 'Reports Reader', DAYS_30),
    role('790c1fb9-7f7d-4f88-86a1-ef1f95c05c1b', 'Message Center Reader', DAYS_30),
  ],
  groups: [],
  ownedGroups: { allowed: true, longestMinutes: 129_600 },
  never: Object.keys(NEVER_BY_DEFAULT),
  externalGuests: false,
  templates: [
    { id: 'incident', name: 'Incident', longestMinutes: HOURS_8, defaultMinutes: 120, ticketRequired: true, startWithinDays: 0, targets: [] },
    { id: 'deployment', name: 'Deployment window', longestMinutes: HOURS_8, defaultMinutes: 240, ticketRequired: true, startWithinDays: 30, targets: [] },
    { id: 'project', name: 'Project or contractor', longestMinutes: 129_600, defaultMinutes: DAYS_30, ticketRequired: true, startWithinDays: 30, targets: [] },
  ],
  ticketSystem: '',
  remindMinutes: 15,
};
