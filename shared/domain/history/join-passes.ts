/**
 * Lives of passes. What a journal says hangs together by ids: the intent, the pass, the create that a later one repeats. Entra's
 * audit names no pass, so its rows are matched by operator and time; a person has one pass at most, and that settles whose
 * removal, sign-in or new method it is. Source: facts 1.4 and 8.2.
 */
import { type AuditFact, compareText, type Fact, type JournalFact, type SeenFact, timeOf } from './fact';
import { type Act, detailOf, idIn } from './join-acts';
import { meaningOf } from './join-audit';
import { actDraft, auditDraft, type Draft, join, joinAct } from './join-draft';
import { AFTER_MS, BEFORE_MS, matchRows, type Candidate } from './join-match';

export type PassDraft = {
  readonly draft: Draft;
  /** Creates that were sent, oldest first; none of a pass that only a revoke, a review or an audit knows. */
  readonly issues: readonly Act[];
  readonly others: Act[];
  /** In lower case: the pass, and ones whose passcode was lost on the way to it. */
  readonly passIds: Set<string>;
  /** Epoch ms. */
  readonly begunAt: number;
  /** Removals in the audit that no journal claims. */
  readonly removals: AuditFact[];
};

type Row = Candidate & { readonly fact: AuditFact };

export function isPassAct({ action }: Act): boolean {
  return action.startsWith('pass.') || action.startsWith('passcode.');
}

/** @param acts - Those about passes. @param audits - Those about passes. @returns oldest first. */
export function passDrafts(acts: readonly Act[], audits: readonly AuditFact[], seen: readonly SeenFact[]): readonly PassDraft[] {
  const lives = issuedLives(acts.filter(({ action }) => action === 'pass.issue'));
  const byPass = new Map<string, PassDraft[]>();
  for (const life of lives) for (const passId of life.passIds) byPass.set(passId, [...(byPass.get(passId) ?? []), life]);
  const issueOf = new Map(lives.flatMap((life) => life.issues.map((act) => [act.id, life] as const)));
  const orphans = new Map<string, PassDraft>();
  const homeOf = new Map<Act, PassDraft>(lives.flatMap((life) => life.issues.map((act) => [act, life] as const)));
  for (const act of acts) {
    if (act.action === 'pass.issue') continue;
    const detail = detailOf(act);
    const passId = idIn(detail, 'passId');
    const byIntent = issueOf.get(idIn(detail, 'issueIntentId'));
    const life = byIntent ?? newestOf(byPass.get(passId) ?? [], act.begunAt) ?? orphanOf(orphans, passId, act);
    life.others.push(act);
    homeOf.set(act, life);
    const isFirst = life.draft.joined.length === 0;
    joinAct(life.draft, act.facts, act.first, isFirst ? undefined : { joinedBy: byIntent ? 'intent' : 'pass-id', certainty: 'certain' });
  }

  const rows = audits.map(rowOf);
  const made = rows.filter(({ fact }) => meaningOf(fact.audit) === 'pass-made');
  const removed = rows.filter(({ fact }) => meaningOf(fact.audit) === 'pass-removed');
  const left = new Set(rows);
  const sides = [[acts.filter(({ action }) => action === 'pass.issue'), made], [acts.filter(({ action }) => action === 'pass.revoke'), removed]] as const;
  for (const [some, candidates] of sides) {
    for (const [act, { row, match }] of matchRows(some, candidates, fits)) {
      const home = homeOf.get(act);
      if (!home) continue;
      join(home.draft, [row.fact], match);
      left.delete(row);
    }
  }
  const outside = made.filter((row) => left.has(row)).map(({ fact, time }): PassDraft => ({ draft: auditDraft(fact, 'pass'), issues: [], others: [], passIds: new Set(), begunAt: time, removals: [] }));
  const whole = adopt([...lives, ...outside], [...orphans.values()]);
  const byTime = [...whole].sort(compareLives);
  const byAnyPass = new Map<string, PassDraft[]>();
  for (const life of byTime) for (const passId of life.passIds) byAnyPass.set(passId, [...(byAnyPass.get(passId) ?? []), life]);
  const alone: PassDraft[] = [];
  for (const row of removed.filter((each) => left.has(each))) {
    const home = row.fact.audit.result === 'success' ? ownerOfRemoval(byTime, row) : undefined;
    if (home) {
      join(home.draft, [row.fact], { joinedBy: 'person-time', certainty: 'likely' });
      home.removals.push(row.fact);
    } else alone.push({ draft: auditDraft(row.fact, 'pass'), issues: [], others: [], passIds: new Set(), begunAt: row.time, removals: [row.fact] });
  }
  for (const fact of seen) {
    const passId = fact.seen.passId.trim().toLowerCase();
    const home = newestOf(byAnyPass.get(passId) ?? [], timeOf(fact.at));
    if (home) join(home.draft, [fact], { joinedBy: 'pass-id', certainty: 'certain' });
  }
  return [...whole, ...alone].sort(compareLives);
}

/** A create that was sent again for the same order is one life with the first. */
function issuedLives(issues: readonly Act[]): readonly PassDraft[] {
  const byId = new Map(issues.map((act) => [act.id, act]));
  const chains = new Map<string, Act[]>();
  for (const act of issues) {
    let head = act;
    const met = new Set<string>();
    // What repeats itself, which nothing honest writes, ends at the first that comes twice.
    for (let before = byId.get(repeatedBy(head)); before && !met.has(before.id) && isEarlier(before, head); before = byId.get(repeatedBy(head))) {
      met.add(before.id);
      head = before;
    }
    const chain = chains.get(head.id);
    if (chain) chain.push(act);
    else chains.set(head.id, [act]);
  }
  return [...chains].map(([id, chain]): PassDraft => {
    const ordered = [...chain].sort((one, other) => one.begunAt - other.begunAt || compareText(one.id, other.id));
    const draft = actDraft(id, 'pass');
    for (const act of ordered) joinAct(draft, act.facts, act.first, act.id === id ? undefined : { joinedBy: 'act', certainty: 'certain' });
    const passIds = new Set(ordered.flatMap((act) => act.facts.map(({ entry }) => idIn(entry.detail, 'passId'))).filter((passId) => passId !== ''));
    return { draft, issues: ordered, others: [], passIds, begunAt: byId.get(id)?.begunAt ?? 0, removals: [] };
  });
}

const repeatedBy = ({ intent }: Act) => (intent ? idIn(intent.detail, 'repeats') : '');
const isEarlier = (one: Act, other: Act) => one.begunAt < other.begunAt || (one.begunAt === other.begunAt && one.id !== other.id && one.first.entry.seq < other.first.entry.seq);

/** The last that had begun by then, else the first of all. @param lives - In any order. */
function newestOf(lives: readonly PassDraft[], time: number): PassDraft | undefined {
  const sorted = [...lives].sort(compareLives);
  return newestBefore(sorted, time) ?? sorted[0];
}

function compareLives(one: PassDraft, other: PassDraft): number {
  return one.begunAt - other.begunAt || compareText(one.draft.id, other.draft.id);
}

/** A pass that this desk revoked or looked at and no open journal issued. Acts come oldest first, so its name is the first act's. */
function orphanOf(orphans: Map<string, PassDraft>, passId: string, act: Act): PassDraft {
  const key = passId === '' ? `act:${act.id}` : `pass:${passId}`;
  const known = orphans.get(key);
  if (known) return known;
  const life: PassDraft = { draft: actDraft(act.id, 'pass'), issues: [], others: [], passIds: new Set(passId === '' ? [] : [passId]), begunAt: act.begunAt, removals: [] };
  orphans.set(key, life);
  return life;
}

/** A pass that Entra says somebody made and this desk revoked is one: the last that was made before, unless a journal knows that one by its id. */
function adopt(lives: readonly PassDraft[], orphans: readonly PassDraft[]): readonly PassDraft[] {
  const taken = new Set<PassDraft>();
  const byTime = [...lives].sort(compareLives);
  const alone = orphans.filter((orphan) => {
    const home = newestBefore(byTime, orphan.begunAt + BEFORE_MS);
    if (!home || home.passIds.size > 0 || home.issues.length > 0 || taken.has(home) || orphan.passIds.size === 0) return true;
    taken.add(home);
    for (const passId of orphan.passIds) home.passIds.add(passId);
    home.others.push(...orphan.others);
    for (const { fact, also, match } of orphan.draft.joined) join(home.draft, [fact], match.joinedBy === 'itself' ? { joinedBy: 'person-time', certainty: 'likely' } : match, also);
    return false;
  });
  return [...lives, ...alone];
}

/** @param lives - Oldest first. */
function newestBefore(lives: readonly PassDraft[], time: number, counts: (life: PassDraft) => boolean = () => true): PassDraft | undefined {
  for (let index = lives.length - 1; index >= 0; index -= 1) {
    const life = lives[index];
    if (life && life.begunAt <= time && counts(life)) return life;
  }
  return undefined;
}

/** Who replaces a pass may have the old one's removal written a moment before or after: it is not the new one that went. */
function ownerOfRemoval(lives: readonly PassDraft[], { time, fact }: Row): PassDraft | undefined {
  const home = newestBefore(lives, time, ({ begunAt, issues }) => time - begunAt >= AFTER_MS || !issues.some((act) => idIn(detailOf(act), 'replacesPassId') !== ''));
  const isGone = home?.removals.length !== 0 || home.others.some((act) => act.action === 'pass.revoke' && act.result === 'succeeded' && act.endedAt <= timeOf(fact.at));
  return isGone ? undefined : home;
}

function rowOf(fact: AuditFact): Row {
  const { by, correlationId } = fact.audit;
  return { key: fact.key, time: timeOf(fact.at), by, correlationIds: [correlationId], fact };
}

/** A failure belongs to what failed; a success may still be of a create whose answer was lost. */
function fits({ result }: Act, { fact }: Row): number | null {
  if (fact.audit.result === 'failure') return result === 'failed' ? 0 : result === 'succeeded' ? null : 1;
  return result === 'failed' ? 1 : 0;
}

/** Facts of a life's journal. */
export function journalOf(draft: Draft): readonly JournalFact[] {
  return draft.joined.map(({ fact }) => fact).filter((fact: Fact): fact is JournalFact => fact.source === 'journal');
}
