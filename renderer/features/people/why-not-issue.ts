import { personProblems } from '../../../shared/domain/preflight';
import type { PersonRow } from '../../../shared/domain/person';
import { limitText } from '../../ui/limit-text';

type Circumstances = { readonly operatorId: string; readonly passesAvailable: boolean };

/** Why no pass can be issued to this person, whatever one fills in; empty when nothing is known that says so. */
export function whyNotIssue(person: Pick<PersonRow, 'id' | 'kind' | 'accountEnabled'>, { operatorId, passesAvailable }: Circumstances): string {
  if (!passesAvailable) return 'Temporary Access Passes are not available in this Microsoft cloud.';
  const [first] = personProblems(person, operatorId);
  return first ? limitText(first) : '';
}
