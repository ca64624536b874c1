/** Findings about who made it: Entra has it and no journal, a journal has it and Entra does not, at which hour, how verified. */
import { isWithinHours } from '../allowed-hours';
import { type AllowedHours, isTimeZone } from '../limits';
import { limitsFor } from '../rules';
import { timeOf } from './fact';
import type { FindingContext } from './finding-context';
import { auditsOf, beginningOf, foundIn, forgottenAt, isCovered, isKept, isMaking, NOTHING, type Rule } from './find-life';
import { isByPlatform, meaningOf, verbOf } from './join-audit';
import { AFTER_MS, BEFORE_MS } from './join-match';

const HOUR_MS = 3_600_000;

/** A pass or grant in Entra that no journal open here knows. Whoever activates their own eligible role is meant to. */
export const outsideTool: Rule = (life, _facts, { rules, journalSince, knownOperators = [] }) => {
  const { line } = life;
  if (line.result !== 'succeeded' || !line.id.startsWith('audit:') || !isMaking(life)) return NOTHING;
  if (journalSince === null || timeOf(line.at) < timeOf(journalSince)) return NOTHING;
  const founding = auditsOf(life.events).find(({ joinedBy }) => joinedBy === 'itself');
  // The platform's own row without PIM's: the others are on their way, and they tell who.
  if (!founding || [founding.audit, ...founding.also].every(isByPlatform)) return NOTHING;
  const operator = line.operator?.id.toLowerCase() ?? '';
  if (operator !== '' && operator === line.person?.id.toLowerCase()) return NOTHING;
  if (rules.hasOtherDesks && !knownOperators.some((id) => id.toLowerCase() === operator && id !== '')) return NOTHING;
  return { found: foundIn(life, 'outside-tool', { what: line.kind, activity: founding.audit.activity, byApp: founding.audit.by?.isApp === true ? 'yes' : 'no' }) };
};

/** A journal says that it was made, and Entra's log, read for that time, has no such row. */
export const notInEntra: Rule = (life, _facts, context) => {
  const { line, events } = life;
  const entry = beginningOf(life);
  if (!entry || line.result !== 'succeeded' || (entry.action !== 'pass.issue' && entry.action !== 'grant.make')) return NOTHING;
  const isThere = auditsOf(events).some(({ audit }) => audit.result !== 'failure' && (meaningOf(audit) === 'pass-made' || (meaningOf(audit) === 'grant' && verbOf(audit) === 'make')));
  if (isThere || !isKept(life, context)) return NOTHING;
  const outcomes = events.flatMap((event) => (event.source === 'journal' && event.entry.action === entry.action && event.entry.phase === 'outcome' && event.entry.result === 'succeeded' ? [timeOf(event.at)] : []));
  const made = Math.max(timeOf(entry.at), ...outcomes);
  const due = made + context.rules.lateHours * HOUR_MS;
  const turns = [due, forgottenAt(life, context)];
  const isDue = timeOf(context.now) >= due && isCovered(context.auditsRead, timeOf(entry.at) - BEFORE_MS, Math.max(due, made + AFTER_MS));
  return { found: isDue ? foundIn(life, 'not-in-entra', { what: line.kind, lateHours: context.rules.lateHours }) : null, turns };
};

/** When the operator issued or granted. A run is judged when it begins, once for all its people. */
export const outOfHours: Rule = (life, _facts, context) => {
  const { line } = life;
  const entry = beginningOf(life);
  const isRun = entry?.action === 'run.begin' && entry.detail.runKind === 'issue';
  if (!entry || (!isRun && (!isMaking(life) || line.runId !== ''))) return NOTHING;
  if (!isRun && line.result !== 'succeeded' && line.result !== 'unknown') return NOTHING;
  // Other desks may be elsewhere: only hours that the policy names hold for them too.
  if (line.desk !== '' && context.rules.workingHours === null) return NOTHING;
  const hours = hoursOf(context);
  if (hours === null || isWithinHours(hours, new Date(timeOf(entry.at)))) return NOTHING;
  return { found: foundIn(life, 'out-of-hours', { what: line.kind, from: hours.from, to: hours.to, timeZone: hours.timeZone, days: hours.days.join(' ') }, entry.at) };
};

function hoursOf({ rules, timeZone }: FindingContext): AllowedHours | null {
  const hours: AllowedHours = rules.workingHours ?? { timeZone, days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '06:00', to: '20:00' };
  const isKnown = zones.get(hours.timeZone) ?? isTimeZone(hours.timeZone);
  zones.set(hours.timeZone, isKnown);
  return isKnown ? hours : null;
}

/** Whether the runtime knows a zone: asked for every life, and slow to tell. */
const zones = new Map<string, boolean>();

/** Verified in a way that no group of this desk may use for that tier, or not at all. Lines that say nothing about it are not judged. */
export const weakVerification: Rule = (life, _facts, { limits, operatorGroups }) => {
  const { line } = life;
  const entry = beginningOf(life);
  if (entry?.action !== 'pass.issue' || line.tier === null || (line.result !== 'succeeded' && line.result !== 'unknown')) return NOTHING;
  const { verificationKind } = entry.detail;
  if (verificationKind === undefined) return NOTHING;
  const { tier } = line;
  const kinds: readonly string[] = [null, ...operatorGroups].flatMap((group) => limitsFor({ limits }, tier, group).verification.kinds);
  const used = typeof verificationKind === 'string' ? verificationKind : '';
  return kinds.includes(used) ? NOTHING : { found: foundIn(life, 'weak-verification', { tier, kind: used === '' ? 'none' : used, allowed: [...new Set(kinds)].sort().join(' ') }) };
};
