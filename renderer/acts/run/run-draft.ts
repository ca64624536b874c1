/** What has been typed about a run so far, what is wrong with it, and the request it stands for. Pure. */
import { type Limits, REASON_MAXIMUM } from '../../../shared/domain/limits';
import { type DeskRules, limitsFor } from '../../../shared/domain/rules';
import { RUN_VERIFICATIONS, type RunRequest } from '../../../shared/domain/run';
import type { Scenario } from '../../../shared/domain/scenario';
import { SEEN_MINIMUM } from '../../../shared/domain/verification';
import type { PolicyReport } from '../../../shared/ipc/contract';
import { limitText } from '../../ui/limit-text';
import type { z } from 'zod';
import type { RunWish } from './types';

export type RunVerification = (typeof RUN_VERIFICATIONS)[number];

export type RunDraft = {
  /** Null: the preset for a first day, or the first one. */
  readonly scenarioId: string | null;
  readonly start: RunRequest['start'];
  /** Null: when the desk policy says that work begins. */
  readonly startTime: string | null;
  readonly verification: RunVerification | null;
  readonly against: string;
  readonly ticket: string;
  readonly reason: string;
  readonly disable: boolean;
};

export const EMPTY_DRAFT: RunDraft = { scenarioId: null, start: 'hire-day', startTime: null, verification: null, against: '', ticket: '', reason: '', disable: false };

/** The rules a run is filled in by. */
export type RunRules = {
  readonly rules: DeskRules;
  /** Of ordinary people, for this operator: the dry run judges everybody by their own. */
  readonly limits: Limits;
  readonly verifications: readonly RunVerification[];
};

/** @returns null while the desk policy is broken: nothing is issued then. */
export function runRulesOf({ desk, operatorGroup }: z.output<typeof PolicyReport>): RunRules | null {
  if (desk.state === 'broken') return null;
  const { rules } = desk;
  const group = operatorGroup.known ? rules.operatorGroups.find(({ name }) => name === operatorGroup.value) : undefined;
  const limits = limitsFor(rules, 'standard', group ?? null);
  return { rules, limits, verifications: RUN_VERIFICATIONS.filter((kind) => limits.verification.kinds.includes(kind)) };
}

export function scenarioOf({ scenarioId }: RunDraft, { rules: { scenarios } }: RunRules): Scenario | null {
  return scenarios.find(({ id }) => id === scenarioId) ?? scenarios.find(({ id }) => id === 'first-day') ?? scenarios[0] ?? null;
}

/** Where something is wrong, in the order of the form, in words; empty where nothing is. */
export type DraftProblems = Readonly<Record<'startTime' | 'verification' | 'against' | 'ticket' | 'reason', string>>;

export function problemsOf(draft: RunDraft, { limits }: RunRules, kind: RunWish['kind']): DraftProblems {
  const isIssue = kind === 'issue';
  const reason = draft.reason.trim();
  const minimum = isIssue ? limits.reason.minimumLength : 1;
  const maximum = isIssue ? Math.min(limits.reason.maximumLength, REASON_MAXIMUM) : REASON_MAXIMUM;
  const isTicketRight = !isIssue || new RegExp(`^(?:${limits.ticket.pattern})$`, 'u').test(draft.ticket.trim());
  const isSeen = draft.verification !== null && draft.verification !== 'manager-attested';
  return {
    startTime: isIssue && draft.start === 'hire-day' && draft.startTime === '' ? 'Say when work begins.' : '',
    verification: isIssue && draft.verification === null ? 'Say how it was made sure who these people are.' : '',
    against: isIssue && isSeen && draft.against.trim().length < SEEN_MINIMUM ? limitText({ rule: 'verification-against' }) : '',
    ticket: isTicketRight ? '' : limitText({ rule: 'ticket-pattern', pattern: limits.ticket.pattern, example: limits.ticket.example }),
    reason: reason.length >= minimum && reason.length <= maximum ? '' : isIssue ? limitText({ rule: 'reason-length', minimum, maximum }) : 'Say why: it goes into the journal.',
  };
}

export function requestOf(draft: RunDraft, rules: RunRules, { kind, people }: RunWish): RunRequest {
  const isIssue = kind === 'issue';
  return {
    kind,
    people: people.map(({ personId, timeZone, startDate, line }) => ({ personId, timeZone, startDate, line })),
    ticket: draft.ticket.trim(),
    reason: draft.reason.trim(),
    scenario: isIssue ? (scenarioOf(draft, rules)?.id ?? '') : '',
    start: isIssue ? draft.start : 'now',
    startTime: draft.startTime ?? rules.rules.runs.startTime,
    verification: isIssue && draft.verification !== null ? { kind: draft.verification, against: draft.verification === 'manager-attested' ? '' : draft.against.trim() } : null,
    disable: kind === 'end-access' && draft.disable,
  };
}
