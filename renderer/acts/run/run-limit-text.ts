import type { LimitProblem } from '../../../shared/errors';
import { limitText } from '../../ui/limit-text';
import { minutesInWords } from '../../ui/time-text';

/**
 * A problem of one person in a run. Where the words of the single form would name a field that a run does not have, or a
 * number that differs from person to person for one and the same reason, a run has its own.
 */
export function runLimitText(problem: LimitProblem): string {
  if (problem.rule === 'quota') return `Your quota of ${problem.maximum} passes within ${problem.per === 'hour' ? 'an hour' : 'a day'} ends before their turn. Begin another run later, or ask a colleague.`;
  if (problem.rule === 'lifetime-out-of-range' && problem.minimumMinutes <= problem.maximumMinutes) {
    return `The scenario’s lifetime is not allowed for this person: ${minutesInWords(problem.minimumMinutes)} to ${minutesInWords(problem.maximumMinutes)} are (limit set by ${problem.enforcedBy}). Choose another scenario, or issue their pass by itself.`;
  }
  if (problem.rule === 'one-time-required') return 'Only one-time passes are allowed for this person, and the scenario’s works many times. Choose another scenario, or issue their pass by itself.';
  if (problem.rule === 'verification-against') return 'There is no manager on file who could attest to this person. Verify in another way.';
  return limitText(problem);
}

/** The same for a count of people: without dates, which are each person's own. */
export function groupedLimitText(problem: LimitProblem): string {
  if (problem.rule === 'second-pass') return 'This desk made a pass for them less than 24 hours ago.';
  if (problem.rule === 'verification-changed') return `What was verified against changed within the last ${problem.quarantineDays} days, and proves nothing. Verify in another way.`;
  if (problem.rule === 'past-contract-end') return 'The pass would outlive their contract.';
  return runLimitText(problem);
}
