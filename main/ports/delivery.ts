/** Ways a passcode leaves the desk other than through the window. Each takes it for the one call and keeps nothing. */
import type { AppError, AppErrorOf } from '../../shared/errors';
import type { Result } from '../../shared/result';

export type Letter = { readonly to: string; readonly subject: string; /** Plain text. */ readonly text: string };

/** Mail from the operator's own mailbox, not kept among the sent ones. */
export type Mailer = {
  /** Accepted is not delivered: Graph answers before the mail leaves. `outcome-unknown` when it cannot be told whether it was. */
  readonly send: (letter: Letter) => Promise<Result<{ readonly requestId: string }, AppError>>;
};

export type Slip = {
  readonly displayName: string;
  readonly userPrincipalName: string;
  readonly passcode: string;
  /** In the operator's own words for it: local time, zone named. */
  readonly validUntil: string;
  readonly isUsableOnce: boolean;
  readonly card: readonly string[];
};

export type Printer = {
  /** Opens the system's print dialog. */
  readonly print: (slip: Slip) => Promise<Result<null, AppErrorOf<'print-failed'>>>;
};

export type Clipboard = {
  /** @returns when it is cleared, epoch milliseconds, if it still holds this text then. */
  readonly copy: (text: string) => Promise<number>;
  /** Clears what {@link copy} put there, if it is still there. */
  readonly clear: () => Promise<void>;
};
