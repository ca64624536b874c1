import type { AccessPreview, AccessStepKind } from '../../../shared/domain/end-access';
import { people } from './access-run';

/** Of one person there is nothing to count. */
const sessionsText = (number: number) => (number === 0 ? '' : number === 1 ? 'the sign-in sessions' : `${number} people’s sign-in sessions`);

/** "Ends for 3 people: 1 pass, 4 grants, 3 people’s sign-in sessions. Each step shows its proof, or why it was not done." */
export function totalsText(previews: readonly AccessPreview[]): string {
  const count = (kind: AccessStepKind) => previews.reduce((sum, { steps }) => sum + steps.filter((step) => step.kind === kind).length, 0);
  const counted = (number: number, one: string, many: string) => (number === 0 ? '' : `${number} ${number === 1 ? one : many}`);
  const parts = [
    counted(count('revoke-pass'), 'pass', 'passes'),
    counted(count('end-grant'), 'grant', 'grants'),
    counted(count('cancel-grant'), 'grant that has not begun', 'grants that have not begun'),
    sessionsText(count('revoke-sessions')),
  ].filter(Boolean);
  if (parts.length === 0) return `There is nothing to end for ${people(previews.length)} but what stays.`;
  return `Ends for ${people(previews.length)}: ${parts.join(', ')}. Each step shows its proof, or why it was not done.`;
}
