import { displayText } from '../../shared/domain/display-text';
import type { LimitProblem } from '../../shared/errors';
import { assertNever } from '../../shared/result';
import { grantLimitText } from './grant-limit-text';
import { LINE_WORDS } from './preflight-words';
import { TIER_WORDS } from './tier-text';
import { instantText, minutesInWords } from './time-text';
import { kindsInWords } from './verification-text';

/**
 * The part of the form a problem belongs to, in the order of the form: of a pass or of a grant, which have some in common.
 * `person`: nothing in the form would change it; it stands in the preflight.
 */
export const PLACES = ['template', 'roles', 'scope', 'verification', 'ticket', 'reason', 'lifetime', 'once', 'start', 'person', 'replace', 'acknowledge'] as const;
export type ProblemPlace = (typeof PLACES)[number];

export function placeOf(problem: LimitProblem): ProblemPlace {
  switch (problem.rule) {
    case 'verification-missing':
    case 'verification-kind':
    case 'verification-against':
    case 'verification-changed':
    case 'verification-expired':
      return 'verification';
    case 'ticket-pattern':
    case 'ticket-required':
      return 'ticket';
    case 'reason-length':
      return 'reason';
    case 'lifetime-out-of-range':
    case 'past-contract-end':
    case 'past-task-end':
    case 'end-missing':
    case 'grant-too-short':
    case 'grant-too-long':
      return 'lifetime';
    case 'one-time-required':
      return 'once';
    case 'start-in-past':
    case 'start-too-far':
      return 'start';
    case 'pass-exists':
      return 'replace';
    // A second pass that the policy refuses is blocked in the preflight; one that asks is answered there as well.
    case 'second-pass':
    case 'not-acknowledged':
      return 'acknowledge';
    case 'template-unknown':
      return 'template';
    case 'nothing-chosen':
    case 'never-granted':
    case 'not-in-catalogue':
    case 'not-manageable':
    case 'granted-otherwise':
    case 'already-granted':
    case 'pim-rule-broken':
      return 'roles';
    case 'scope-refused':
    case 'scope-unknown':
    case 'restricted-unit':
      return 'scope';
    case 'clock-wrong':
    case 'self-issue':
    case 'self-grant':
    case 'guest-grant':
    case 'grant-role-needed':
    case 'external-guest':
    case 'account-disabled':
    case 'tier-refused':
    case 'method-disabled':
    case 'not-in-target':
    case 'operator-role':
    case 'scope-missing':
    case 'outside-hours':
    case 'quota':
    case 'not-checked':
    case 'no-hire-day':
    case 'no-pass':
      return 'person';
    default:
      return assertNever(problem);
  }
}

/** What is wrong, what would be right, and who can change it. */
export function limitText(problem: LimitProblem): string {
  switch (problem.rule) {
    case 'lifetime-out-of-range':
      return problem.minimumMinutes > problem.maximumMinutes
        ? `No lifetime is allowed: at least ${minutesInWords(problem.minimumMinutes)} and at most ${minutesInWords(problem.maximumMinutes)} are asked for. An administrator must change the tenant’s policy or the desk policy.`
        : `Choose ${problem.minimumMinutes} to ${problem.maximumMinutes} whole minutes (limit set by ${problem.enforcedBy}).`;
    case 'one-time-required':
      return problem.enforcedBy === 'Entra' ? 'The tenant allows one-time passes only. Switch “Usable once” on.' : 'The desk policy allows this person one-time passes only. Switch “Usable once” on.';
    case 'start-in-past':
      return 'The start has passed already. Choose a later one, or “Now”.';
    case 'start-too-far':
      return problem.maximumDays === 0 ? 'The desk policy lets it start now only.' : `The start may lie at most ${problem.maximumDays} ${problem.maximumDays === 1 ? 'day' : 'days'} ahead.`;
    case 'reason-length':
      return `Say why in ${problem.minimum} to ${problem.maximum} characters.`;
    case 'ticket-pattern':
      return `Enter the ticket in the form this desk uses${problem.example === '' ? '' : `, such as ${displayText(problem.example)}`}.`;
    case 'self-issue':
      return 'You cannot issue a pass to yourself. Ask a colleague.';
    case 'external-guest':
      return 'This account signs in with another organisation, and only that organisation can issue a pass for it.';
    case 'account-disabled':
      return 'The account is disabled, so nobody could use it. A User Administrator can enable it first.';
    case 'tier-refused':
      return `The desk policy gives no passes to people of the tier “${TIER_WORDS[problem.tier]}”. Your administrator knows which desk does.`;
    case 'method-disabled':
      return 'Temporary Access Pass is switched off in this tenant. An Authentication Policy Administrator can switch it on.';
    case 'not-in-target':
      return problem.because === 'excluded'
        ? 'The tenant’s policy excludes this person from passes. An Authentication Policy Administrator can change that.'
        : 'The tenant’s policy does not include this person. An Authentication Policy Administrator can, directly or through a group.';
    case 'operator-role':
      return `The person is protected (${displayText(problem.because)}), and your role does not reach them. It takes a ${displayText(problem.needs)}.`;
    case 'scope-missing':
      return `Your sign-in lacks the permission ${problem.scopes.map((scope) => displayText(scope)).join(', ')}. Ask for consent, or have an administrator grant it.`;
    case 'outside-hours':
      return `This desk issues and grants ${hoursText(problem.hours)} only. Do it then, or ask your administrator who may now.`;
    case 'pass-exists':
      return `A live pass ends ${instantText(new Date(problem.expiresAt))} and would be replaced. Say whether it may.`;
    case 'second-pass':
      return `This desk made a pass for the person ${instantText(new Date(problem.lastAt))}, less than 24 hours ago. Ask why another is needed; where the desk policy refuses it, your administrator decides.`;
    case 'clock-wrong':
      return `This computer’s clock is ${minutesInWords(Math.abs(problem.byMinutes))} ${problem.byMinutes > 0 ? 'behind' : 'ahead of'} Microsoft’s. Quotas, hours and the age of a verification mean nothing by it: set the clock, then check again.`;
    case 'quota':
      return `You have issued ${problem.used} of at most ${problem.maximum} passes within ${problem.per === 'hour' ? 'an hour' : 'a day'}. Wait, or ask a colleague.`;
    case 'verification-missing':
      return `Verify first who is calling: ${kindsInWords(problem.kinds)}.`;
    case 'verification-kind':
      return `That verification does not count for this person. Choose one of: ${kindsInWords(problem.kinds)}.`;
    case 'verification-against':
      return 'Say what you verified against: choose what is on file, or write what you saw in 3 to 120 characters.';
    case 'verification-changed':
      return `That changed ${instantText(new Date(problem.changedAt))}. What changed within the last ${problem.quarantineDays} days proves nothing about the caller. Verify in another way.`;
    case 'verification-expired':
      return `The verification is older than ${minutesInWords(problem.maximumAgeMinutes)}. Verify again.`;
    case 'not-checked':
      return `“${LINE_WORDS[problem.line]}” could not be checked, and the desk policy wants it checked. Check again, or ask a colleague who can read it.`;
    case 'not-acknowledged':
      return `“${LINE_WORDS[problem.line]}” could not be checked. Say that you go on without it.`;
    case 'past-contract-end':
      return `The contract ends ${instantText(new Date(problem.endsAt))}, and nothing from this desk may outlive it. Choose an earlier end; where the date is wrong, whoever keeps the contract corrects it.`;
    case 'past-task-end':
      return `The grants of this task end ${instantText(new Date(problem.endsAt))}, and its pass may not outlive them. Choose an earlier end.`;
    case 'no-hire-day':
      return 'No hire day is on file for the person, and the list names none. Put the day into the list, have it entered in Entra, or choose to start now.';
    case 'no-pass':
      return 'The person has no pass that could be revoked.';
    case 'nothing-chosen':
    case 'never-granted':
    case 'not-in-catalogue':
    case 'not-manageable':
    case 'granted-otherwise':
    case 'scope-refused':
    case 'scope-unknown':
    case 'restricted-unit':
    case 'end-missing':
    case 'grant-too-short':
    case 'grant-too-long':
    case 'pim-rule-broken':
    case 'already-granted':
    case 'ticket-required':
    case 'self-grant':
    case 'guest-grant':
    case 'grant-role-needed':
    case 'template-unknown':
      return grantLimitText(problem);
    default:
      return assertNever(problem);
  }
}

const DAYS = { mon: 'Monday', tue: 'Tuesday', wed: 'Wednesday', thu: 'Thursday', fri: 'Friday', sat: 'Saturday', sun: 'Sunday' } as const;

/** "on Monday, Tuesday from 07:00 to 19:00 (Europe/Berlin)". */
export function hoursText({ days, from, to, timeZone }: Extract<LimitProblem, { rule: 'outside-hours' }>['hours']): string {
  return `on ${days.map((day) => DAYS[day]).join(', ')} from ${from} to ${to} (${displayText(timeZone)})`;
}
