/**
 * The intents of a run, as far as the quota reaches. Those that are asked for while others are being written are written
 * together: the disk is synced once for a chunk of people, not once for each.
 */
import type { JournalEntry } from '../../shared/domain/journal-entry';
import { quotaProblem } from '../../shared/domain/preflight';
import type { AppError } from '../../shared/errors';
import { err, ok, type Result } from '../../shared/result';
import type { Desk } from './desk';
import { readUse } from './read-pass-facts';
import { intendAll, type Act } from './record';
import type { Run } from './run';

export type WaitingIntent = {
  readonly act: Act;
  readonly answer: (intent: Result<JournalEntry, AppError>) => void;
  readonly fail: (cause: unknown) => void;
};

export function intendInRun(desk: Desk, run: Run, act: Act): Promise<Result<JournalEntry, AppError>> {
  return new Promise((answer, fail) => {
    run.intents.push({ act, answer, fail });
    if (run.intents.length === 1) void desk.inTurn('quota', () => writeWaiting(desk, run));
  });
}

async function writeWaiting(desk: Desk, run: Run): Promise<void> {
  while (run.intents.length > 0) {
    let some: readonly WaitingIntent[] = run.intents;
    try {
      const room = await roomFor(desk, run);
      some = run.intents.splice(0, room.ok && run.allowance !== null ? run.allowance : run.intents.length);
      const written = room.ok ? await intendAll(desk, some.map(({ act }) => act)) : room;
      if (written.ok && run.allowance !== null) run.allowance -= some.length;
      some.forEach(({ answer }, n) => {
        const entry = written.ok ? written.value[n] : undefined;
        if (entry) answer(ok(entry));
        else if (!written.ok) answer(written);
        else throw new Error('the journal answered with fewer lines than were written');
      });
    } catch (cause) {
      const failed = new Set(some);
      run.intents.splice(0, run.intents.length, ...run.intents.filter((each) => !failed.has(each)));
      failed.forEach(({ fail }) => fail(cause));
    }
  }
}

/** The journal is counted once, and again when nothing seems left: what made nothing uses nothing up, and an hour may be over. */
async function roomFor(desk: Desk, run: Run): Promise<Result<null, AppError>> {
  if (run.quota === null || (run.allowance !== null && run.allowance > 0)) return ok(null);
  const use = await readUse(desk, '');
  if (!use.ok) return use;
  const { passesPerOperatorHour, passesPerOperatorDay } = run.quota;
  run.allowance = Math.min(passesPerOperatorHour - use.value.operatorHour, passesPerOperatorDay - use.value.operatorDay);
  const problem = quotaProblem(use.value, run.quota);
  return problem ? err({ kind: 'limits', problems: [problem] }) : ok(null);
}
