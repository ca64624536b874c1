import { personProblems } from '../../shared/domain/preflight';
import type { PersonRow } from '../../shared/domain/person';
import { limitText } from './limit-text';

type Circumstances = { readonly operatorId: string; readonly passesAvailable: boolean };

/** Why no pass can be issued to this person, whatever one fills in; empty when nothing is known that says so. */
export function whyNotIssue(person: Pick<PersonRow, 'id' | 'kind' | 'accountEnabled'>, { operatorId, passesAvailable }: Circumstances): string {
  if (!passesAvailable) return 'Temporary Access Passes are not available in this Microsoft cloud.';
  const [first] = personProblems(person, operatorId);
  return first ? limitText(first) : '';
}

/**
 * Why nothing can be granted to this person, whatever one fills in; empty when nothing is known that says so. Whether an
 * account of another organisation may be granted anything stands in the desk policy, which the form reads.
 */
export function whyNotGrant(person: Pick<PersonRow, 'id' | 'accountEnabled'>, operatorId: string): string {
  if (person.id.toLowerCase() === operatorId.toLowerCase()) return limitText({ rule: 'self-grant' });
  return person.accountEnabled === false ? limitText({ rule: 'account-disabled' }) : '';
}
