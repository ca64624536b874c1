/**
 * Holds passcodes in this process's memory, each under a random handle and for a limited time.
 *
 * The passcodes live in a closure, not in a property: nothing that prints, clones or serialises the vault or what it
 * answers can reach them. A JavaScript string cannot be overwritten; forgetting drops the only reference this program holds.
 */
import { randomUUID } from 'node:crypto';
import type { Kept, PasscodeVault } from '../../ports/vault';

/** How long a passcode is kept when nobody says Done, minutes. */
export const KEPT_MINUTES = 10;

export type VaultOptions = {
  readonly keptMinutes?: number;
  readonly now?: () => number;
  /** Runs `work` once after that many milliseconds. @returns a function that prevents it. */
  readonly after?: (milliseconds: number, work: () => void) => () => void;
};

type Held = { readonly passcode: string; kept: Kept; readonly cancel: () => void };

export function createPasscodeVault({ keptMinutes = KEPT_MINUTES, now = Date.now, after = unreffedTimer }: VaultOptions = {}): PasscodeVault {
  const held = new Map<string, Held>();
  const listeners: ((kept: Kept) => void)[] = [];

  function forget(handle: string): Kept | null {
    const found = held.get(handle);
    if (!found) return null;
    found.cancel();
    held.delete(handle);
    return found.kept;
  }

  /** A timer may be late, after the machine slept for instance; the clock decides. */
  function current(handle: string): Held | null {
    const found = held.get(handle);
    if (!found || now() < found.kept.keptUntil) return found ?? null;
    expire(handle);
    return null;
  }

  function expire(handle: string): void {
    const kept = forget(handle);
    if (kept) listeners.forEach((listener) => listener(kept));
  }

  return Object.freeze<PasscodeVault>({
    keep: (passcode, about, minutes = keptMinutes) => {
      const keptForMs = minutes * 60_000;
      const handle = randomUUID();
      const kept: Kept = Object.freeze({ ...about, handle, keptUntil: now() + keptForMs, isDelivered: false, isSplit: false, isRevealed: false, isMailed: false });
      held.set(handle, { passcode, kept, cancel: after(keptForMs, () => expire(handle)) });
      return kept;
    },
    about: (handle) => current(handle)?.kept ?? null,
    all: () => [...held.values()].map(({ kept }) => kept),
    use: (handle, task) => {
      const found = current(handle);
      return found ? task(found.passcode) : null;
    },
    mark: (handle, what) => {
      const found = current(handle);
      if (!found) return false;
      found.kept = Object.freeze({ ...found.kept, [what]: true });
      return true;
    },
    forget,
    forgetAll: (which = () => true) => [...held.values()].filter(({ kept }) => which(kept)).map(({ kept }) => forget(kept.handle)).filter((kept) => kept !== null),
    onTimeout: (listener) => void listeners.push(listener),
  });
}

/** Does not keep the process alive: quitting forgets everything anyway. */
function unreffedTimer(milliseconds: number, work: () => void): () => void {
  const timer = setTimeout(work, milliseconds);
  timer.unref();
  return () => clearTimeout(timer);
}
