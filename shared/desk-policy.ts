/**
 * The desk policy: the file in which an organisation says where its tenant is and what this desk may do. Everything but the
 * tenant may be left out; built-in strict defaults then hold (`domain/limits.ts`, `domain/rules.ts`). Versioned; unknown keys are refused, because a misspelt limit that is silently ignored is no limit.
 */
import { z } from 'zod';
import { AlertRules } from './domain/alert';
import { Contractors, ContractEndSources } from './domain/contract';
import { GrantRules } from './domain/grant-rules';
import { type Tier, TIERS, TierLimits } from './domain/limits';
import { DEFAULT_RULES, type DeskRules, limitsFor, NotCheckedRule, OperatorGroup, RULED_LINES } from './domain/rules';
import { AuditorRules, HistoryRules, JournalRules } from './domain/history/history-rules';
import { RunRules } from './domain/run-rules';
import { Scenario } from './domain/scenario';

const httpsOrigin = z.url({ protocol: /^https$/, error: 'must be an https:// address' });

export const CloudSetting = z.union(
  [
    z.enum(['global', 'usgov-l4', 'usgov-l5', 'china']),
    z.strictObject({
      /** `https://host/TENANT`: exactly one path segment, as every Entra authority has. */
      authority: httpsOrigin.refine((value) => new URL(value).pathname.split('/').filter(Boolean).length === 1, {
        error: 'must be https://host/TENANT',
      }),
      /** `https://host`, without a version: the app adds `/v1.0`. */
      graph: httpsOrigin.refine((value) => new URL(value).pathname === '/', { error: 'must be https://host without a path or version' }),
    }),
  ],
  { error: 'must be "global", "usgov-l4", "usgov-l5", "china" or { "authority": …, "graph": … }' },
);
export type CloudSetting = z.output<typeof CloudSetting>;

/** Where the tenant is. A file whose limits are broken may still say it, so that one can sign in and read. */
export const TenantPlace = z.object({ tenantId: z.guid(), clientId: z.guid(), cloud: CloudSetting });
export type TenantPlace = z.output<typeof TenantPlace>;

export const DeskPolicy = z
  .strictObject({
    $schema: z.string().optional(),
    version: z.literal(1),
    ...TenantPlace.shape,
    limits: TierLimits.optional(),
    operatorGroups: z.array(OperatorGroup).max(50).readonly().optional(),
    scenarios: z.array(Scenario).min(1).max(20).readonly().optional(),
    contractors: Contractors.extend({ end: ContractEndSources.partial() }).partial().optional(),
    /** What may be granted for a time, and what never. */
    grants: GrantRules.partial().optional(),
    /** One act for many people. */
    runs: RunRules.partial().optional(),
    /** Where the head of the journal's chain is noted, and what a broken chain does. */
    journal: JournalRules.partial().optional(),
    /** How long Entra's logs are kept, and what is a finding. */
    history: HistoryRules.partial().optional(),
    alerts: AlertRules.partial().optional(),
    auditors: AuditorRules.partial().optional(),
    /** By line of the preflight: what happens when the operator's role does not let it be checked. */
    notChecked: z.partialRecord(z.enum(RULED_LINES), NotCheckedRule).optional(),
  })
  .superRefine((policy, context) => {
    const rules = rulesOf(policy);
    for (const tier of TIERS) {
      checkBounds(rules, tier, null, ['limits', tier], context);
      rules.operatorGroups.forEach((group, index) => checkBounds(rules, tier, group, ['operatorGroups', index, 'limits', tier], context));
    }
    checkUnique(rules.scenarios, ['scenarios'], context);
    // An outbox knows its sinks by name.
    checkOnce(rules.alerts.sinks.map(({ name }) => [name]), ['alerts', 'sinks'], 'name', context);
    checkUnique(rules.grants.templates, ['grants', 'templates'], context);
    // Values are compared without regard to case, here as in a run.
    checkOnce((policy.runs?.timeZones ?? []).map(({ property, value }) => [`${property} ${value.toLowerCase()}`]), ['runs', 'timeZones'], 'value', context);
    // What the file allows; of the built-in roles "never" just takes some away.
    const { roles = [], groups = [] } = policy.grants ?? {};
    checkOnce(roles.map(({ role }) => [role]), ['grants', 'roles'], 'role', context);
    checkOnce(groups.map(({ group, access }) => (access === 'both' ? [`${group} member`, `${group} owner`] : [`${group} ${access}`])), ['grants', 'groups'], 'group', context);
    roles.forEach(({ role, name }, index) => {
      if (rules.grants.never.includes(role)) context.addIssue({ code: 'custom', path: ['grants', 'roles', index], message: `allows ${name}, which "never" refuses; remove one of the two` });
    });
    rules.grants.templates.forEach(({ id, defaultMinutes, longestMinutes }, index) => {
      if (defaultMinutes > longestMinutes) context.addIssue({ code: 'custom', path: ['grants', 'templates', index], message: `"${id}" begins with ${defaultMinutes} minutes and allows ${longestMinutes}` });
    });
  });
export type DeskPolicy = z.output<typeof DeskPolicy>;

/** The rules in force: the file's, with built-in defaults where it is silent. */
export function rulesOf(policy: Pick<DeskPolicy, 'limits' | 'operatorGroups' | 'scenarios' | 'contractors' | 'grants' | 'runs' | 'journal' | 'history' | 'alerts' | 'auditors' | 'notChecked'>): DeskRules {
  const { limits, operatorGroups, scenarios, contractors, grants, runs, journal, history, alerts, auditors, notChecked } = policy;
  return {
    limits: limits ?? DEFAULT_RULES.limits,
    operatorGroups: operatorGroups ?? DEFAULT_RULES.operatorGroups,
    scenarios: scenarios ?? DEFAULT_RULES.scenarios,
    contractors: { ...DEFAULT_RULES.contractors, ...given(contractors), end: { ...DEFAULT_RULES.contractors.end, ...given(contractors?.end) } },
    grants: { ...DEFAULT_RULES.grants, ...given(grants) },
    runs: { ...DEFAULT_RULES.runs, ...given(runs) },
    journal: { ...DEFAULT_RULES.journal, ...given(journal) },
    history: { ...DEFAULT_RULES.history, ...given(history) },
    alerts: { ...DEFAULT_RULES.alerts, ...given(alerts) },
    auditors: { ...DEFAULT_RULES.auditors, ...given(auditors) },
    notChecked: { ...DEFAULT_RULES.notChecked, ...notChecked },
  };
}

function checkUnique(items: readonly { readonly id: string }[], path: readonly string[], context: z.RefinementCtx): void {
  const ids = items.map(({ id }) => id);
  ids.forEach((id, index) => {
    if (ids.indexOf(id) !== index) context.addIssue({ code: 'custom', path: [...path, index, 'id'], message: `must be unique; "${id}" is taken` });
  });
}

/** Two entries for one thing would leave open which of them holds. */
function checkOnce(items: readonly (readonly string[])[], path: readonly string[], key: string, context: z.RefinementCtx): void {
  const taken = new Set<string>();
  items.forEach((names, index) => {
    if (names.some((name) => taken.has(name))) context.addIssue({ code: 'custom', path: [...path, index, key], message: 'must be there once; an entry above has it already' });
    names.forEach((name) => taken.add(name));
  });
}

/** A key that is present but undefined is silent. */
function given<T extends object>(part: T | undefined): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(part ?? {}).filter(([, value]) => value !== undefined)) as { [K in keyof T]?: Exclude<T[K], undefined> };
}

/** Bounds come from several places, so they are compared once all are laid over one another. */
function checkBounds(rules: DeskRules, tier: Tier, group: OperatorGroup | null, path: (string | number)[], context: z.RefinementCtx): void {
  const { lifetime, reason } = limitsFor(rules, tier, group);
  if (lifetime.minimumMinutes > lifetime.maximumMinutes) {
    context.addIssue({ code: 'custom', path, message: `leaves no lifetime for ${tier}: from ${lifetime.minimumMinutes} to ${lifetime.maximumMinutes} minutes` });
  }
  if (reason.minimumLength > reason.maximumLength) {
    context.addIssue({ code: 'custom', path, message: `leaves no reason for ${tier}: from ${reason.minimumLength} to ${reason.maximumLength} characters` });
  }
}
