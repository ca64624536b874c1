/** What a line of the Passes table says, worked out from a row and the time. Pure. */
import { canStillOpen, expiryOf, type PassState, passState } from '../../../shared/domain/pass';
import { isFinished, type PassLife, type PassRow } from '../../../shared/domain/pass-life';

/** A row, and when a later attempt to read it failed: what it says is then as old as its `checkedAt`. */
export type PassEntry = PassRow & { readonly failedAt: string | null };

/** `none`: no pass. `not-read`: Entra did not say, which is something else. */
export type EntryState = PassState | 'none' | 'not-read';

export function stateOf({ pass }: Pick<PassRow, 'pass'>, now: Date): EntryState {
  if (!pass.known) return 'not-read';
  return pass.value === null ? 'none' : passState(pass.value, now);
}

/** The pass that a revoke would take away: the one read last, or, where none could be read, the one this desk issued. */
export function passIdOf({ pass, life }: Pick<PassRow, 'pass' | 'life'>): string | null {
  if (pass.known) return pass.value?.id ?? null;
  return life !== null && !isFinished(life) ? life.passId : null;
}

/** Whether the pass can open the account now or later, by what was read last. */
export function opens({ pass }: Pick<PassRow, 'pass'>, now: Date): boolean {
  return pass.known && pass.value !== null && canStillOpen(pass.value, now);
}

/** A pass of this desk whose life has not come to its end: somebody has to look after it. */
export function isUnfinished(row: Pick<PassRow, 'pass' | 'life'>, now: Date): boolean {
  return row.life !== null && !isFinished(row.life) && stateOf(row, now) !== 'expired';
}

/** Epoch milliseconds at which the pass ends; null where there is none or it is not known. */
export function endOf({ pass }: Pick<PassRow, 'pass'>): number | null {
  return pass.known && pass.value !== null ? expiryOf(pass.value).getTime() : null;
}

/** When it was issued, by the journal or else by Entra; null when neither says. */
export function issuedAtOf({ pass, life }: Pick<PassRow, 'pass' | 'life'>): string | null {
  return life?.issuedAt ?? (pass.known ? (pass.value?.createdDateTime ?? null) : null);
}

/** The journal's life of the pass knows most. Without one, Entra's word on a one-time pass is all there is. */
export function usedOf({ pass, life }: Pick<PassRow, 'pass' | 'life'>): PassLife['used'] | 'no-pass' {
  if (life) return life.used;
  if (!pass.known) return 'not-known';
  if (pass.value === null) return 'no-pass';
  if (pass.value.methodUsabilityReason === 'OneTimeUsed') return 'yes';
  return pass.value.isUsableOnce ? 'no' : 'not-known';
}

/**
 * Lays a newer answer over what is known about a person. An answer that could not be given does not wipe out what was
 * read before, and an answer that was overtaken by a newer one is dropped.
 */
export function laidOver(old: PassEntry | undefined, row: PassRow): PassEntry {
  if (!old) return { ...row, failedAt: null };
  if (Date.parse(row.checkedAt) < Date.parse(old.checkedAt)) return old;
  const hasFailed = !row.pass.known && row.pass.because === 'failed' && old.pass.known;
  return hasFailed ? { ...old, failedAt: row.checkedAt } : { ...row, failedAt: null };
}
