import type { Known } from '../../shared/domain/known';
import type { AppError } from '../../shared/errors';
import type { Result } from '../../shared/result';

/** What Entra itself guards, beyond the TAP policy. */
export type TenantGuards = {
  /** People and groups who hold a role that issues passes without an end. */
  readonly standingIssuers: () => Promise<Result<Known<readonly { readonly id: string; readonly displayName: string; readonly role: string }[]>, AppError>>;
};
