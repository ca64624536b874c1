/**
 * Puts facts of one group together into lives. Pure, and a function of the set of facts alone: neither their order nor whether
 * some came twice changes anything, so that rows may come late.
 *
 * Every fact is in exactly one life, as an event of its own or in another's `also`, but for two kinds that may be in none:
 * sign-ins while no pass lived, and looks at a pass that no journal knows.
 */
import { type AuditFact, compareFacts, compareText, type Fact, inOrder, isoOf, type JournalFact, type SeenFact, type SignInFact, timeOf } from './fact';
import { groupOf } from './group-of';
import { actsIn } from './join-acts';
import { meaningOf } from './join-audit';
import { type Draft, eventsOf, type Life } from './join-draft';
import { grantDrafts, isGrantAct } from './join-grants';
import { otherDrafts } from './join-others';
import { isPassAct, passDrafts } from './join-passes';
import { grantState } from './state-grant';
import { lineOf } from './state-line';
import { joinUse, passState, spansOf } from './state-pass';

export type { Life, LifeLine } from './join-draft';

/** @param facts - All facts of one group, see `group-of.ts`. @param now - ISO instant. @returns oldest first. */
export function livesOf(facts: readonly Fact[], now: string): readonly Life[] {
  const ordered = inOrder(facts);
  const acts = [...actsIn(ordered.filter((fact): fact is JournalFact => fact.source === 'journal')).values()];
  const audits = ordered.filter((fact): fact is AuditFact => fact.source === 'audit').map((fact) => ({ fact, meaning: meaningOf(fact.audit) }));
  const meaning = (...wanted: readonly string[]) => audits.filter((each) => wanted.includes(each.meaning)).map(({ fact }) => fact);
  const time = timeOf(now);

  const passes = passDrafts(acts.filter(isPassAct), meaning('pass-made', 'pass-removed'), ordered.filter((fact): fact is SeenFact => fact.source === 'seen'));
  const spans = spansOf(passes);
  const registrations = meaning('method-registered');
  const uses = [...ordered.filter((fact): fact is SignInFact => fact.source === 'sign-in'), ...registrations].sort(compareFacts);
  const joined = joinUse(passes, spans, uses);
  const grants = grantDrafts(acts.filter(isGrantAct), meaning('grant'));
  const rest = [...registrations.filter((fact) => !joined.has(fact)), ...meaning('sessions', 'account', 'person-change', 'policy')].sort(compareFacts);
  const others = otherDrafts(acts.filter((act) => !isPassAct(act) && !isGrantAct(act)), rest);

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
  return lives.flatMap((life) => (life ? [life] : [])).sort((one, other) => timeOf(one.line.at) - timeOf(other.line.at) || compareText(one.line.id, other.line.id));
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
 * what only such journals know has its group in its name, so that it never stands in the place of another line.
 */
function lineIdOf({ id, joined }: Draft): string {
  const own = joined.flatMap(({ fact }) => (fact.source === 'journal' && id === `act:${(fact.entry.intentId ?? fact.entry.id).toLowerCase()}` ? [fact] : []));
  const [first] = own;
  return !first || own.some(({ desk }) => desk === '') ? id : `${id}@${groupOf(first)}`;
}
