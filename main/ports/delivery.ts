/** Ways a passcode leaves the desk other than through the window. Each takes it for the one call and keeps nothing. */
import type { AppError, AppErrorOf } from '../../shared/errors';
import type { Result } from '../../shared/result';

export type Letter = { readonly to: string; readonly subject: string; /** Plain text. */ readonly text: string };

/** Mail from the operator's own mailbox, not kept among the sent ones. */
export type Mailer = {
  /** Accepted is not delivered: Graph answers before the mail leaves. `outcome-unknown` when it cannot be told whether it was. */
  readonly send: (letter: Letter) => Promise<Result<{ readonly requestId: string }, AppError>>;
};

/** One person's pass, for paper. All texts are fit for showing: `displayText` went over what came from the directory. */
export type Slip = {
  readonly displayName: string;
  readonly userPrincipalName: string;
  readonly passcode: string;
  /** In the operator's own words for it: local time, zone named. `null`: it works already. */
  readonly validFrom: string | null;
  /** As `validFrom`. */
  readonly validUntil: string;
  readonly isUsableOnce: boolean;
  readonly card: readonly string[];
  /** `null`: no manager, or not known. */
  readonly managerName: string | null;
  /** Object id. What a sheet is put together by: two managers may have one name, and neither gets the other's people. */
  readonly managerId: string | null;
};

/** `sheet-per-manager`: whoever has no manager gets a page of their own. */
export type SlipLayout = 'page-per-person' | 'sheet-per-manager';

export type Printer = {
  /** Opens the system's print dialog, once for all slips. None: nothing is opened, and it is done. */
  readonly print: (slips: readonly Slip[], layout: SlipLayout) => Promise<Result<null, AppErrorOf<'print-failed'>>>;
};

export type SealedPdf = {
  /**
   * The same pages as a PDF that only `key` opens. Made in memory; never lies on the disk in the clear.
   * @param key - From `newKey`: never one that a person has chosen.
   */
  readonly make: (slips: readonly Slip[], layout: SlipLayout, key: string) => Promise<Result<Uint8Array, AppErrorOf<'print-failed'>>>;
  /** A new random key, in groups, to be shown once. The hyphens belong to it. */
  readonly newKey: () => string;
  /**
   * Writes it whole or not at all, and readable by this user alone where the system has such a thing.
   * @param file - An absolute path, chosen by the operator. Replaced when it exists.
   */
  readonly save: (file: string, bytes: Uint8Array) => Promise<Result<null, AppErrorOf<'export-failed'>>>;
};

export type Clipboard = {
  /** @returns when it is cleared, epoch milliseconds, if it still holds this text then. */
  readonly copy: (text: string) => Promise<number>;
  /** Clears what {@link copy} put there, if it is still there. */
  readonly clear: () => Promise<void>;
};
