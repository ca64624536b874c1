/**
 * Holds passcodes in memory, under a handle and for a limited time. The only place in the program that does.
 * Nothing here is ever written, logged or sent on, but by {@link PasscodeVault.reveal}.
 */
export type Kept = {
  readonly handle: string;
  readonly person: { readonly id: string; readonly displayName: string; readonly userPrincipalName: string };
  readonly passId: string;
  readonly ticket: string;
  /** The journal intent of the issue, so that reveal and close can be joined to it. */
  readonly intentId: string;
  /** Epoch milliseconds. */
  readonly keptUntil: number;
  readonly wasShown: boolean;
};

export type PasscodeVault = {
  readonly keep: (passcode: string, about: Omit<Kept, 'handle' | 'keptUntil' | 'wasShown'>) => Kept;
  readonly about: (handle: string) => Kept | null;
  /** What is kept at the moment, without passcodes. */
  readonly all: () => readonly Kept[];
  /** @returns the passcode, or null when it was forgotten. Marks it as shown. */
  readonly reveal: (handle: string) => string | null;
  /** Takes a reveal back that did not reach the window. @returns false when the passcode was forgotten meanwhile. */
  readonly unreveal: (handle: string) => boolean;
  /** @returns what was kept, without the passcode, so that the caller can act on it. */
  readonly forget: (handle: string) => Kept | null;
  /** Forgets everything: lock, suspend, sign-out, quit. */
  readonly forgetAll: () => readonly Kept[];
  readonly onTimeout: (listener: (kept: Kept) => void) => void;
};
