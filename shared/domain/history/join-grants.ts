/**
 * Lives of grants, from request to removal. The journal names schedules and PIM's requests, and so does PIM's audit; where it
 * does not, operator, role and time decide. Two grants of the same role at other times are two lives.
 */
import { compareText, timeOf, type AuditFact } from './fact';
import { type Act, detailOf, idIn, textIn } from './join-acts';
import { type Access, isSameAccess } from './join-audit';
import { actDraft, auditDraft, type Draft, join, joinAct } from './join-draft';
import { BEFORE_MS, type Match, matchRows } from './join-match';
import { type Step, stepsIn } from './join-pim';

export type GrantDraft = {
  readonly draft: Draft;
  /** Null: no journal made it. */
  readonly make: Act | null;
  /** Extensions and ends that journals know. */
  readonly changes: Act[];
  /** Null: no audit tells of its making. */
  step: Step | null;
  /** Extensions and ends that only the audit knows. */
  readonly laterSteps: Step[];
  /** Schedules and requests it goes by, in lower case. */
  readonly ids: Set<string>;
  readonly access: Access;
  /** May be activated, rather than held. An activation that ends leaves it alone. */
  readonly isEligible: boolean;
  readonly begunAt: number;
};

export function isGrantAct({ action }: Act): boolean {
  return action.startsWith('grant.');
}

/** @param acts - Those about grants. @param audits - Those about grants, in order. @returns oldest first. */
export function grantDrafts(acts: readonly Act[], audits: readonly AuditFact[]): readonly GrantDraft[] {
  const ordered = [...acts].sort((one, other) => one.begunAt - other.begunAt || one.first.entry.seq - other.first.entry.seq || compareText(one.id, other.id));
  const lives: GrantDraft[] = ordered.filter(({ action }) => action === 'grant.make').map(madeLife);
  const homeOf = new Map<Act, GrantDraft>(lives.flatMap((life) => (life.make ? [[life.make, life] as const] : [])));
  const orphans: Act[] = [];
  const byId = new Map<string, Set<GrantDraft>>();
  const index = (life: GrantDraft) => {
    for (const id of life.ids) byId.set(id, (byId.get(id) ?? new Set()).add(life));
  };
  lives.forEach(index);
  for (const act of ordered.filter(({ action }) => action !== 'grant.make')) {
    const home = newest([...new Set(idsOf(act).flatMap((id) => [...(byId.get(id) ?? [])]))], act.begunAt);
    if (!home) {
      orphans.push(act);
      continue;
    }
    homeOf.set(act, addChange(home, act, { joinedBy: 'schedule', certainty: 'certain' }));
    index(home);
  }

  const steps = stepsIn(audits);
  const matches = matchSteps(ordered, steps);
  const matched = new Set([...matches.values()].map(({ step }) => step));
  for (const step of steps) if (step.verb === 'make' && !matched.has(step)) lives.push(outsideLife(step));
  for (const act of orphans) {
    const found = ownerOf(lives, { access: accessIn(act), isEligible: isEligibleAct(act) }, idsOf(act), act.begunAt);
    if (found) homeOf.set(act, addChange(found.life, act, found.match));
    else {
      const life = orphanLife(act);
      lives.push(life);
      homeOf.set(act, life);
    }
  }
  for (const [act, { step, match }] of matches) {
    const home = homeOf.get(act);
    if (home) addStep(home, step, match);
    if (home?.make === act) home.step = step;
  }
  for (const step of steps) {
    if (step.verb === 'make' || matched.has(step)) continue;
    const found = step.result === 'failed' ? null : ownerOf(lives, step, step.requestId === '' ? [] : [step.requestId], step.time);
    if (!found) {
      lives.push({ ...outsideLife(step), step: null, laterSteps: [step] });
      continue;
    }
    addStep(found.life, step, found.match);
    found.life.laterSteps.push(step);
  }
  return [...lives].sort((one, other) => one.begunAt - other.begunAt || compareText(one.draft.id, other.draft.id));
}

function idsOf(act: Act): readonly string[] {
  const all = act.facts.flatMap(({ entry }) => ['scheduleId', 'newScheduleId', 'pimRequestId'].map((name) => idIn(entry.detail, name)));
  return all.filter((id) => id !== '');
}

export function accessIn(act: Act): Access {
  const detail = detailOf(act);
  const id = idIn(detail, 'targetId');
  return { ids: new Set(id === '' ? [] : [id]), name: textIn(detail, 'targetName') };
}

const isEligibleAct = (act: Act) => textIn(detailOf(act), 'how') === 'eligible';

function madeLife(act: Act): GrantDraft {
  const draft = actDraft(act.id, 'grant');
  joinAct(draft, act.facts, act.first);
  return { draft, make: act, changes: [], step: null, laterSteps: [], ids: new Set(idsOf(act)), access: accessIn(act), isEligible: isEligibleAct(act), begunAt: act.begunAt };
}

function orphanLife(act: Act): GrantDraft {
  const draft = actDraft(act.id, 'grant');
  joinAct(draft, act.facts, act.first);
  return { draft, make: null, changes: [act], step: null, laterSteps: [], ids: new Set(idsOf(act)), access: accessIn(act), isEligible: isEligibleAct(act), begunAt: act.begunAt };
}

function outsideLife(step: Step): GrantDraft {
  const [first, ...also] = step.rows;
  const draft: Draft = first ? auditDraft(first, 'grant', also.map(({ audit }) => audit)) : { id: step.key, kind: 'grant', joined: [] };
  return { draft, make: null, changes: [], step, laterSteps: [], ids: new Set(step.requestId === '' ? [] : [step.requestId]), access: step.access, isEligible: step.isEligible, begunAt: step.time };
}

/** PIM may give a grant whose end is moved another schedule: from then on it goes by both. */
function addChange(life: GrantDraft, act: Act, match: Match): GrantDraft {
  joinAct(life.draft, act.facts, act.first, match);
  life.changes.push(act);
  if (act.result === 'succeeded' || act.result === 'unknown') for (const id of idsOf(act)) life.ids.add(id);
  return life;
}

function addStep(life: GrantDraft, { rows }: Step, match: Match): void {
  const [first, ...also] = rows;
  if (first) join(life.draft, [first], match, also.map(({ audit }) => audit));
}

/** By PIM's request first, then by operator, role and time. */
function matchSteps(acts: readonly Act[], steps: readonly Step[]): ReadonlyMap<Act, { readonly step: Step; readonly match: Match }> {
  const matches = new Map<Act, { step: Step; match: Match }>();
  const taken = new Set<Step>();
  const ofRequest = new Map<string, Step[]>();
  for (const step of steps) if (step.requestId !== '') ofRequest.set(step.requestId, [...(ofRequest.get(step.requestId) ?? []), step]);
  for (const act of acts) {
    const { detail } = act.outcome ?? act.first.entry;
    const byRequest = ofRequest.get(idIn(detail, 'pimRequestId'))?.find((step) => !taken.has(step) && verbFits(act, step));
    const bySchedule = act.action === 'grant.make' ? ofRequest.get(idIn(detail, 'scheduleId'))?.find((step) => !taken.has(step) && step.verb === 'make') : undefined;
    const step = byRequest ?? bySchedule;
    if (!step) continue;
    taken.add(step);
    matches.set(act, { step, match: { joinedBy: byRequest ? 'request-id' : 'schedule', certainty: 'certain' } });
  }
  const fits = (act: Act, step: Step): number | null => {
    const own = idIn((act.outcome ?? act.first.entry).detail, 'pimRequestId');
    // Both name a request, and not the same one.
    if (own !== '' && step.requestId !== '') return null;
    const same = isSameAccess(accessIn(act), step.access);
    if (!verbFits(act, step) || isEligibleAct(act) !== step.isEligible || same === 'no' || (step.result === 'failed' && act.result === 'succeeded')) return null;
    return (same === 'yes' ? 0 : 2) + (act.result === 'failed' && step.result === 'succeeded' ? 1 : 0);
  };
  const open = matchRows(acts.filter((act) => !matches.has(act)), steps.filter((step) => !taken.has(step)), fits);
  for (const [act, { row, match }] of open) matches.set(act, { step: row, match });
  return matches;
}

const VERBS = { 'grant.make': 'make', 'grant.extend': 'extend', 'grant.end': 'end' } as const;

/** PIM calls a moved end an update, and some rows of it say that somebody was added. */
function verbFits({ action }: Act, { verb }: Step): boolean {
  return (VERBS as Readonly<Record<string, string>>)[action] === verb || (action === 'grant.extend' && verb === 'make');
}

/** Whose end or extension it is: the grant that goes by that id, else the newest one of that role that has not ended before. */
function ownerOf(lives: readonly GrantDraft[], { access, isEligible }: Pick<GrantDraft, 'access' | 'isEligible'>, ids: readonly string[], time: number): { readonly life: GrantDraft; readonly match: Match } | null {
  const named = newest(lives.filter((life) => ids.some((id) => life.ids.has(id))), time);
  if (named) return { life: named, match: { joinedBy: 'request-id', certainty: 'certain' } };
  const near = lives.filter((life) => life.begunAt <= time + BEFORE_MS && life.isEligible === isEligible && isSameAccess(life.access, access) === 'yes' && isGranted(life) && !endedBefore(life, time));
  const life = newest(near, time);
  return life ? { life, match: { joinedBy: 'person-time', certainty: near.length === 1 ? 'likely' : 'possible' } } : null;
}

function isGranted({ make, step }: GrantDraft): boolean {
  return make ? make.result !== 'failed' : step !== null && step.verb === 'make' && step.result !== 'failed';
}

export function endedBefore({ changes, laterSteps }: GrantDraft, time: number): boolean {
  const ends = [...changes.filter((act) => act.action === 'grant.end' && act.result === 'succeeded').map((act) => timeOf(act.outcome?.at ?? act.first.at)), ...laterSteps.filter(({ verb }) => verb === 'end').map((step) => step.time)];
  return ends.some((end) => end < time - BEFORE_MS);
}

function newest(lives: readonly GrantDraft[], time: number): GrantDraft | undefined {
  const sorted = [...lives].sort((one, other) => one.begunAt - other.begunAt || compareText(one.draft.id, other.draft.id));
  return sorted.filter(({ begunAt }) => begunAt <= time + BEFORE_MS).at(-1) ?? sorted[0];
}
