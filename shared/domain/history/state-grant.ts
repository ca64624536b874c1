/** What a grant's line says: how it stands and when it ends. */
import { isoOf, timeOf } from './fact';
import type { LifeState } from './history-line';
import { detailOf, textIn } from './join-acts';
import { isByPlatform } from './join-audit';
import type { GrantDraft } from './join-grants';

export type GrantState = {
  readonly result: 'succeeded' | 'failed' | 'unknown' | 'open';
  readonly state: LifeState | null;
  readonly endsAt: string | null;
  /** Epoch ms of what only time brings; past ones too. */
  readonly turns: readonly number[];
};

export function grantState({ make, step, changes, laterSteps }: GrantDraft, now: number): GrantState {
  const founding = make ?? step ?? changes[0] ?? laterSteps[0];
  const result = founding?.result ?? 'unknown';
  if (result !== 'succeeded') return { result, state: null, endsAt: null, turns: [] };
  const removals = [
    ...changes.filter((act) => act.action === 'grant.end' && act.result === 'succeeded').map((act) => ({ at: timeOf(act.outcome?.at ?? act.first.at), state: 'ended' as const })),
    ...laterSteps.filter(({ verb }) => verb === 'end').map(({ time, rows }) => ({ at: time, state: rows.every(({ audit }) => isByPlatform(audit)) ? ('expired' as const) : ('ended' as const) })),
  ].sort((one, other) => one.at - other.at || (one.state < other.state ? -1 : 1));
  const [removal] = removals;
  const planned = plannedEnd({ make, step, changes });
  if (removal && (planned === null || removal.at < planned || removal.state === 'ended')) {
    // Proven gone after its end: it had run out by itself.
    const isOver = planned !== null && removal.at >= planned;
    return { result, state: isOver ? 'expired' : removal.state, endsAt: isoOf(isOver ? planned : removal.at), turns: [] };
  }
  if (make === null && step === null) return { result, state: null, endsAt: null, turns: [] };
  const detail = make ? detailOf(make) : {};
  const start = make ? timeOf(textIn(detail, 'startsAt')) || timeOf(textIn(detail, 'startDateTime')) || make.begunAt : (step?.startsAt ?? step?.time ?? 0);
  const turns = [start, ...(planned === null ? [] : [planned])];
  if (planned !== null && now >= planned) return { result, state: 'expired', endsAt: isoOf(planned), turns };
  return { result, state: now < start ? 'planned' : 'live', endsAt: planned === null ? null : isoOf(planned), turns };
}

/** Epoch ms: the end that was asked for last, or a removal that waits until PIM takes it. Null: permanent, or not known. */
function plannedEnd({ make, step, changes }: Pick<GrantDraft, 'make' | 'step' | 'changes'>): number | null {
  const moved = changes.filter((act) => act.action === 'grant.extend' && act.result === 'succeeded').map((act) => timeOf(textIn(detailOf(act), 'until'))).filter((time) => time > 0).at(-1);
  const detail = make ? detailOf(make) : {};
  const end = [moved, timeOf(textIn(detail, 'endsAt')), timeOf(textIn(detail, 'plannedEnd')), step?.endsAt].find((time) => typeof time === 'number' && time > 0) ?? null;
  const putOff = changes.filter((act) => act.action === 'grant.end' && act.result === 'open').map((act) => timeOf(textIn(detailOf(act), 'notBefore'))).filter((time) => time > 0);
  const all = [...(end === null ? [] : [end]), ...putOff];
  return all.length === 0 ? null : Math.min(...all);
}
