/** One sequence: some acts by chance about one person, with trouble in between, and the two pictures compared at the end. */
import type { Fault } from '../../main/demo-tenant';
import { wordsOf } from '../support/desk-messages';
import { Killed } from '../support/desk-process';
import { END_OPS } from './ops-ends';
import { GRANT_OPS, type Op } from './ops-grants';
import { KILL_OPS } from './ops-kills';
import { OTHERS_OPS } from './ops-others';
import { REFUSED_OPS } from './ops-refused';
import { READS_OF_PIM, type Stage, TO_PIM } from './stage';

const LEAST_ACTS = 3;
const MOST_ACTS = 8;
/** Share of acts before which something is made to fail. */
const TROUBLE = 0.3;
/** A slow act is carried out so long after its sender gave up, at most; ms of the machine's time. */
const LATENESS_MS = 40;

const OPS: readonly Op[] = [...GRANT_OPS, ...OTHERS_OPS, ...END_OPS, ...REFUSED_OPS];
export const ALL_OPS: readonly Op[] = [...OPS, ...KILL_OPS];
const often = (ops: readonly Op[]): readonly Op[] => ops.flatMap((op) => Array.from({ length: op.times }, () => op));

/** With these a run begins, and nothing fails meanwhile: they are enough to notice the planted bugs. */
const FIRST: readonly string[] = ['another scope', 'put off', 'forbidden', 'while a removal is put off'];

export type Dealer = { readonly next: (mayKill: boolean) => Op };

/** Every act comes up once in the first round of each pile, so that a short run has them all as well. */
export function createDealer(stage: Pick<Stage, 'chance'>): Dealer {
  const { chance } = stage;
  const beginning = (ops: readonly Op[]) => [...chance.shuffled(ops.filter(({ name }) => !FIRST.includes(name))), ...ops.filter(({ name }) => FIRST.includes(name))];
  let plain = beginning(OPS);
  let kills = beginning(KILL_OPS);
  return {
    next: (mayKill) => {
      if (plain.length === 0) plain = [...chance.shuffled(often(OPS))];
      if (kills.length === 0) kills = [...chance.shuffled(often(KILL_OPS))];
      const op = mayKill ? kills.pop() : plain.pop();
      if (!op) throw new Error('nothing to play');
      return op;
    },
  };
}

function trouble({ chance, inject }: Stage, timeLimitMs: number): void {
  const kinds = ['throttled', 'unavailable', 'gateway-timeout-before', 'gateway-timeout-after', 'cut-before', 'cut-after', 'cut-mid-response', 'broken-body', 'claims-challenge', 'slow'] as const;
  const kind = chance.pick(kinds);
  const fault: Fault = kind === 'slow' ? { kind, milliseconds: timeLimitMs + 5 + chance.below(LATENESS_MS) } : kind === 'throttled' || kind === 'unavailable' ? { kind, retryAfterSeconds: 1 } : { kind };
  const match = chance.next() < 0.6 ? TO_PIM : chance.next() < 0.7 ? READS_OF_PIM : { method: 'POST', path: /^\/\$batch/, inBatch: false };
  // One batch has several reads; for what is slow one is enough.
  inject(match, fault, kind === 'slow' ? 1 : 1 + chance.below(3));
}

/** @param isFirst - Of its round. */
export async function playSequence(stage: Stage, dealer: Dealer, played: Map<string, number>, timeLimitMs: number, isFirst: boolean): Promise<void> {
  const { chance, desk, restart, compare, person } = stage;
  const acts = isFirst ? FIRST.length : LEAST_ACTS + chance.below(MOST_ACTS - LEAST_ACTS + 1);
  const killsAt = isFirst ? acts - 1 : chance.next() < 0.5 ? chance.below(acts) : -1;
  for (let act = 0; act < acts; act += 1) {
    const op = dealer.next(act === killsAt);
    if (!isFirst && chance.next() < TROUBLE) trouble(stage, timeLimitMs);
    await op.play(stage).catch((cause: unknown) => {
      if (!(cause instanceof Killed)) throw new Error(`${op.name}: ${wordsOf(cause)}`);
    });
    played.set(op.name, (played.get(op.name) ?? 0) + 1);
    if (!desk.isRunning()) await restart();
  }
  await compare([person.id]);
}
