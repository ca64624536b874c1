/** What a chain has shown of itself, in words. For the verdict in the history, a notice, and whoever is refused an act for it. */
import type { ChainProblem } from '../../shared/domain/chain-break';
import type { ChainVerdict } from '../../shared/domain/journal-entry';
import { countText } from './number-text';

const PROBLEM: Readonly<Record<ChainProblem, string>> = {
  edited: 'was changed after it was written',
  missing: 'should follow, but is missing',
  'out-of-order': 'stands in the wrong place',
  unreadable: 'cannot be read',
  cut: 'is gone: the end of the journal was cut off',
  rewritten: 'is not the one that was noted off this machine: the journal was written anew from there',
};

/** "entry 12", or "an entry from 12 to 20" where it is not known exactly. */
const placeOf = (from: number, to: number) => (from === to ? `entry ${from}` : `an entry from ${from} to ${to}`);

/** "entry 12 was changed after it was written". */
export const breakText = (firstBadSeq: number, latestBadSeq: number, problem: ChainProblem): string => `${placeOf(firstBadSeq, latestBadSeq)} ${PROBLEM[problem]}`;

/** The verdict in one sentence. */
export function chainText(verdict: ChainVerdict): string {
  if (verdict.state === 'broken') return `Broken: ${breakText(verdict.firstBadSeq, verdict.latestBadSeq, verdict.problem)}.`;
  if (verdict.state === 'accepted') return acceptedText(verdict);
  if (verdict.entries === 0) return 'Intact: it has no entries yet.';
  return verdict.entries === 1 ? 'Intact: it has one entry.' : `Intact: all ${countText(verdict.entries, 'entry', 'entries')} follow from one another.`;
}

/** Not called intact: of what was accepted nothing is proven. */
function acceptedText({ firstBadSeq, problem, throughSeq }: Extract<ChainVerdict, { state: 'accepted' }>): string {
  return `Accepted: ${breakText(firstBadSeq, firstBadSeq, problem)}. An administrator looked into the file as it stood up to entry ${throughSeq}, and it has not changed since. What came after it follows from one another.`;
}

/**
 * The item of the desk policy with which an administrator accepts the file as it stands, on one line; null when no state of it can be
 * accepted.
 */
export const acceptItem = ({ accept }: Extract<ChainVerdict, { state: 'broken' }>): string | null => (accept ? JSON.stringify(accept) : null);

/** What an anchor adds to an intact chain, and what is left open without one. */
export function anchoredText({ entries, anchoredSeq }: Exclude<ChainVerdict, { state: 'broken' }>): string {
  if (anchoredSeq === null) return 'No anchor to compare with: an end that was cut off, or a journal written anew, could not be seen.';
  if (anchoredSeq >= entries) return `An anchor off this machine agrees up to entry ${anchoredSeq}, the last one.`;
  return `An anchor off this machine agrees up to entry ${anchoredSeq}. What came after it, and was cut off, could not be seen.`;
}
