/** What a chain has shown of itself, in words. For the verdict in the history, a notice, and whoever is refused an act for it. */
import type { ChainProblem, ChainVerdict } from '../../shared/domain/journal-entry';
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
  if (verdict.entries === 0) return 'Intact: it has no entries yet.';
  return verdict.entries === 1 ? 'Intact: it has one entry.' : `Intact: all ${countText(verdict.entries, 'entry', 'entries')} follow from one another.`;
}

/** What an anchor adds to an intact chain, and what is left open without one. */
export function anchoredText({ entries, anchoredSeq }: Extract<ChainVerdict, { state: 'intact' }>): string {
  if (anchoredSeq === null) return 'No anchor to compare with: an end that was cut off, or a journal written anew, could not be seen.';
  if (anchoredSeq >= entries) return `An anchor off this machine agrees up to entry ${anchoredSeq}, the last one.`;
  return `An anchor off this machine agrees up to entry ${anchoredSeq}. What came after it, and was cut off, could not be seen.`;
}
