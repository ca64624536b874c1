/**
 * Slips of a run as an encrypted PDF. The file alone opens nothing and the key alone opens nothing; the key is shown once,
 * in the window, and kept nowhere. Until the window says that it stood there, nobody has the passcodes.
 */
import type { Input, Reply } from '../../shared/ipc/contract';
import type { AppError } from '../../shared/errors';
import { err, ok, type Result } from '../../shared/result';
import { allowed, concludeAll, contextOf, inTheirTurns, intendFor, type Held, type Intended } from './deliver-run';
import type { Desk } from './desk';
import { actAbout } from './hand-over';
import { slipOf } from './letters';
import { actIn, note } from './record';
import type { Run } from './run';

/** A key that waits to be noted, and what it opens. */
export type SealedKey = { readonly key: string; readonly run: Run; readonly held: readonly Held[]; readonly acts: readonly Intended[]; isRevealed: boolean };

/** @param choose - Asks for a place; null when the operator thought better of it. */
export function sealRun(desk: Desk, { runId, personIds, layout }: Input<'runs.seal'>, choose: (suggestedName: string) => Promise<string | null>): Promise<Reply<'runs.seal'>> {
  return desk.inTurn(`deliver:${runId}`, () => inTheirTurns(desk, runId, personIds, async ({ run, held: chosen }) => {
    if (desk.policy.state === 'broken') return err(desk.policy.error);
    const held = desk.policy.rules.runs.sealedPdf ? allowed(desk, run, chosen, 'slip') : [];
    if (held.length === 0) return err({ kind: 'delivery-refused', reason: 'not-allowed' });
    const file = await choose(`Tapdesk slips ${desk.clock.now().toISOString().slice(0, 10)}.pdf`);
    if (file === null) return err({ kind: 'cancelled' });
    const acts = await intendFor(desk, held, (kept) => actAbout('pass.print', kept, { issueIntentId: kept.intentId, channel: 'sealed-pdf', layout }));
    if (!acts.ok) return acts;
    const key = desk.sealedPdf.newKey();
    const slips = held.flatMap(({ person, kept }) => desk.vault.use(kept.handle, (passcode) => [slipOf(kept, passcode, contextOf(person))]) ?? []);
    const made: Result<Uint8Array, AppError> = slips.length === 0 ? err({ kind: 'passcode-gone' }) : await desk.sealedPdf.make(slips, layout, key);
    const saved = made.ok ? await desk.sealedPdf.save(file, made.value) : made;
    if (!saved.ok) {
      await concludeAll(desk, run, held, acts.value, saved, 'sealed');
      return saved;
    }
    const keyHandle = desk.newId();
    desk.memory.sealedKeys.set(keyHandle, { key, run, held, acts: acts.value, isRevealed: false });
    return ok({ keyHandle, file, sealed: slips.length });
  }));
}

/** A line in the journal before the key leaves the main process. */
export async function revealKey(desk: Desk, keyHandle: string): Promise<Reply<'runs.reveal-key'>> {
  const sealed = desk.memory.sealedKeys.get(keyHandle);
  if (!sealed) return err({ kind: 'passcode-gone' });
  const { run, held } = sealed;
  // Every pass in the file has been given up since: the key would open nothing of worth.
  if (held.every(({ kept }) => desk.vault.about(kept.handle) === null)) {
    await keySeen(desk, keyHandle, false);
    return err({ kind: 'passcode-gone' });
  }
  const noted = await note(desk, { ...actIn(run.intent), action: 'run.seal', detail: { runId: run.id, people: held.length } }, run.intent.id);
  if (!noted.ok) return noted;
  // Dropped meanwhile: what is written down as noted by nobody leaves to nobody.
  if (desk.memory.sealedKeys.get(keyHandle) !== sealed) return err({ kind: 'passcode-gone' });
  sealed.isRevealed = true;
  return ok({ key: sealed.key });
}

/** Shown: the passes are handed over, and the key is forgotten here. Dropped: the file opens to nobody. */
export async function keySeen(desk: Desk, keyHandle: string, isShown: boolean): Promise<Reply<'runs.key-seen'>> {
  const sealed = desk.memory.sealedKeys.get(keyHandle);
  if (!sealed) return err({ kind: 'passcode-gone' });
  const { run, held, acts, isRevealed } = sealed;
  if (isShown && !isRevealed) return err({ kind: 'invalid-input', paths: ['keyHandle'] });
  desk.memory.sealedKeys.delete(keyHandle);
  await concludeAll(desk, run, held, acts, isShown ? ok(null) : err({ kind: 'cancelled' } as const), 'sealed');
  return ok({});
}

/** Leaving the desk: keys that nobody noted are gone. */
export async function dropKeys(desk: Desk): Promise<void> {
  for (const handle of desk.memory.sealedKeys.keys()) await keySeen(desk, handle, false);
}
