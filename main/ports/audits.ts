import type { Known } from '../../shared/domain/known';
import type { AppError } from '../../shared/errors';
import type { Result } from '../../shared/result';

/** A pass that an administrator made, by this tool or another, as the directory audit has it. It names neither pass nor ticket. */
export type AuditedPass = {
  readonly at: string;
  readonly person: { readonly id: string; readonly displayName: string; readonly userPrincipalName: string };
  readonly by: { readonly id: string; readonly displayName: string };
};

/** Entra's own logs. Minutes late, kept for 7 to 30 days, and closed to an operator who is an Authentication Administrator only. */
export type Audits = {
  /** Newest first. @param since - ISO instant. */
  readonly passesMade: (since: string) => Promise<Result<Known<readonly AuditedPass[]>, AppError>>;
  /** Successful sign-ins of the person at or after `since`, newest first. */
  readonly signInsOf: (personId: string, since: string) => Promise<Result<Known<readonly { readonly at: string }[]>, AppError>>;
};
