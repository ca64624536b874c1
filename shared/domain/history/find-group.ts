/**
 * All findings of one group. What only a journal says that nobody vouches for takes none away and changes none: they are judged
 * as though it were not open. A finding that it claims to explain says so. What it tells besides may have findings of its own.
 */
import { repeatedPerson } from './find-across';
import type { Fact } from './fact';
import { isoOf, timeOf } from './fact';
import type { FindingContext } from './finding-context';
import type { Found, Verdict } from './find-life';
import { findingsOf } from './findings';
import { isDoubted, type Life } from './join-draft';
import { keysOf, toldOf } from './lives';

/** @param facts - All of one group. @param now - ISO instant. @returns what judges them, for being asked with several contexts. */
export function judgeOf(facts: readonly Fact[], now: string): (context: FindingContext) => Verdict {
  const { shown, firm } = toldOf(facts, now);
  if (shown === firm) return (context) => judged(firm, firm, facts, context);
  const doubted = shown.filter(isDoubted);
  const homes = new Map(shown.flatMap((life) => keysOf(life).map((key) => [key, life] as const)));
  const foundingOf = new Map(firm.map(({ line, events }) => [line.id, events.find(({ joinedBy }) => joinedBy === 'itself')?.key ?? '']));
  const homeOf = (id: string) => homes.get(foundingOf.get(id) ?? '');
  return (context) => {
    const sure = judged(firm, firm, facts, context);
    const findings = sure.findings.map((found) => onShown(found, homeOf));
    const ids = new Set(findings.map(({ id }) => id));
    const repeated = new Set(findings.filter(({ kind }) => kind === 'repeat-person').flatMap(({ lineIds }) => lineIds));
    const more = judged(doubted, shown, facts, context);
    const own = more.findings.filter(({ id, kind, lineIds }) => !ids.has(id) && !(kind === 'repeat-person' && lineIds.some((line) => repeated.has(line))));
    // These lives may not be among those shown, which are looked at again when they change.
    const turns = [sure.changesAt, more.changesAt, ...firm.map(({ changesAt }) => changesAt)];
    return { findings: [...findings, ...own], changesAt: turns.reduce(earlier, null) };
  };
}

/** @param together - Lives among which a person may come again and again. */
function judged(lives: readonly Life[], together: readonly Life[], facts: readonly Fact[], context: FindingContext): Verdict {
  const verdicts = lives.map((life) => findingsOf(life, facts, context));
  return { findings: [...verdicts.flatMap(({ findings }) => findings), ...repeatedPerson(together, context)], changesAt: verdicts.map(({ changesAt }) => changesAt).reduce(earlier, null) };
}

/** The line that it is about may be shown as the beginning of what a journal claims: there it has to be found. */
function onShown(found: Found, homeOf: (lineId: string) => Life | undefined): Found {
  const homes = found.lineIds.map(homeOf);
  const claim = found.kind === 'outside-tool' ? homes.find((life) => life !== undefined && isDoubted(life)) : undefined;
  return { ...found, lineIds: found.lineIds.map((id, index) => homes[index]?.line.id ?? id), facts: { ...found.facts, ...(claim && { claimedBy: claim.line.desk }) } };
}

function earlier(one: string | null, other: string | null): string | null {
  if (one === null || other === null) return one ?? other;
  return isoOf(Math.min(timeOf(one), timeOf(other)));
}
