/**
 * A task pass: a pass and grants under one ticket with one end. The journal holds them together by the task's id; the pass
 * never outlives the grants.
 */
import type { Grant } from '../../shared/domain/grant';
import type { JournalEntry } from '../../shared/domain/journal-entry';
import { canStillOpen, expiryOf, type Pass } from '../../shared/domain/pass';
import type { AppError } from '../../shared/errors';
import { err, ok, type Result } from '../../shared/result';
import type { Desk } from './desk';
import { everyGrant, gapFor } from './held-grants';
import { actsOf, lineageOf } from './journal-grants';
import { grantIn } from './planned-ends';
import type { Act } from './record';
import { revokePass } from './revoke-pass';

/** When the first of the task's grants ends that still lives by what the journal and PIM say; null when none is left. */
export async function taskEndsAt(desk: Desk, taskId: string, personId: string): Promise<Result<string | null, AppError>> {
  const grants = await grantsOfTask(desk, taskId, personId);
  if (!grants.ok) return grants;
  const ends = grants.value.flatMap(({ endDateTime }) => (endDateTime === null ? [] : [Date.parse(endDateTime)]));
  return ok(ends.length === 0 ? null : new Date(Math.min(...ends)).toISOString());
}

/** What is left of the task's grants, as PIM has them now. An error when a list that one of them would stand in could not be read. */
export async function grantsOfTask(desk: Desk, taskId: string, personId: string): Promise<Result<readonly Grant[], AppError>> {
  const lines = await actsOf(desk, personId);
  if (!lines.ok) return lines;
  const made = lineageOf(lines.value).made.filter(({ line }) => line.detail.taskId === taskId);
  if (made.length === 0) return ok([]);
  const asked = made.flatMap(({ line }) => grantIn(line) ?? []);
  const read = await desk.grants.of(personId, asked.flatMap(({ target }) => (target.kind === 'role' ? [] : [target.id])));
  if (!read.ok) return read;
  const gap = asked.map((grant) => gapFor(read.value, grant)).find((each) => each !== null);
  if (gap) return err(gap);
  const isOfTask = ({ scheduleId, requestId }: Grant) => made.some(({ ids }) => ids.has(scheduleId.toLowerCase()) || (requestId !== null && ids.has(requestId.toLowerCase())));
  return ok(everyGrant(read.value).filter(isOfTask));
}

/** The task's pass, if it is the one the person has and still opens the account. */
export async function taskPass(desk: Desk, taskId: string, personId: string): Promise<Result<{ readonly pass: Pass; readonly issue: JournalEntry } | null, AppError>> {
  const lines = await desk.journal.recent({ actions: ['pass.issue'], since: new Date(0).toISOString(), personId });
  if (!lines.ok) return lines;
  const issue = lines.value.filter(({ phase, result, detail }) => phase === 'outcome' && result === 'succeeded' && detail.taskId === taskId).at(-1);
  if (!issue) return ok(null);
  const current = await desk.passes.current(personId);
  if (!current.ok) return current;
  const pass = current.value;
  return ok(pass !== null && pass.id === issue.detail.passId && canStillOpen(pass, desk.clock.now()) ? { pass, issue } : null);
}

export async function taskPassExpiry(desk: Desk, taskId: string, personId: string): Promise<Result<string | null, AppError>> {
  const found = await taskPass(desk, taskId, personId);
  return found.ok ? ok(found.value && expiryOf(found.value.pass).toISOString()) : found;
}

/** After the last grant of a task was ended, its pass goes as well. */
export async function endTaskPassIfLast(desk: Desk, { person, detail }: Act): Promise<void> {
  const { taskId } = detail;
  if (person === null || typeof taskId !== 'string' || taskId === '') return;
  const grants = await grantsOfTask(desk, taskId, person.id);
  if (!grants.ok || grants.value.length > 0) return;
  const pass = await taskPass(desk, taskId, person.id);
  if (!pass.ok || pass.value === null) return;
  await revokePass(desk, { person, personId: person.id, passId: pass.value.pass.id, ticket: null, reason: 'The grants of the task have ended' });
}
