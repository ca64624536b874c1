/** The lines of the preflight in words: what was looked at, how it came out, who can change it. */
import { needsOf } from '../../shared/domain/features';
import type { GrantLine } from '../../shared/domain/evaluate-grant';
import type { PreflightLine } from '../../shared/domain/preflight';
import { assertNever } from '../../shared/result';
import { limitText } from './limit-text';

/** Of the check before a pass, or before a grant. */
export type CheckLine = PreflightLine | GrantLine;

export const STATE_WORDS: Readonly<Record<CheckLine['state'], string>> = {
  blocked: 'Blocked',
  asks: 'Asks',
  'not-checked': 'Not checked',
  passed: 'Passed',
};

/** Blocked first, then what asks, then what was not checked, then what passed; each in the given order. */
const ORDER: Readonly<Record<CheckLine['state'], number>> = { blocked: 0, asks: 1, 'not-checked': 2, passed: 3 };

export function sortedLines<L extends CheckLine>(lines: readonly L[]): readonly L[] {
  return [...lines].sort((one, other) => ORDER[one.state] - ORDER[other.state]);
}

/** What stands beside the words of the line; empty where it passed. */
export function lineText(line: CheckLine): string {
  switch (line.state) {
    case 'passed':
      return '';
    case 'blocked':
      return limitText(line.problem);
    case 'asks':
      return line.isAnswered ? `${limitText(line.problem)} You said that you go on.` : limitText(line.problem);
    case 'not-checked':
      return `${whyText(line)}${settledBy(line)} ${ruleText(line)}`;
    default:
      return assertNever(line);
  }
}

type NotChecked = Extract<CheckLine, { state: 'not-checked' }>;

function whyText({ id, because }: NotChecked): string {
  if (id === 'scopes') return 'The sign-in service did not say what your sign-in may do.';
  switch (because) {
    case 'not-permitted':
      return 'You are not permitted to read this.';
    case 'not-licensed':
      return 'The tenant has no licence for it.';
    case 'not-in-cloud':
      return 'This Microsoft cloud does not offer it.';
    case 'failed':
      return 'The request failed.';
    case 'no-role-seen':
      return 'None of your roles for the whole tenant issues passes. One held for an administrative unit does not show here.';
    case 'no-contract-end':
      return 'The person is a contractor, and no contract end is on file for them.';
    default:
      return assertNever(because);
  }
}

function settledBy({ needs }: NotChecked): string {
  return needs === null ? '' : ` It takes ${needsOf(needs)}.`;
}

function ruleText({ rule, isAcknowledged }: NotChecked): string {
  if (rule === 'refuse') return 'The desk policy wants this checked, so nothing goes on without it. Check again, or ask a colleague who can read it.';
  return isAcknowledged ? 'You said that you go on without it.' : 'You may go on without it, if you say so.';
}
