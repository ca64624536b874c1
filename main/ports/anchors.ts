import type { AnchoredHead } from '../../shared/domain/anchor';
import type { AppError } from '../../shared/errors';
import type { Result } from '../../shared/result';

/** One place off this machine where heads of the chain are noted. */
export type Anchor = {
  /** For people: "folder //server/share", "list item". No secret. */
  readonly name: string;
  /** Adds a head; never changes an earlier one. `journal`: which journal it is of, so that desks may share a place. */
  readonly note: (journal: string, head: AnchoredHead) => Promise<Result<null, AppError>>;
  /** Every head noted there for this journal, in any order; null when the place cannot be read back. */
  readonly noted: (journal: string) => Promise<Result<readonly AnchoredHead[] | null, AppError>>;
};
