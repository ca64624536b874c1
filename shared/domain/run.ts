/**
 * A run: one act (issue, revoke, end access) for many people, planned as a whole, done one by one.
 *
 * A plan is the preflight of everybody. Per person it says what blocks (nothing sets that aside), and what asks (the
 * operator may answer for all who have it). Whoever is blocked, or whose question was not answered, is left out.
 */
import { z } from 'zod';
import { AppError, LimitProblem } from '../errors';
import type { VerificationKind } from './limits';
import { PreflightLineId } from './rules';
import { RUN_MAXIMUM } from './run-rules';

export const RunKind = z.enum(['issue', 'revoke', 'end-access']);
export type RunKind = z.output<typeof RunKind>;

/** Verifications that can be said of many at once. The manager is each person's own, by name. */
export const RUN_VERIFICATIONS = ['manager-attested', 'photo-id', 'verified-id'] as const satisfies readonly VerificationKind[];

/** Somebody of the list a run is made of. */
export const RunMember = z.strictObject({
  personId: z.guid().toLowerCase(),
  /** IANA name from the list; null: the policy's map decides. */
  timeZone: z.string().max(64).nullable(),
  /** First day from the list, `2026-03-02`; null: the hire date on file. */
  startDate: z.iso.date().nullable(),
  /** Line in the CSV it came from; null for a selection. */
  line: z.int().nullable(),
});
export type RunMember = z.output<typeof RunMember>;

export const RunRequest = z.strictObject({
  kind: RunKind,
  people: z.array(RunMember).min(1).max(RUN_MAXIMUM).readonly(),
  ticket: z.string().max(200),
  reason: z.string().max(2000),
  /** Issue: the preset that sets lifetime, one-time and card. */
  scenario: z.string().max(40),
  /** Issue: at the hire day, at `startTime` in each person's zone; a day that has begun already means now. */
  start: z.enum(['hire-day', 'now']),
  startTime: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
  /** Issue. `against`: what was seen; without meaning for `manager-attested`. */
  verification: z.strictObject({ kind: z.enum(RUN_VERIFICATIONS), against: z.string().max(200) }).nullable(),
  /** End access: also disable the accounts. */
  disable: z.boolean(),
});
export type RunRequest = z.output<typeof RunRequest>;

/** Where the zone of a start came from. */
export const ZoneSource = z.enum(['list', 'policy', 'desk']);
export type ZoneSource = z.output<typeof ZoneSource>;

/** A line of the dry run. */
export const PlanRow = z.object({
  personId: z.guid(),
  displayName: z.string(),
  userPrincipalName: z.string(),
  line: z.int().nullable(),
  managerName: z.string().nullable(),
  /** Issue: null means at once. */
  startDateTime: z.iso.datetime().nullable(),
  timeZone: z.string().nullable(),
  zoneFrom: ZoneSource.nullable(),
  lifetimeInMinutes: z.int().nullable(),
  isUsableOnce: z.boolean().nullable(),
  /** The live pass that would be replaced, or is to be revoked. */
  passId: z.string().nullable(),
  passExpiresAt: z.iso.datetime().nullable(),
  /** Nothing sets these aside. */
  blocked: z.array(LimitProblem).readonly(),
  /** Lines that must be answered first; `existing-pass`: replace it. */
  asks: z.array(PreflightLineId).readonly(),
  /** The person could not be read. */
  error: AppError.nullable(),
});
export type PlanRow = z.output<typeof PlanRow>;

export const RunPlan = z.object({
  planId: z.guid(),
  kind: RunKind,
  rows: z.array(PlanRow).readonly(),
  /** By line: how many people's question it is. */
  questions: z.array(z.object({ line: PreflightLineId, people: z.int() })).readonly(),
  /** The plan can be started until then. */
  validUntil: z.iso.datetime(),
});
export type RunPlan = z.output<typeof RunPlan>;

/** Would this person be taken? */
export function isTaken(row: Pick<PlanRow, 'blocked' | 'asks' | 'error'>, acknowledged: readonly PreflightLineId[]): boolean {
  return row.error === null && row.blocked.length === 0 && row.asks.every((line) => acknowledged.includes(line));
}

/** `left-out`: by the dry run, or a question that was not answered. `cancelled`: the run ended before their turn. */
export const RunPersonState = z.enum(['waiting', 'working', 'done', 'failed', 'left-out', 'cancelled']);
export type RunPersonState = z.output<typeof RunPersonState>;

/**
 * Where the passcode is. `held`: in memory, nobody has it. `shown`, `printed`, `sealed`, `mailed`: handed over that way.
 * `gone`: nobody received it and the pass is revoked, or being revoked.
 */
export const RunDelivery = z.enum(['held', 'shown', 'printed', 'sealed', 'mailed', 'gone']);
export type RunDelivery = z.output<typeof RunDelivery>;

export const RunRow = z.object({
  personId: z.guid(),
  displayName: z.string(),
  userPrincipalName: z.string(),
  managerName: z.string().nullable(),
  state: RunPersonState,
  /** Issue, once made. */
  passId: z.string().nullable(),
  startDateTime: z.iso.datetime().nullable(),
  expiresAt: z.iso.datetime().nullable(),
  delivery: RunDelivery.nullable(),
  /** Why failed or left out. */
  error: AppError.nullable(),
  problems: z.array(LimitProblem).readonly(),
  /** Questions that were not answered; why left out. */
  unanswered: z.array(PreflightLineId).readonly(),
  /** How the last try to hand over failed; null after one that worked. */
  deliveryError: AppError.nullable(),
});
export type RunRow = z.output<typeof RunRow>;

/** `settling`: what was in the air when the app was stopped is being settled. `stopped`: found at the start, waits for a decision. */
export const RunState = z.enum(['settling', 'stopped', 'running', 'pausing', 'paused', 'cancelling', 'cancelled', 'ended']);
export type RunState = z.output<typeof RunState>;

const Counts = z.object({ waiting: z.int(), working: z.int(), done: z.int(), failed: z.int(), 'left-out': z.int(), cancelled: z.int() });
const DeliveryCounts = z.object({ held: z.int(), shown: z.int(), printed: z.int(), sealed: z.int(), mailed: z.int(), gone: z.int() });

export const RunProgress = z.object({
  runId: z.guid(),
  kind: RunKind,
  state: RunState,
  counts: Counts,
  delivery: DeliveryCounts,
  /** People done a minute, lately; null before anything can be said. */
  perMinute: z.number().nullable(),
  /** Null while nothing honest can be said. Never less than what the quota allows. */
  remainingSeconds: z.int().nullable(),
  /** Entra asked to wait until then; null when it did not. */
  slowedUntil: z.iso.datetime().nullable(),
  /** Held passcodes are given up then, and their passes revoked; null without any. */
  handOverUntil: z.iso.datetime().nullable(),
  /** Why the run paused by itself: the journal, the network, the sign-in. */
  pausedBecause: AppError.nullable(),
});
export type RunProgress = z.output<typeof RunProgress>;

/** What a run was begun with, as the view shows it. */
export const RunHead = z.object({
  runId: z.guid(),
  kind: RunKind,
  begunAt: z.iso.datetime(),
  by: z.string(),
  ticket: z.string(),
  reason: z.string(),
  scenario: z.string(),
  people: z.int(),
  /** How its passcodes may leave the desk; empty for other kinds. */
  channels: z.array(z.enum(['call', 'slip', 'sealed-pdf', 'manager-mail'])).readonly(),
});
export type RunHead = z.output<typeof RunHead>;

export const RunReading = z.object({ head: RunHead, progress: RunProgress, rows: z.array(RunRow).readonly() });
export type RunReading = z.output<typeof RunReading>;
