import { issueProblems, lifetimeBounds } from '../../../shared/domain/issue-limits';
import type { PassPolicy } from '../../../shared/domain/pass';
import type { PersonRow } from '../../../shared/domain/person';
import { limitText, placeOf } from '../../ui/limit-text';

type Circumstances = { readonly policy: PassPolicy | null; readonly operatorId: string; readonly passesAvailable: boolean };

/** Why no pass can be issued to this person, whatever one fills in; empty when one can. */
export function whyNotIssue(person: Pick<PersonRow, 'id' | 'kind' | 'accountEnabled'>, { policy, operatorId, passesAvailable }: Circumstances): string {
  if (!passesAvailable) return 'Temporary Access Passes are not available in this Microsoft cloud.';
  const request = { lifetimeInMinutes: lifetimeBounds(policy).defaultMinutes, isUsableOnce: true, startDateTime: null, reason: '', ticket: '' };
  const [first] = issueProblems(request, { policy, person, operatorId, now: new Date() }).filter((problem) => placeOf(problem) === 'person');
  return first ? limitText(first) : '';
}
