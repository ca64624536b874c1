/**
 * Puts facts of one group together into lives. Pure, and a function of the set of facts alone: neither their order nor whether
 * some came twice changes anything, so that rows may come late.
 *
 * Every fact is in exactly one life, as an event of its own or in another's `also`, but for two kinds that may be in none:
 * sign-ins while no pass lived, and looks at a pass that no journal knows.
 *
 * What nobody vouches for changes no life of what somebody does: those are put together first and without it. It is joined with
 * what is left over then.
 */
import { auditFact, type AuditFact, compareFacts, compareText, type Fact, inOrder, isoOf, type JournalFact, type SeenFact, type SignInFact, timeOf } from './fact';
import { groupOf } from './group-of';
import { actsIn, isRefusedAct } from './join-acts';
import { meaningOf } from './join-audit';
import { type Draft, eventsOf, type Life } from './join-draft';
import { grantDrafts, isGrantAct } from './join-grants';
import { otherDrafts } from './join-others';
import { isPassAct, passDrafts } from './join-passes';
import { grantState } from './state-grant';
import { lineOf } from './state-line';
import { joinUse, passState, spansOf } from './state-pass';
import { parted } from './vouched';

export type { Life, LifeLine } from './join-draft';

/** @param facts - All facts of one group, see `group-of.ts`. @param now - ISO instant. @returns oldest first. */
export function livesOf(facts: readonly Fact[], now: string): readonly Life[] {
  return toldOf(facts, now).shown;
}

/** `firm`: as they would be were nothing open that nobody vouches for; the same array as `shown` where nothing is. Oldest first. */
export type Told = { readonly shown: readonly Life[]; readonly firm: readonly Life[] };

/** As {@link livesOf}, and what findings are judged by. */
export function toldOf(facts: readonly Fact[], now: string): Told {
  const { vouched, doubted } = parted(facts);
  const firm = joined(vouched, now);
  if (doubted.length === 0) return { shown: firm, firm };
  const journalled = firm.filter(({ events }) => events.some(({ source }) => source === 'journal'));
  const taken = new Set(journalled.flatMap(keysOf));
  const rest = joined([...doubted, ...vouched.filter(({ key }) => !taken.has(key))], now);
  // What it changed nothing about is as it was: whoever has replaced that pass may be among the others.
  const known = new Map(firm.map((life) => [JSON.stringify(keysOf(life)), life]));
  return { shown: [...journalled, ...rest.map((life) => known.get(JSON.stringify(keysOf(life))) ?? life)].sort(compareLives), firm };
}

/** Of all its facts. */
export function keysOf({ events }: Pick<Life, 'events'>): readonly string[] {
  return events.flatMap((event) => [event.key, ...(event.source === 'audit' ? event.also.map((audit) => auditFact(audit).key) : [])]);
}

function compareLives(one: Life, other: Life): number {
  return timeOf(one.line.at) - timeOf(other.line.at) || compareText(one.line.id, other.line.id);
}

function joined(facts: readonly Fact[], now: string): readonly Life[] {
  const ordered = inOrder(facts);
  const all = [...actsIn(ordered.filter((fact): fact is JournalFact => fact.source === 'journal')).values()];
  const acts = all.filter((act) => !isRefusedAct(act));
  const audits = ordered.filter((fact): fact is AuditFact => fact.source === 'audit').map((fact) => ({ fact, meaning: meaningOf(fact.audit) }));
  const meaning = (...wanted: readonly string[]) => audits.filter((each) => wanted.includes(each.meaning)).map(({ fact }) => fact);
  const time = timeOf(now);

  const passes = passDrafts(acts.filter(isPassAct), meaning('pass-made', 'pass-removed'), ordered.filter((fact): fact is SeenFact => fact.source === 'seen'));
  const spans = spansOf(passes);
  const registrations = meaning('method-registered');
  const uses = [...ordered.filter((fact): fact is SignInFact => fact.source === 'sign-in'), ...registrations].sort(compareFacts);
  const used = joinUse(passes, spans, uses);
  const grants = grantDrafts(acts.filter(isGrantAct), meaning('grant'));
  const rest = [...registrations.filter((fact) => !used.has(fact)), ...meaning('sessions', 'account', 'person-change', 'policy')].sort(compareFacts);
  const others = otherDrafts(all.filter((act) => isRefusedAct(act) || (!isPassAct(act) && !isGrantAct(act))), rest);

  const lives = [
    ...passes.map((pass) => {
      const span = spans.get(pass) ?? { from: pass.begunAt, until: null, how: null };
      const state = passState(pass, span, time);
      return lifeOf(pass.draft, state, state.turns, time);
    }),
    ...grants.map((grant) => {
      const state = grantState(grant, time);
      return lifeOf(grant.draft, { ...state, what: grant.access.name }, state.turns, time);
    }),
    ...others.map(({ draft, act }) => lifeOf(draft, { result: act?.result ?? null }, [], time)),
  ];
  return lives.flatMap((life) => (life ? [life] : [])).sort(compareLives);
}

function lifeOf(draft: Draft, stated: Parameters<typeof lineOf>[2], turns: readonly number[], now: number): Life | null {
  const events = eventsOf(draft);
  const line = lineOf({ ...draft, id: lineIdOf(draft) }, events, stated);
  if (!line) return null;
  const next = turns.filter((turn) => turn > now);
  return { line, events, changesAt: next.length === 0 ? null : isoOf(Math.min(...next)) };
}

/**
 * Ids of entries are unique in the desk's own journal. One that was opened to be read may use any of them again, for somebody else:
 * what only such journals know has its group in its name, so that it never stands in the place of another line; and what nobody
 * vouches for besides has that in its name.
 */
function lineIdOf({ id, joined }: Draft): string {
  const own = joined.flatMap(({ fact }) => (fact.source === 'journal' && id === `act:${(fact.entry.intentId ?? fact.entry.id).toLowerCase()}` ? [fact] : []));
  const [first] = own;
  if (!first || own.some(({ desk }) => desk === '')) return id;
  return own.every(({ isDoubted }) => isDoubted) ? `${id}@nobodys:${groupOf(first)}` : `${id}@${groupOf(first)}`;
}
