/**
 * Every failure the window can be told about, as one union. Each member carries what a view needs to say what to do
 * next, and nothing that is secret. Graph's own request id and code are kept so that support can find the call.
 */
import { z } from 'zod';
import { ChainProblem } from './domain/chain-break';
import { AllowedHours, Tier, VerificationKind } from './domain/limits';
import { GrantLineId } from './domain/grant-lines';
import { GrantKind } from './domain/grant';
import { PreflightLineId } from './domain/rules';

/** A permission (OAuth scope) or directory role that would have made the difference. */
export const Missing = z.object({ scopes: z.array(z.string()).readonly(), roles: z.array(z.string()).readonly() });

/** Graph's correlation data for one refused call. Both are empty strings when no answer came. */
const GraphTrace = { graphCode: z.string(), requestId: z.string() };

/** One rule that a requested pass breaks; see `shared/domain/preflight.ts`. */
export const LimitProblem = z.discriminatedUnion('rule', [
  z.object({
    rule: z.literal('lifetime-out-of-range'),
    minimumMinutes: z.int(),
    maximumMinutes: z.int(),
    enforcedBy: z.enum(['Entra', 'Tapdesk']),
  }),
  z.object({ rule: z.literal('one-time-required'), enforcedBy: z.enum(['Entra', 'Tapdesk']) }),
  z.object({ rule: z.literal('start-in-past') }),
  z.object({ rule: z.literal('start-too-far'), maximumDays: z.int() }),
  z.object({ rule: z.literal('reason-length'), minimum: z.int(), maximum: z.int() }),
  z.object({ rule: z.literal('ticket-pattern'), pattern: z.string(), example: z.string() }),
  /** Quotas, hours and the age of a verification mean nothing by a clock that is off. Positive: Graph's clock is ahead. */
  z.object({ rule: z.literal('clock-wrong'), byMinutes: z.int() }),
  z.object({ rule: z.literal('self-issue') }),
  z.object({ rule: z.literal('external-guest') }),
  z.object({ rule: z.literal('account-disabled') }),
  z.object({ rule: z.literal('tier-refused'), tier: Tier }),
  z.object({ rule: z.literal('method-disabled') }),
  z.object({ rule: z.literal('not-in-target'), because: z.enum(['excluded', 'not-included']) }),
  /** `because`: the role or role-assignable group that protects the person. */
  z.object({ rule: z.literal('operator-role'), needs: z.string(), because: z.string() }),
  z.object({ rule: z.literal('scope-missing'), scopes: z.array(z.string()).readonly() }),
  z.object({ rule: z.literal('outside-hours'), hours: AllowedHours }),
  /** A live pass would be displaced, and the operator has not said so. */
  z.object({ rule: z.literal('pass-exists'), passId: z.string(), expiresAt: z.iso.datetime() }),
  z.object({ rule: z.literal('second-pass'), lastAt: z.iso.datetime() }),
  z.object({ rule: z.literal('quota'), per: z.enum(['hour', 'day']), maximum: z.int(), used: z.int() }),
  z.object({ rule: z.literal('verification-missing'), kinds: z.array(VerificationKind).readonly() }),
  z.object({ rule: z.literal('verification-kind'), kinds: z.array(VerificationKind).readonly() }),
  /** What it was made against is not on file, or was not written down. */
  z.object({ rule: z.literal('verification-against') }),
  z.object({ rule: z.literal('verification-changed'), changedAt: z.string(), quarantineDays: z.int() }),
  z.object({ rule: z.literal('verification-expired'), maximumAgeMinutes: z.int() }),
  /** A check could not be made, and the desk policy wants it made. */
  z.object({ rule: z.literal('not-checked'), line: z.union([PreflightLineId, GrantLineId]) }),
  /** A check could not be made, and the operator has not said that they go on without it. */
  z.object({ rule: z.literal('not-acknowledged'), line: z.union([PreflightLineId, GrantLineId]) }),
  /** Nothing issued or granted here outlives the person's contract. */
  z.object({ rule: z.literal('past-contract-end'), endsAt: z.iso.datetime() }),
  /** A pass for a task ends no later than the task's grants. */
  z.object({ rule: z.literal('past-task-end'), endsAt: z.iso.datetime() }),
  // Grants. `name`: the role or group.
  z.object({ rule: z.literal('nothing-chosen') }),
  z.object({ rule: z.literal('never-granted'), name: z.string() }),
  z.object({ rule: z.literal('not-in-catalogue'), name: z.string() }),
  z.object({ rule: z.literal('not-manageable'), name: z.string(), because: z.enum(['dynamic', 'synced', 'role-assignable']) }),
  /** The desk policy allows the other of the two. */
  z.object({ rule: z.literal('granted-otherwise'), name: z.string(), as: z.enum(['active', 'eligible']) }),
  z.object({ rule: z.literal('scope-refused'), name: z.string(), where: z.enum(['tenant', 'units']) }),
  z.object({ rule: z.literal('scope-unknown') }),
  /** Neither people nor roles in a restricted management unit can be managed with PIM. */
  z.object({ rule: z.literal('restricted-unit'), name: z.string() }),
  z.object({ rule: z.literal('end-missing') }),
  z.object({ rule: z.literal('grant-too-short'), minimumMinutes: z.int() }),
  z.object({ rule: z.literal('grant-too-long'), name: z.string(), maximumMinutes: z.int(), enforcedBy: z.enum(['Entra', 'Tapdesk']), because: z.enum(['pim', 'role', 'template']) }),
  /** The tenant's PIM policy sets a longest time of zero, which refuses every length. */
  z.object({ rule: z.literal('pim-rule-broken'), name: z.string() }),
  /** PIM takes no second assignment of the same role, scope and time. */
  z.object({ rule: z.literal('already-granted'), name: z.string(), until: z.string().nullable() }),
  z.object({ rule: z.literal('ticket-required'), enforcedBy: z.enum(['Entra', 'Tapdesk']), name: z.string() }),
  z.object({ rule: z.literal('self-grant') }),
  z.object({ rule: z.literal('guest-grant') }),
  z.object({ rule: z.literal('grant-role-needed'), kind: GrantKind, needs: z.string() }),
  z.object({ rule: z.literal('template-unknown') }),
  // Runs
  /** The start was to be the hire day, and there is none on file or in the list. */
  z.object({ rule: z.literal('no-hire-day') }),
  /** There is nothing to revoke. */
  z.object({ rule: z.literal('no-pass') }),
]);
export type LimitProblem = z.output<typeof LimitProblem>;

export const AppError = z.discriminatedUnion('kind', [
  // Sign-in and set-up
  z.object({ kind: z.literal('sign-in-required'), reason: z.enum(['signed-out', 'expired', 'claims']) }),
  z.object({ kind: z.literal('sign-in-cancelled') }),
  z.object({ kind: z.literal('sign-in-failed'), code: z.string(), correlationId: z.string() }),
  z.object({ kind: z.literal('wrong-account'), expected: z.string(), actual: z.string() }),
  z.object({ kind: z.literal('wrong-tenant'), expected: z.string(), actual: z.string() }),
  z.object({ kind: z.literal('consent-required'), scopes: z.array(z.string()).readonly() }),
  z.object({ kind: z.literal('not-configured') }),
  z.object({
    kind: z.literal('desk-policy-broken'),
    file: z.string(),
    line: z.int(),
    column: z.int(),
    rule: z.string(),
    problem: z.string(),
  }),
  // Graph
  z.object({ kind: z.literal('offline') }),
  z.object({ kind: z.literal('throttled'), retryAfterSeconds: z.int(), requestId: z.string() }),
  z.object({ kind: z.literal('service-unavailable'), status: z.int(), requestId: z.string() }),
  z.object({ kind: z.literal('not-permitted'), ...GraphTrace, missing: Missing }),
  z.object({ kind: z.literal('not-found'), what: z.enum(['person', 'pass', 'manager', 'policy', 'resource']), requestId: z.string() }),
  z.object({
    kind: z.literal('refused'),
    reason: z.enum(['lifetime-out-of-policy', 'external-guest', 'not-in-policy', 'one-time-required', 'other']),
    /** Graph's own words, shown as a quotation only when `reason` is `other`. */
    message: z.string(),
    minimumMinutes: z.int().optional(),
    maximumMinutes: z.int().optional(),
    ...GraphTrace,
  }),
  z.object({ kind: z.literal('unexpected-answer'), requestId: z.string(), paths: z.array(z.string()).readonly() }),
  // Passes
  z.object({ kind: z.literal('limits'), problems: z.array(LimitProblem).readonly() }),
  /** A live pass would be displaced and the operator has not said so, or a different one than they agreed to replace. */
  z.object({ kind: z.literal('pass-exists'), passId: z.string(), expiresAt: z.iso.datetime() }),
  /** The write may or may not have happened and reading back did not settle it. */
  z.object({ kind: z.literal('outcome-unknown'), action: z.enum(['issue', 'revoke', 'mail', 'sessions', 'grant', 'end-grant', 'disable']), requestId: z.string() }),
  /**
   * The answer to a create was lost, and reading back settled it. `none-made`: nothing was made, sending again is safe.
   * `removed`: a pass was made whose passcode nobody saw; it was deleted and is proven gone.
   */
  z.object({ kind: z.literal('answer-lost'), outcome: z.enum(['none-made', 'removed']) }),
  z.object({ kind: z.literal('not-proven'), passId: z.string() }),
  /** PIM took the removal, and the grant is still there. */
  z.object({ kind: z.literal('grant-not-proven'), scheduleId: z.string() }),
  /** The grant is not there any more, or is another than was looked at. */
  z.object({ kind: z.literal('grant-changed') }),
  /** Not Tapdesk's to end: permanent, or held through a group. */
  z.object({ kind: z.literal('grant-not-ours'), because: z.enum(['permanent', 'through-group']) }),
  /** PIM refused; `message` is PIM's own, shown as a quotation where `reason` is `other`. */
  z.object({
    kind: z.literal('pim-refused'),
    reason: z.enum(['exists', 'does-not-exist', 'pending', 'policy', 'too-short', 'not-licensed', 'restricted-unit', 'unsupported-scope', 'group-not-manageable', 'step-up', 'not-found', 'other']),
    /** `policy`: names of PIM's rules that failed. */
    rules: z.array(z.string()).readonly(),
    message: z.string(),
    ...GraphTrace,
  }),
  /** A live pass of the same task would outlive its grants. */
  z.object({ kind: z.literal('task-pass-lives'), expiresAt: z.iso.datetime() }),
  z.object({ kind: z.literal('passcode-gone') }),
  /** An earlier act on this person's pass was cut off and could not be settled yet; until it is, nothing is issued. */
  z.object({ kind: z.literal('unsettled-before'), at: z.iso.datetime() }),
  /** The passcode may not leave the desk this way. Nothing was sent. */
  z.object({
    kind: z.literal('delivery-refused'),
    reason: z.enum(['not-allowed', 'no-manager', 'no-manager-mail', 'manager-changed', 'changes-not-checked', 'already-split', 'already-mailed']),
  }),
  z.object({ kind: z.literal('print-failed'), reason: z.enum(['cancelled', 'no-printer', 'other']) }),
  z.object({ kind: z.literal('passes-not-in-cloud') }),
  /**
   * `too-large`: the policy wants a second person for so many, and there are no approvals yet. `plan-old`: verification and
   * facts of the dry run have aged. `gone`: no such plan or run. `too-long-ago`: what was decided then does not hold any more.
   */
  z.object({
    kind: z.literal('run-refused'),
    reason: z.enum(['too-large', 'nobody', 'plan-old', 'gone', 'another-runs', 'not-yours', 'too-long-ago', 'not-paused', 'not-running']),
    /** `too-large`: the most people in one run. */
    maximum: z.int().optional(),
  }),
  // The desk
  z.object({ kind: z.literal('journal-unavailable'), reason: z.enum(['full', 'locked', 'damaged', 'unwritable']) }),
  /** The chain is broken, and nothing new is given before an administrator has decided (desk policy). */
  z.object({ kind: z.literal('journal-broken'), firstBadSeq: z.int(), problem: ChainProblem }),
  /** The history's own file; the journal is not concerned. */
  z.object({ kind: z.literal('history-unavailable'), reason: z.enum(['full', 'locked', 'damaged', 'unwritable']) }),
  /** This session reads only. */
  z.object({ kind: z.literal('read-only'), because: z.enum(['chosen', 'group']) }),
  z.object({ kind: z.literal('anchor-failed'), reason: z.enum(['offline', 'refused', 'full', 'unreadable', 'not-configured']) }),
  /** What was chosen is no journal or evidence pack, or cannot be read. */
  z.object({ kind: z.literal('not-a-journal'), reason: z.enum(['missing', 'denied', 'not-one', 'newer', 'other-tenant', 'no-answer']) }),
  z.object({ kind: z.literal('settings-unwritable') }),
  z.object({ kind: z.literal('export-failed'), reason: z.enum(['full', 'denied', 'busy', 'other']) }),
  z.object({ kind: z.literal('invalid-input'), paths: z.array(z.string()).readonly() }),
  z.object({ kind: z.literal('cancelled') }),
  z.object({ kind: z.literal('internal'), correlationId: z.string() }),
]);
export type AppError = z.output<typeof AppError>;
export type AppErrorOf<K extends AppError['kind']> = Extract<AppError, { kind: K }>;
