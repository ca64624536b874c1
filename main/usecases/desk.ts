import type { Clock, Log } from '../ports/desk';
import type { Directory } from '../ports/directory';
import type { Journal } from '../ports/journal';
import type { Passes } from '../ports/passes';
import type { Operator } from '../ports/session';
import type { PasscodeVault } from '../ports/vault';

export type Tenant = {
  readonly kind: 'demo' | 'entra';
  readonly id: string;
  readonly cloud: string;
  readonly passesAvailable: boolean;
};

/** What one signed-in operator works with. Made anew at every sign-in, so nothing of another tenant can leak into it. */
export type Desk = {
  readonly tenant: Tenant;
  readonly operator: Operator;
  readonly directory: Directory;
  readonly passes: Passes;
  readonly journal: Journal;
  readonly vault: PasscodeVault;
  readonly clock: Clock;
  readonly log: Log;
  /** ISO instant at which this desk was opened: what is unsettled from before was cut off. */
  readonly openedAt: string;
  readonly newId: () => string;
  /** Runs what belongs to one person or one passcode one after another; the key is compared without regard to case. */
  readonly inTurn: <T>(key: string, task: () => Promise<T>) => Promise<T>;
  /** False once the operator has left: what still runs in the background must end. */
  readonly isOpen: () => boolean;
  /** Resolves after that many milliseconds; injected so that tests do not wait. */
  readonly wait: (milliseconds: number) => Promise<void>;
};
