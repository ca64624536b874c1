import type { ContractFacts, Contractors as ContractorRules } from '../../shared/domain/contract';
import type { Known } from '../../shared/domain/known';
import type { PersonReference, PersonRow } from '../../shared/domain/person';
import type { AppError } from '../../shared/errors';
import type { Result } from '../../shared/result';

/** A candidate: the rules decide who is one. */
export type ContractorFacts = PersonRow & {
  readonly employeeType: string | null;
  readonly contract: ContractFacts;
  readonly manager: Known<PersonReference | null>;
  readonly lastSignInAt: Known<string | null>;
};

/** People who may be contractors, by the sources that the rules name. Reads only. */
export type ContractorDirectory = {
  /** `unread`: sources that were refused. `isComplete`: false when there were more than could be read. */
  readonly list: (rules: ContractorRules) => Promise<Result<{ readonly people: readonly ContractorFacts[]; readonly unread: readonly { readonly source: string; readonly needs: string }[]; readonly isComplete: boolean }, AppError>>;
  readonly read: (personId: string, rules: ContractorRules) => Promise<Result<ContractorFacts & { readonly sponsors: Known<readonly PersonReference[]> }, AppError>>;
};
