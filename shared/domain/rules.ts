/**
 * The rules of this desk, as the desk policy sets them: limits by tier and operator group, presets, who counts as a
 * contractor, and what happens with a check that could not be made.
 */
import { z } from 'zod';
import { Contractors, DEFAULT_CONTRACTORS } from './contract';
import { DEFAULT_GRANT_RULES, GrantRules } from './grant-rules';
import { AlertRules, DEFAULT_ALERT_RULES } from './alert';
import { AuditorRules, DEFAULT_AUDITOR_RULES, DEFAULT_HISTORY_RULES, DEFAULT_JOURNAL_RULES, HistoryRules, JournalRules } from './history/history-rules';
import { DEFAULT_LIMITS, laidOver, tightenedBy, type Limits, type Tier, TIERS, TierLimits } from './limits';
import { DEFAULT_RUN_RULES, RunRules } from './run-rules';
import { DEFAULT_SCENARIOS, Scenario } from './scenario';

/** Lines of the preflight, in the order they are shown. */
export const PREFLIGHT_LINES = [
  'clock',
  'self',
  'account',
  'guest',
  'tier',
  'roles',
  'eligible-roles',
  'operator-role',
  'operator-group',
  'scopes',
  'tenant-policy',
  'lifetime',
  'contract-end',
  'task',
  'one-time',
  'hours',
  'existing-pass',
  'second-pass',
  'quota',
  'recent-changes',
  'verification',
] as const;
export const PreflightLineId = z.enum(PREFLIGHT_LINES);
export type PreflightLineId = z.output<typeof PreflightLineId>;

/** Lines that depend on something the operator may not be allowed to read. */
export const UNCERTAIN_LINES = ['account', 'roles', 'eligible-roles', 'operator-role', 'operator-group', 'scopes', 'tenant-policy', 'contract-end', 'recent-changes'] as const satisfies readonly PreflightLineId[];
export type UncertainLine = (typeof UNCERTAIN_LINES)[number];

/** Lines whose rule the desk policy may set, those of grants among them. */
export const RULED_LINES = [...UNCERTAIN_LINES, 'units', 'pim-rules', 'grants'] as const;
export type RuledLine = (typeof RULED_LINES)[number];

export const NotCheckedRule = z.enum(['refuse', 'acknowledge']);
export type NotCheckedRule = z.output<typeof NotCheckedRule>;

/** What an Authentication Administrator cannot read asks; everything else refuses. */
export const DEFAULT_NOT_CHECKED: Readonly<Record<RuledLine, NotCheckedRule>> = {
  account: 'refuse',
  roles: 'refuse',
  'eligible-roles': 'acknowledge',
  'operator-role': 'refuse',
  'operator-group': 'refuse',
  scopes: 'refuse',
  'tenant-policy': 'acknowledge',
  'contract-end': 'acknowledge',
  'recent-changes': 'acknowledge',
  units: 'acknowledge',
  'pim-rules': 'acknowledge',
  grants: 'acknowledge',
};

export const OperatorGroup = z.strictObject({
  /** Object id of the Entra group. */
  groupId: z.guid(),
  /** For people who read the file and for the Policy view. */
  name: z.string().min(1).max(120),
  limits: TierLimits,
});
export type OperatorGroup = z.output<typeof OperatorGroup>;

export const DeskRules = z.object({
  limits: TierLimits,
  /** The first group that the operator is in counts. */
  operatorGroups: z.array(OperatorGroup).readonly(),
  scenarios: z.array(Scenario).readonly(),
  contractors: Contractors,
  grants: GrantRules,
  runs: RunRules,
  journal: JournalRules,
  history: HistoryRules,
  alerts: AlertRules,
  auditors: AuditorRules,
  notChecked: z.record(z.enum(RULED_LINES), NotCheckedRule),
});
export type DeskRules = z.output<typeof DeskRules>;

export const DEFAULT_RULES: DeskRules = {
  limits: {},
  operatorGroups: [],
  scenarios: DEFAULT_SCENARIOS,
  contractors: DEFAULT_CONTRACTORS,
  grants: DEFAULT_GRANT_RULES,
  runs: DEFAULT_RUN_RULES,
  journal: DEFAULT_JOURNAL_RULES,
  history: DEFAULT_HISTORY_RULES,
  alerts: DEFAULT_ALERT_RULES,
  auditors: DEFAULT_AUDITOR_RULES,
  notChecked: DEFAULT_NOT_CHECKED,
};

/** The limits for one tier. @param group - The operator's group, where one of the policy's groups counts. */
export function limitsFor(rules: Pick<DeskRules, 'limits'>, tier: Tier, group: Pick<OperatorGroup, 'limits'> | null): Limits {
  const ofEveryone = tier === 'privileged' ? tightenedBy : laidOver;
  const desk = laidOver(ofEveryone(DEFAULT_LIMITS[tier], rules.limits.everyone), rules.limits[tier]);
  return laidOver(ofEveryone(desk, group?.limits.everyone), group?.limits[tier]);
}

/** How far back changes must be read so that every tier's quarantine can be judged, days; at least one. */
export function longestQuarantineDays(rules: Pick<DeskRules, 'limits' | 'operatorGroups'>): number {
  const groups = [null, ...rules.operatorGroups];
  return Math.max(1, ...groups.flatMap((group) => TIERS.map((tier) => limitsFor(rules, tier, group).verification.quarantineDays)));
}

/** The first of the policy's groups that the operator is in, or null. Ids are compared without regard to case. */
export function operatorGroupOf(rules: Pick<DeskRules, 'operatorGroups'>, groupIds: readonly string[]): OperatorGroup | null {
  const held = new Set(groupIds.map((id) => id.toLowerCase()));
  return rules.operatorGroups.find(({ groupId }) => held.has(groupId.toLowerCase())) ?? null;
}
