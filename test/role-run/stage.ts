/** What a sequence has at hand: people, the window, the clock, the tenant's faults, and the means to kill the desk. */
import type { DemoTenant, Fault, FaultMatch } from '../../main/demo-tenant';
import type { Chance } from '../support/chance';
import { Killed } from '../support/desk-process';
import { later, type Moment, nowAt } from './clock';
import type { DeskProcess } from './desk-process';
import type { Ledger } from './ledger';
import type { RunPerson } from './people';
import { compareAll, compareOne } from './picture';
import type { Truth } from './truth';
import type { Tally, Window } from './window';

/** Moments at which the desk is killed. */
export const KILLS = [
  'between intent and call', 'between call and answer', 'in the middle of an answer', 'between answer and outcome', 'before a removal', 'after a removal', 'while proving',
  'while a removal is put off', 'before a change', 'after a change', 'while access is ended', 'while settling', 'at a random moment',
] as const;
export type Kill = (typeof KILLS)[number];

/** Requests to PIM, validation-only ones among them. */
export const TO_PIM: FaultMatch = { method: 'POST', path: /(?:Assignment|Eligibility)ScheduleRequests$/i, inBatch: false };
export const READS_OF_PIM: FaultMatch = { method: 'GET', path: /Schedule(?:Instance)?s\?/, inBatch: true };
/** Of all requests; besides what the sequences ask for. */
const RANDOM_RATE = 0.008;
const RANDOM_KINDS = ['throttled', 'unavailable', 'gateway-timeout-before', 'gateway-timeout-after', 'cut-before', 'cut-after', 'cut-mid-response', 'broken-body', 'claims-challenge'] as const;
/** Looks at a picture that does not agree, before it is called different: the desk may be at work by itself. */
const LOOKS = 40;
const LOOK_PAUSE_MS = 50;

export const sleep = (milliseconds: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, milliseconds));

export type Shared = { moment: Moment };
export type StageParts = {
  readonly tenant: DemoTenant;
  readonly truth: Truth;
  readonly desk: DeskProcess;
  readonly window: Window;
  readonly ledger: Ledger;
  readonly chance: Chance;
  readonly shared: Shared;
  readonly pace: number;
  readonly kills: Map<Kill, number>;
  readonly differences: string[];
  readonly tally: Tally;
};
export type Stage = ReturnType<typeof createStage> & { readonly person: RunPerson; /** From sequences before. */ readonly others: readonly RunPerson[] };

export function createStage({ tenant, truth, desk, window, ledger, chance, shared, pace, kills, differences, tally }: StageParts) {
  const now = (): number => nowAt(shared.moment);
  const rearm = (): void => tenant.faults.random({ rate: RANDOM_RATE, seed: chance.below(1_000_000), kinds: RANDOM_KINDS });

  /** The desk sends nothing while the clock is moved, as if it had been idle all the time. */
  const move = async (stepMs: number, factor: number): Promise<void> => {
    await desk.hold();
    shared.moment = later(shared.moment, stepMs, factor);
    desk.setClock(shared.moment);
    ledger.notice();
  };

  /** A start goes by the clock of people: it may take so many seconds, and a busy machine must not take them away. */
  const begin = async (): Promise<void> => {
    shared.moment = later(shared.moment, 0, 1);
    await desk.start(shared.moment);
    await move(0, pace);
  };

  const restart = async (): Promise<void> => {
    rearm();
    await begin();
  };

  const kill = async (what: Kill): Promise<boolean> => {
    if (!desk.isRunning()) return false;
    await desk.kill();
    kills.set(what, (kills.get(what) ?? 0) + 1);
    ledger.mayStillRemove();
    tenant.faults.clear();
    return true;
  };

  const held = (match: FaultMatch, when: 'before' | 'after' | 'mid-response') =>
    new Promise<'held'>((resolve) => tenant.faults.queue({ match, fault: { kind: 'hold', when, onHeld: () => resolve('held') } }));

  const quietly = (acting: Promise<unknown>): Promise<'ended'> =>
    acting.then(() => 'ended' as const, (cause: unknown) => {
      if (cause instanceof Killed) return 'ended' as const;
      throw cause;
    });

  /** @param reached - Resolves when the moment has come. @returns whether it came to that. */
  const killAt = async (what: Kill, reached: Promise<'held'>, act: () => Promise<unknown>): Promise<boolean> => {
    const acting = quietly(act());
    const isMine = (await Promise.race([reached, acting])) === 'held' && (await kill(what));
    await acting;
    tenant.faults.clear();
    return isMine;
  };

  const differencesOf = async (personIds: readonly string[]): Promise<readonly string[]> => {
    const all = await window.list('grants.list', {});
    if (all === null) return ['all: could not be read'];
    const found = [...compareAll(all, truth, now())];
    for (const personId of personIds) {
      const own = await window.list('grants.of', { personId });
      found.push(...(own === null ? [`of ${personId}: could not be read`] : compareOne(personId, own, tenant, truth, now())));
    }
    return found;
  };

  return {
    tenant, truth, desk, window, ledger, tally, chance, now, rearm, begin, restart, kill, killAt, held,
    /** Lets hours pass. */
    advance: (milliseconds: number): Promise<void> => move(milliseconds, pace),
    inject: (match: FaultMatch, fault: Fault, times = 1): void => tenant.faults.queue({ match, fault, times }),
    /** Kills at the first read after the act's n-th request to PIM: that one takes a while, so that the next read can be caught. */
    killAfterRequest: async (what: Kill, number: number, act: () => Promise<unknown>): Promise<boolean> => {
      const before = tenant.faults.injected.slow;
      if (number > 1) tenant.faults.queue({ match: TO_PIM, times: number - 1, fault: { kind: 'slow', milliseconds: 1 } });
      tenant.faults.queue({ match: TO_PIM, fault: { kind: 'slow', milliseconds: 40 } });
      const state = { isOver: false };
      const acting = quietly(act()).finally(() => {
        state.isOver = true;
      });
      while (!state.isOver && tenant.faults.injected.slow < before + number) await sleep(2);
      return killAt(what, held(READS_OF_PIM, 'before'), () => acting);
    },
    /** The picture of the desk beside the tenant's state, while the clock stands still and nothing fails. */
    compare: async (personIds: readonly string[]): Promise<void> => {
      tenant.faults.clear();
      await move(0, 0);
      let found: readonly string[] = [];
      for (let look = 1; look <= LOOKS; look += 1) {
        found = await differencesOf(personIds);
        if (found.length === 0) break;
        await sleep(LOOK_PAUSE_MS);
      }
      differences.push(...found);
      await move(0, pace);
      rearm();
    },
  };
}
