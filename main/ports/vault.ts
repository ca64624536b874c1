import type { Limits } from '../../shared/domain/limits';
import type { Pass } from '../../shared/domain/pass';

/**
 * Holds passcodes in memory, under a handle and for a limited time. The only place in the program that does.
 * Nothing here is ever written or logged; it is sent on by {@link PasscodeVault.use} alone.
 */
export type Kept = {
  readonly handle: string;
  readonly person: { readonly id: string; readonly displayName: string; readonly userPrincipalName: string };
  readonly passId: string;
  readonly pass: Pass;
  readonly ticket: string;
  readonly card: readonly string[];
  readonly delivery: Limits['delivery'];
  /** As the operator saw them when the pass was issued; mail goes to nobody else. */
  readonly manager: { readonly id: string; readonly mail: string | null } | null;
  readonly quarantineDays: number;
  /** The operator went on although recent changes could not be checked; then the manager may be mailed to as well. */
  readonly changesAcknowledged: boolean;
  /** The run it was made in; null for a pass by itself. */
  readonly runId: string | null;
  /** The journal intent of the issue, so that reveal and close can be joined to it. */
  readonly intentId: string;
  /** Epoch milliseconds. */
  readonly keptUntil: number;
  /** Somebody has it: the window said that it stood there, or it was copied, printed or mailed. */
  readonly isDelivered: boolean;
  /** The second half went by mail, so only the first is shown. */
  readonly isSplit: boolean;
  /** The window was handed it; whether it stood there only the window can say. */
  readonly isRevealed: boolean;
  /** Exchange took a mail with it, or with its second half. */
  readonly isMailed: boolean;
};

export type Mark = 'isDelivered' | 'isSplit' | 'isRevealed' | 'isMailed';

export type PasscodeVault = {
  /** @param minutes - How long, where that is not as usual. */
  readonly keep: (passcode: string, about: Omit<Kept, 'handle' | 'keptUntil' | Mark>, minutes?: number) => Kept;
  readonly about: (handle: string) => Kept | null;
  /** What is kept at the moment, without passcodes. */
  readonly all: () => readonly Kept[];
  /** Lends the passcode to one task. @returns null when it was forgotten; nothing is marked. */
  readonly use: <T>(handle: string, task: (passcode: string) => T) => T | null;
  /** @returns false when the passcode was forgotten meanwhile. */
  readonly mark: (handle: string, what: Mark) => boolean;
  /** @returns what was kept, without the passcode, so that the caller can act on it. */
  readonly forget: (handle: string) => Kept | null;
  /** Forgets everything, or whatever fits: lock, suspend, sign-out, quit. */
  readonly forgetAll: (which?: (kept: Kept) => boolean) => readonly Kept[];
  readonly onTimeout: (listener: (kept: Kept) => void) => void;
};
