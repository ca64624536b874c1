/** What was typed into the form of a grant, and the request it stands for. Pure. */
import { evaluateGrant, type GrantEvaluation, type GrantItem, type GrantRequest, type Longest, longestOf, suggestedHow } from '../../../shared/domain/evaluate-grant';
import { type GrantHow, type GrantTarget, PIM_FLOOR_MINUTES, targetKey, TENANT_SCOPE } from '../../../shared/domain/grant';
import type { GrantFacts, GrantOption } from '../../../shared/domain/grant-facts';
import type { GrantLineId } from '../../../shared/domain/grant-lines';
import type { GrantTemplate } from '../../../shared/domain/grant-rules';
import type { DeskRules } from '../../../shared/domain/rules';
import type { LimitProblem } from '../../../shared/errors';
import { limitText } from '../../ui/limit-text';

/** What to say at one place of a form, each thing once; of two bounds on the reason the stricter alone. */
export function problemsText(problems: readonly LimitProblem[]): string {
  const isWeaker = (one: LimitProblem) => one.rule === 'reason-length' && problems.some((other) => other.rule === 'reason-length' && other.minimum > one.minimum);
  return [...new Set(problems.filter((problem) => !isWeaker(problem)).map(limitText))].join(' ');
}

export const UNITS = { minutes: 1, hours: 60, days: 1440 } as const;
export type Unit = keyof typeof UNITS;
export const isUnit = (text: string): text is Unit => Object.hasOwn(UNITS, text);

/** As it was typed. `null` where the operator has not said anything and the template holds. */
export type GrantDraft = {
  /** Null: the first template. */
  readonly templateId: string | null;
  /** By {@link targetKey}, in the order chosen. */
  readonly chosen: readonly string[] | null;
  readonly how: Readonly<Record<string, GrantHow>>;
  /** Of roles; a group has the tenant's. */
  readonly scope: string;
  readonly startsLater: boolean;
  /** Values of an `<input type="datetime-local">`: operator's zone, no offset. */
  readonly start: string;
  readonly endsAtInstant: boolean;
  readonly end: string;
  readonly amount: string | null;
  readonly unit: Unit | null;
  readonly ticket: string;
  readonly reason: string;
  /** The lines that were there to acknowledge when the operator did. */
  readonly acknowledged: readonly GrantLineId[];
  readonly withPass: boolean;
};

export const EMPTY_DRAFT: GrantDraft = {
  templateId: null,
  chosen: null,
  how: {},
  scope: TENANT_SCOPE,
  startsLater: false,
  start: '',
  endsAtInstant: false,
  end: '',
  amount: null,
  unit: null,
  ticket: '',
  reason: '',
  acknowledged: [],
  withPass: false,
};

export type Chosen = { readonly key: string; readonly option: GrantOption; readonly item: GrantItem };

export type JudgedGrant = GrantEvaluation & {
  readonly chosen: readonly Chosen[];
  readonly request: GrantRequest;
  /** What stands in the fields of the duration. */
  readonly amount: string;
  readonly unit: Unit;
  /** For everything chosen; null while nothing is. */
  readonly longest: Longest | null;
  /** Lines that one tick answers, all at once. */
  readonly askable: readonly GrantLineId[];
};

type Circumstances = { readonly facts: GrantFacts; readonly rules: DeskRules; readonly now: Date };

/** @param made - Keys of what was granted already from this form; it is not asked for once more. */
export function judgeGrant(draft: GrantDraft, circumstances: Circumstances, made: ReadonlySet<string>): JudgedGrant {
  const { facts, rules } = circumstances;
  const template = rules.grants.templates.find(({ id }) => id === draft.templateId) ?? rules.grants.templates[0] ?? null;
  const keys = draft.chosen ?? targetsOf(template);
  const chosen = keys.flatMap((key): readonly Chosen[] => {
    const option = facts.catalogue.find(({ target }) => targetKey(target) === key);
    if (!option || made.has(key)) return [];
    return [{ key, option, item: { target: option.target, how: howOf(option, draft, template), scope: option.target.kind === 'role' ? draft.scope : TENANT_SCOPE } }];
  });
  const longest = shortest(chosen.map(({ option, item }) => longestOf(option, item.how, template)));
  const preset = presetOf(template, longest);
  const unit = draft.unit ?? preset.unit;
  const amount = draft.amount ?? preset.amount;
  const request: GrantRequest = {
    template: template?.id ?? '',
    items: chosen.map(({ item }) => item),
    startDateTime: draft.startsLater ? instantOf(draft.start) : null,
    minutes: draft.endsAtInstant ? null : minutesOf(amount, unit),
    until: draft.endsAtInstant ? instantOf(draft.end) : null,
    reason: draft.reason.trim(),
    ticket: draft.ticket.trim(),
    acknowledged: draft.acknowledged,
  };
  const evaluation = evaluateGrant(request, circumstances);
  const askable = evaluation.lines.flatMap((line) => (line.state === 'not-checked' && line.rule === 'acknowledge' ? [line.id] : []));
  return { ...evaluation, chosen, request, amount, unit, longest, askable };
}

export function targetsOf(template: GrantTemplate | null): readonly string[] {
  return (template?.targets ?? []).map(({ kind, id }) => targetKey({ kind, id }));
}

function howOf(option: GrantOption, draft: GrantDraft, template: GrantTemplate | null): GrantHow {
  if (option.as !== 'choose') return option.as;
  const key = targetKey(option.target);
  return draft.how[key] ?? template?.targets.find((target: GrantTarget) => targetKey(target) === key)?.as ?? suggestedHow(option);
}

const shortest = (all: readonly Longest[]): Longest | null => all.reduce<Longest | null>((least, each) => (least === null || each.minutes < least.minutes ? each : least), null);

/** The template's usual time, or the longest that everything chosen allows when that is less. In the largest unit without a rest. */
function presetOf(template: GrantTemplate | null, longest: Longest | null): { readonly amount: string; readonly unit: Unit } {
  const wanted = template?.defaultMinutes ?? UNITS.hours;
  return inUnits(Math.max(PIM_FLOOR_MINUTES, Math.min(wanted, longest?.minutes ?? wanted)));
}

export function inUnits(minutes: number): { readonly amount: string; readonly unit: Unit } {
  const unit: Unit = minutes % UNITS.days === 0 ? 'days' : minutes % UNITS.hours === 0 ? 'hours' : 'minutes';
  return { amount: String(minutes / UNITS[unit]), unit };
}

/** Null, which no rule accepts, for what is no whole number. */
function minutesOf(typed: string, unit: Unit): number | null {
  const text = typed.trim();
  return /^\d{1,6}$/.test(text) && Number(text) > 0 ? Number(text) * UNITS[unit] : null;
}

/** What cannot be read as an instant becomes one that no rule accepts. */
export function instantOf(typed: string): string {
  const instant = new Date(typed);
  return Number.isNaN(instant.getTime()) ? '' : instant.toISOString();
}
