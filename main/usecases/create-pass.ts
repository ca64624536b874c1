/**
 * Creates a pass until it is known what came of it. Every create on the wire has an intent of its own.
 *
 * Sent again only when that is safe: after a 429, which did nothing, and after a lost answer once reading back has settled
 * it, so that a pass whose passcode nobody knows is deleted and proven gone first. Each time the person's pass is looked
 * at before: a colleague's pass is never displaced by a repeat.
 */
import type { JournalEntry } from '../../shared/domain/journal-entry';
import { expiryOf, type Pass } from '../../shared/domain/pass';
import type { AppError } from '../../shared/errors';
import { err, ok, type Result } from '../../shared/result';
import type { IssuedPass, NewPass } from '../ports/passes';
import type { Desk } from './desk';
import { isLostPass, settleLost } from './lost-answer';
import { conclude, failureDetail, intend, type Act } from './record';
import { revokePass } from './revoke-pass';
import { watchLost } from './watch-lost';

/** Creates sent for one issue, at most. */
const CREATES = 3;
/** Longest wait that Graph may ask for before a throttled create is sent again, seconds; the operator has a caller on the phone. */
const PATIENCE_SECONDS = 15;
/**
 * After a repeated create: pauses before each look whether one that was still on its way has displaced it, milliseconds. Two,
 * for the first may meet a replica that has not heard of it.
 */
const LATECOMER_PAUSES_MS: readonly number[] = [1500, 1500];

export type Made = { readonly issued: IssuedPass; readonly intentId: string; readonly act: Act };

type Course = {
  readonly desk: Desk;
  readonly requested: NewPass;
  readonly person: Act['person'];
  readonly ticket: string;
  readonly patienceSeconds: number;
  /** The pass that may be displaced: the one the operator saw, or null. */
  expectedId: string | null;
  /** When the first create whose answer was lost was sent: from then on one may still arrive late. */
  lostSince: string | null;
};

/** Somebody looked at the person's pass so short a time ago that looking again tells nothing new, milliseconds. */
const FRESH_MS = 5_000;

/** How a run goes about it. Default: as for one caller on the phone. */
export type Manner = {
  /** When the person's pass was last looked at, epoch ms. */
  readonly lookedAt?: number;
  /** Longest wait before a throttled create is sent again, seconds. 0: never, somebody else decides when. */
  readonly patienceSeconds?: number;
};

/** @param begin - Writes the first intent, if the quotas still allow it. */
export async function createUntilKnown(desk: Desk, first: Act, requested: NewPass, before: Pass | null, begin: () => Promise<Result<JournalEntry, AppError>>, manner: Manner = {}): Promise<Result<Made, AppError>> {
  const { lookedAt = 0, patienceSeconds = PATIENCE_SECONDS } = manner;
  const course: Course = { desk, requested, person: first.person, ticket: first.ticket, patienceSeconds, expectedId: before?.id ?? null, lostSince: null };
  let act = first;
  let last: AppError = { kind: 'answer-lost', outcome: 'none-made' };
  for (let attempt = 1; attempt <= CREATES; attempt += 1) {
    // Also before the first: reading everything else may have taken a while.
    const isFresh = attempt === 1 && desk.clock.now().getTime() - lookedAt <= FRESH_MS;
    const clear = isFresh ? ok(null) : await clearTheWay(course);
    if (!clear.ok) return clear;
    const intent = await (attempt === 1 ? begin() : intend(desk, act));
    if (!intent.ok) return intent;
    const tried = await createOnce(course, act, intent.value);
    if (tried.outcome === 'made') return ok({ issued: tried.issued, intentId: intent.value.id, act });
    if (tried.outcome === 'ended') return err(tried.error);
    last = tried.error;
    act = { ...first, detail: { ...first.detail, repeats: intent.value.id } };
    if (attempt < CREATES) await desk.wait(tried.waitMs);
  }
  return err(last);
}

type Tried =
  | { readonly outcome: 'made'; readonly issued: IssuedPass }
  | { readonly outcome: 'again'; readonly error: AppError; readonly waitMs: number }
  | { readonly outcome: 'ended'; readonly error: AppError };

async function createOnce(course: Course, act: Act, intent: { readonly id: string; readonly at: string }): Promise<Tried> {
  const { desk, requested } = course;
  const created = await desk.passes.create(requested);
  if (created.ok) {
    if (course.lostSince === null) return { outcome: 'made', issued: created.value };
    const stands = await stillStands(course, created.value.pass.id);
    if (stands.ok && stands.value) return { outcome: 'made', issued: created.value };
    await conclude(desk, act, intent.id, { result: 'failed', detail: { passId: created.value.pass.id, readBack: 'displaced by a late create' } });
    course.expectedId = null;
    return stands.ok ? { outcome: 'again', error: { kind: 'answer-lost', outcome: 'removed' }, waitMs: 0 } : { outcome: 'ended', error: stands.error };
  }

  const { error } = created;
  if (error.kind === 'throttled' && error.retryAfterSeconds <= course.patienceSeconds) {
    await conclude(desk, act, intent.id, { result: 'failed', detail: failureDetail(error) });
    return { outcome: 'again', error, waitMs: error.retryAfterSeconds * 1000 };
  }
  if (error.kind !== 'outcome-unknown') {
    await conclude(desk, act, intent.id, { result: 'failed', detail: failureDetail(error) });
    return { outcome: 'ended', error };
  }

  course.lostSince ??= intent.at;
  const found = await settleLost(desk, { act, intent, requested, beforeId: course.expectedId, trace: failureDetail(error) });
  if (!found.ok || found.value.outcome !== 'removed') void watchLost(desk, { act, requested, beforeId: course.expectedId, sentAt: intent.at });
  if (!found.ok) return { outcome: 'ended', error };
  if (found.value.outcome === 'left-alone') return { outcome: 'ended', error: existing(found.value.pass) };
  if (found.value.outcome === 'removed') course.expectedId = null;
  return { outcome: 'again', error: { kind: 'answer-lost', outcome: found.value.outcome }, waitMs: 0 };
}

/** Before a create is sent: nobody else may have given the person a pass meanwhile, and a late one of ours goes first. */
async function clearTheWay(course: Course): Promise<Result<null, AppError>> {
  const { desk, requested, expectedId } = course;
  const current = await desk.passes.current(requested.personId);
  if (!current.ok) return current;
  const pass = current.value;
  return pass === null || pass.id === expectedId ? ok(null) : removeLate(course, pass);
}

/** A create whose answer was lost may be carried out after the one that answered, and displace it before anybody has seen it. */
async function stillStands(course: Course, passId: string): Promise<Result<boolean, AppError>> {
  const { desk, requested, expectedId } = course;
  for (const pause of LATECOMER_PAUSES_MS) {
    await desk.wait(pause);
    const current = await desk.passes.current(requested.personId);
    // Unread, or a replica that has not heard of it yet: nothing speaks against it.
    if (!current.ok || current.value === null || current.value.id === passId || current.value.id === expectedId) continue;
    const removed = await removeLate(course, current.value);
    return removed.ok ? ok(false) : removed;
  }
  return ok(true);
}

/** Takes a late pass of ours out of the way; one that is not ours stays, and is named. */
async function removeLate({ desk, requested, person, ticket, lostSince }: Course, pass: Pass): Promise<Result<null, AppError>> {
  const isLost = lostSince === null ? ok(false) : await isLostPass(desk, pass, requested, lostSince);
  if (!isLost.ok) return isLost;
  if (!isLost.value) return err(existing(pass));
  const removed = await revokePass(desk, { person, personId: requested.personId, passId: pass.id, ticket, reason: 'It appeared after its answer was lost, so nobody knows this passcode', evenWithoutJournal: true });
  return removed.ok ? ok(null) : removed;
}

function existing(pass: Pass): AppError {
  return { kind: 'pass-exists', passId: pass.id, expiresAt: expiryOf(pass).toISOString() };
}
