import type { LimitProblem } from '../../shared/errors';
import { assertNever } from '../../shared/result';
import { minutesInWords } from './time-text';

/** The part of the issue form a problem belongs to. `person`: nothing that can be typed would change it. */
export type ProblemPlace = 'lifetime' | 'once' | 'start' | 'reason' | 'ticket' | 'person';

export function placeOf(problem: LimitProblem): ProblemPlace {
  switch (problem.rule) {
    case 'lifetime-out-of-range':
      return 'lifetime';
    case 'one-time-required':
      return 'once';
    case 'start-in-past':
    case 'start-too-far':
      return 'start';
    case 'reason-length':
      return 'reason';
    case 'ticket-pattern':
      return 'ticket';
    case 'self-issue':
    case 'external-guest':
    case 'account-disabled':
    case 'method-disabled':
      return 'person';
    default:
      return assertNever(problem);
  }
}

/** What is wrong and what would be right, in one sentence. */
export function limitText(problem: LimitProblem): string {
  switch (problem.rule) {
    case 'lifetime-out-of-range':
      return problem.minimumMinutes > problem.maximumMinutes
        ? `No lifetime is allowed: the tenant asks for at least ${minutesInWords(problem.minimumMinutes)}, this desk for at most ${minutesInWords(problem.maximumMinutes)}.`
        : `Choose ${problem.minimumMinutes} to ${problem.maximumMinutes} whole minutes (limit set by ${problem.enforcedBy}).`;
    case 'one-time-required':
      return 'The tenant allows one-time passes only.';
    case 'start-in-past':
      return 'The start has passed already. Choose a later one, or “Now”.';
    case 'start-too-far':
      return `The start may lie at most ${problem.maximumDays} days ahead.`;
    case 'reason-length':
      return `Say why in ${problem.minimum} to ${problem.maximum} characters.`;
    case 'ticket-pattern':
      return 'Enter the ticket number: 2 to 64 letters, digits or # _ . / -, beginning with a letter or digit.';
    case 'self-issue':
      return 'You cannot issue a pass to yourself. Ask a colleague.';
    case 'external-guest':
      return 'This account signs in with another organisation, and only that organisation can issue a pass for it.';
    case 'account-disabled':
      return 'The account is disabled, so a pass would not open it. Have it enabled first.';
    case 'method-disabled':
      return 'Temporary Access Pass is switched off in this tenant. An Authentication Policy Administrator can switch it on.';
    default:
      return assertNever(problem);
  }
}
