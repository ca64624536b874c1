import { displayText } from '../../shared/domain/display-text';
import type { LimitProblem } from '../../shared/errors';
import { assertNever } from '../../shared/result';
import { instantText, minutesInWords } from './time-text';

type GrantRule =
  | 'nothing-chosen'
  | 'never-granted'
  | 'not-in-catalogue'
  | 'not-manageable'
  | 'granted-otherwise'
  | 'scope-refused'
  | 'scope-unknown'
  | 'restricted-unit'
  | 'end-missing'
  | 'grant-too-short'
  | 'grant-too-long'
  | 'pim-rule-broken'
  | 'already-granted'
  | 'ticket-required'
  | 'self-grant'
  | 'guest-grant'
  | 'grant-role-needed'
  | 'template-unknown';
type GrantProblem = Extract<LimitProblem, { rule: GrantRule }>;
type TooLong = Extract<LimitProblem, { rule: 'grant-too-long' }>;

/** A rule that a grant breaks: what is wrong, what would be right, who can change it. */
export function grantLimitText(problem: GrantProblem): string {
  switch (problem.rule) {
    case 'nothing-chosen':
      return 'Choose at least one role or group.';
    case 'never-granted':
      return `This desk never grants ${displayText(problem.name)}: the desk policy says so. Your administrator knows who may.`;
    case 'not-in-catalogue':
      return `The desk policy does not name ${displayText(problem.name)} among what this desk grants. Choose another, or ask your administrator.`;
    case 'not-manageable':
      return `PIM cannot manage ${displayText(problem.name)}${UNMANAGEABLE[problem.because]}`;
    case 'granted-otherwise':
      return problem.as === 'eligible'
        ? `The desk policy makes people eligible for ${displayText(problem.name)} only; they activate it themselves.`
        : `The desk policy grants ${displayText(problem.name)} as active only.`;
    case 'scope-refused':
      return problem.where === 'units'
        ? `This desk grants ${displayText(problem.name)} for an administrative unit only. Choose one.`
        : `This desk grants ${displayText(problem.name)} for the whole tenant only.`;
    case 'scope-unknown':
      return 'That administrative unit is not there (any more). Choose another.';
    case 'restricted-unit':
      return `${displayText(problem.name)} is a restricted management unit, and PIM grants nothing there. Choose another.`;
    case 'end-missing':
      return 'Say how long it lasts, or when it ends. Nothing is granted without an end.';
    case 'grant-too-short':
      return `PIM grants nothing for less than ${minutesInWords(problem.minimumMinutes)} (limit set by Entra).`;
    case 'grant-too-long':
      return `${displayText(problem.name)} may last at most ${minutesInWords(problem.maximumMinutes)} (limit set by ${problem.enforcedBy}: ${longestBecause(problem)}).`;
    case 'pim-rule-broken':
      return `PIM’s rule for ${displayText(problem.name)} sets a longest time of zero, which refuses every length. A Privileged Role Administrator must correct it.`;
    case 'already-granted':
      return problem.until === null
        ? `The person has ${displayText(problem.name)} like this already, without an end, or it was chosen twice. PIM takes no second one of the same.`
        : `The person has ${displayText(problem.name)} like this already, until ${instantText(new Date(problem.until))}. PIM takes no second one at that time: extend that one, or begin after it.`;
    case 'ticket-required':
      return problem.enforcedBy === 'Entra' ? `PIM asks for a ticket for ${displayText(problem.name)} (rule set by Entra).` : `The template “${displayText(problem.name)}” asks for a ticket (rule set by Tapdesk).`;
    case 'self-grant':
      return 'You cannot grant yourself anything. Ask a colleague.';
    case 'guest-grant':
      return 'The account lives in another organisation, and the desk policy grants such accounts nothing. Your administrator can change that.';
    case 'grant-role-needed':
      return `Your roles do not let you grant ${problem.kind === 'role' ? 'a role' : 'this group'}. It takes: ${displayText(problem.needs)}.`;
    case 'template-unknown':
      return 'The desk policy has no such template (any more). Choose another.';
    default:
      return assertNever(problem);
  }
}

const UNMANAGEABLE = {
  dynamic: ': its members follow a rule. Whoever keeps that rule can change who is in it.',
  synced: ': it comes from the on-premises directory, and is changed there.',
  'role-assignable': ' here: it can hold roles, and the desk policy does not name it. Your administrator can.',
} as const;

const BECAUSE = { pim: 'PIM’s rule', role: 'the desk policy for it', template: 'the template' } as const;
export const longestBecause = ({ because }: Pick<TooLong, 'because'>): string => BECAUSE[because];
