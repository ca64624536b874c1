/** What somebody should look at. Pure: the same facts, read as far, give the same findings with the same ids, in whatever order they came. */
import type { JournalEntry } from '../journal-entry';
import { type Fact, isoOf, timeOf } from './fact';
import type { Finding } from './finding';
import type { FindingContext } from './finding-context';
import type { Rule, Verdict } from './find-life';
import { notInEntra, outOfHours, outsideTool, weakVerification } from './find-made';
import { neverUsed, usedElsewhere } from './find-use';
import { textIn } from './join-acts';
import type { Life } from './join-draft';

export { busyOperators, dayOf, operatorRowOf, quotaNear, repeatedPerson, weekOf } from './find-across';
export type { OperatorRow } from './find-across';
export type { Found, Verdict } from './find-life';

const RULES: readonly Rule[] = [outsideTool, notInEntra, neverUsed, usedElsewhere, outOfHours, weakVerification];

/**
 * Findings about one life. @param facts - All of its group: the person's sign-ins before the pass say what is usual.
 * Those over several lives: {@link repeatedPerson}, {@link busyOperators} and {@link quotaNear}.
 */
export function findingsOf(life: Life, facts: readonly Fact[], context: FindingContext): Verdict {
  const verdicts = RULES.map((rule) => rule(life, facts, context));
  const now = timeOf(context.now);
  const next = verdicts.flatMap(({ turns = [] }) => turns).filter((turn) => turn > now);
  return { findings: verdicts.flatMap(({ found }) => (found ? [found] : [])), changesAt: next.length === 0 ? null : isoOf(Math.min(...next)) };
}

export type SeenMark = NonNullable<Finding['seen']> & { readonly findingId: string };

/** The mark that a journal line sets; null for other lines. */
export function seenIn({ action, phase, result, detail, at, operator, reason }: JournalEntry): SeenMark | null {
  const findingId = textIn(detail, 'findingId');
  if (action !== 'finding.see' || phase === 'intent' || result !== 'succeeded' || findingId === '') return null;
  return { findingId, at, by: operator.displayName, reason };
}

/** The newest mark; null when none is as new as the finding: a person who gets yet another pass must be looked at again. */
export function seenBy(finding: Pick<Finding, 'id' | 'at'>, marks: readonly SeenMark[]): Finding['seen'] {
  const mine = marks.filter(({ findingId, at }) => findingId === finding.id && timeOf(at) >= timeOf(finding.at));
  const newest = mine.reduce<SeenMark | null>((last, mark) => (last === null || timeOf(mark.at) > timeOf(last.at) || (mark.at === last.at && JSON.stringify(mark) > JSON.stringify(last)) ? mark : last), null);
  return newest && { at: newest.at, by: newest.by, reason: newest.reason };
}
