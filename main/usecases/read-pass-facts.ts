/** Everything that decides about a pass, as it is now: Graph's part in one batch, the quotas from the journal. */
import type { JournalEntry } from '../../shared/domain/journal-entry';
import type { PassFacts, PassUse } from '../../shared/domain/pass-facts';
import { passUse, USE_WINDOW_MS } from '../../shared/domain/pass-use';
import { type DeskRules, longestQuarantineDays } from '../../shared/domain/rules';
import type { AppError } from '../../shared/errors';
import type { Reply } from '../../shared/ipc/contract';
import { err, ok, type Result } from '../../shared/result';
import type { Desk } from './desk';
import { taskEndsAt } from './tasks';

export type Judged = { readonly facts: PassFacts; readonly rules: DeskRules };

/** Also the handler of `passes.preflight`: the form judges exactly what the main process judges. */
export async function readPassFacts(desk: Desk, personId: string, taskId: string | null): Promise<Result<Judged, AppError> & Reply<'passes.preflight'>> {
  if (!desk.tenant.passesAvailable) return err({ kind: 'passes-not-in-cloud' });
  if (desk.policy.state === 'broken') return err(desk.policy.error);
  const { rules } = desk.policy;
  const [fromGraph, use, taskEnd] = await Promise.all([
    desk.directory.readPassFacts(personId, desk.operator.id, longestQuarantineDays(rules)),
    readUse(desk, personId),
    taskId === null ? ok(null) : taskEndsAt(desk, taskId, personId),
  ]);
  if (!fromGraph.ok) return fromGraph;
  if (!use.ok) return use;
  if (!taskEnd.ok) return taskEnd;
  // A task whose grants are gone has ended, and with it what a pass could be for.
  const taskEndsNow = taskId !== null && taskEnd.value === null ? desk.clock.now().toISOString() : taskEnd.value;
  return ok({ facts: { ...fromGraph.value, taskEndsAt: taskEndsNow, use: use.value, clockSkewMs: desk.clockSkewMs() }, rules });
}

/** What the operator has used up, from the journal. */
export async function readUse(desk: Desk, personId: string): Promise<Result<PassUse, AppError>> {
  const issues = await readIssues(desk);
  return issues.ok ? ok(passUse(issues.value, desk.operator.id, personId, desk.clock.now())) : issues;
}

/** The lines that quotas and second passes are counted from. */
export function readIssues(desk: Desk): Promise<Result<readonly JournalEntry[], AppError>> {
  return desk.journal.recent({ actions: ['pass.issue'], since: new Date(desk.clock.now().getTime() - USE_WINDOW_MS).toISOString(), personId: null });
}
