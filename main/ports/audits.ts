import type { Known } from '../../shared/domain/known';
import type { AppError } from '../../shared/errors';
import type { Result } from '../../shared/result';

/** A pass that an administrator made, by this tool or another, as the directory audit has it. It names neither pass nor ticket. */
export type AuditedPass = {
  readonly at: string;
  readonly person: { readonly id: string; readonly displayName: string; readonly userPrincipalName: string };
  readonly by: { readonly id: string; readonly displayName: string };
};

/** A grant that PIM's audit knows: who made it, and by which request. */
export type AuditedGrant = { readonly requestId: string; readonly at: string; readonly by: { readonly id: string; readonly displayName: string }; readonly justification: string };

/** Entra's own logs. Minutes late, kept for 7 to 30 days, and closed to an operator who is an Authentication Administrator only. */
export type Audits = {
  /** Newest first. @param since - ISO instant. */
  readonly passesMade: (since: string) => Promise<Result<Known<readonly AuditedPass[]>, AppError>>;
  /** Grants made through PIM at or after `since`, of roles and of groups, newest first; one for each request. */
  readonly grantsMade: (since: string) => Promise<Result<Known<readonly AuditedGrant[]>, AppError>>;
  /** Successful sign-ins of the person at or after `since`, newest first. */
  readonly signInsOf: (personId: string, since: string) => Promise<Result<Known<readonly { readonly at: string }[]>, AppError>>;
};
