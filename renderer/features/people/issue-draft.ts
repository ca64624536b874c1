import { type Evaluation, evaluateIssue, type IssueRequest, limitsOf } from '../../../shared/domain/preflight';
import { lifetimeBounds } from '../../../shared/domain/lifetime-bounds';
import type { PassFacts } from '../../../shared/domain/pass-facts';
import type { DeskRules, PreflightLineId } from '../../../shared/domain/rules';
import type { Scenario } from '../../../shared/domain/scenario';
import type { Verification } from '../../../shared/domain/verification';
import type { PassTask } from '../../ui/navigation';

/** What has been typed so far, as it was typed. `null` where the operator has not said anything and the preset holds. */
export type IssueDraft = {
  /** Null: the first preset. */
  readonly scenarioId: string | null;
  readonly minutes: string | null;
  readonly isUsableOnce: boolean | null;
  readonly startsLater: boolean;
  /** The value of an `<input type="datetime-local">`: operator's zone, no offset. */
  readonly start: string;
  readonly ticket: string;
  readonly reason: string;
  /** Id of the live pass that may be replaced. */
  readonly replaces: string | null;
  /** The lines that were there to acknowledge when the operator did. */
  readonly acknowledged: readonly PreflightLineId[];
};

const EMPTY_DRAFT: IssueDraft = {
  scenarioId: null,
  minutes: null,
  isUsableOnce: null,
  startsLater: false,
  start: '',
  ticket: '',
  reason: '',
  replaces: null,
  acknowledged: [],
};

/** The form of a pass that goes with grants begins with what was said about those. */
export const draftFor = (task: PassTask | null): IssueDraft => (task ? { ...EMPTY_DRAFT, ticket: task.ticket, reason: task.reason } : EMPTY_DRAFT);

/** Kept free before the end of a task: the main process judges a little later than the form. Milliseconds. */
const TASK_SLACK_MS = 60_000;

export type Judged = Evaluation & {
  readonly scenario: Scenario | null;
  readonly request: IssueRequest;
  /** The tenant or the desk policy leaves no choice. */
  readonly isForcedOnce: boolean;
  /** Lines that one tick answers, all at once. Replacing a live pass is asked for by itself. */
  readonly askable: readonly PreflightLineId[];
};

type Circumstances = { readonly facts: PassFacts; readonly rules: DeskRules; readonly verification: Verification | null; readonly now: Date };

/** The request a draft stands for, and what the rules say about it. */
export function judge(draft: IssueDraft, circumstances: Circumstances): Judged {
  const { facts, rules, now } = circumstances;
  const { limits } = limitsOf(facts, rules);
  const policy = facts.policy.known ? facts.policy.value : null;
  const { minimumMinutes, maximumMinutes, defaultMinutes } = lifetimeBounds(policy, limits);
  const scenario = rules.scenarios.find(({ id }) => id === draft.scenarioId) ?? rules.scenarios[0] ?? null;
  const startDateTime = draft.startsLater ? instantOf(draft.start) : null;
  const fitting = Math.min(maximumMinutes, minutesUntil(facts.taskEndsAt, startDateTime, now));
  const presetMinutes = Math.max(minimumMinutes, Math.min(fitting, scenario?.lifetimeInMinutes ?? defaultMinutes));
  const isForcedOnce = policy?.isUsableOnce === true || limits.oneTimeRequired;
  const request: IssueRequest = {
    lifetimeInMinutes: draft.minutes === null ? presetMinutes : minutesOf(draft.minutes),
    isUsableOnce: isForcedOnce || (draft.isUsableOnce ?? scenario?.isUsableOnce ?? true),
    startDateTime,
    reason: draft.reason.trim(),
    ticket: draft.ticket.trim(),
    replacesPassId: draft.replaces,
    acknowledged: draft.acknowledged,
  };
  const evaluation = evaluateIssue(request, circumstances);
  return { ...evaluation, scenario, request, isForcedOnce, askable: askableIn(evaluation) };
}

function askableIn({ lines }: Evaluation): readonly PreflightLineId[] {
  return lines.flatMap((line) => ((line.state === 'not-checked' && line.rule === 'acknowledge') || (line.state === 'asks' && line.id !== 'existing-pass') ? [line.id] : []));
}

/** Whole minutes a pass may live beside the grants of its task. */
function minutesUntil(taskEndsAt: string | null, startDateTime: string | null, now: Date): number {
  if (taskEndsAt === null) return Infinity;
  const start = startDateTime === null ? Number.NaN : Date.parse(startDateTime);
  return Math.floor((Date.parse(taskEndsAt) - TASK_SLACK_MS - (Number.isNaN(start) ? now.getTime() : start)) / 60_000);
}

/** What cannot be read as a number or an instant becomes one that no rule accepts. */
function minutesOf(typed: string): number {
  return /^\d{1,6}$/.test(typed.trim()) ? Number(typed.trim()) : Number.NaN;
}

function instantOf(typed: string): string {
  const start = new Date(typed);
  return Number.isNaN(start.getTime()) ? '' : start.toISOString();
}
