/** What a scene has at hand: one person nobody else uses, the window, the tenant's faults, and the means to kill the desk. */
import type { DemoTenant } from '../../main/demo-tenant';
import type { Chance } from '../support/chance';
import { Killed } from '../support/desk-process';
import type { DeskProcess } from './desk-process';
import type { Ledger } from './ledger';
import { faultOf, FAULT_KINDS, matchOf, type RunFaultKind, type Step, stepOf } from './steps';
import type { Window } from './window';

/** Moments at which the desk is killed; each must have happened at least once. */
export const KILLS = [
  'before the tenant acts', 'after it acted', 'mid-response', 'with a slow create on its way', 'right after the issue reply', 'between reveal and seen', 'after seen',
  'during close, before the delete', 'during close, after the delete', 'during close of a seen pass',
  'during revoke, before the delete', 'during revoke, after the delete', 'during the proof of a revoke', 'while reading back',
  'during a mail, before it left', 'during a mail, after it left', 'in the preflight', 'settling at start, while reading', 'settling at start, while deleting', 'at a random moment',
] as const;
export type Kill = (typeof KILLS)[number];

export type StageParts = {
  readonly tenant: DemoTenant;
  readonly colleagueId: string;
  readonly desk: DeskProcess;
  readonly window: Window;
  readonly ledger: Ledger;
  readonly chance: Chance;
  readonly kills: Map<Kill, number>;
  readonly timeLimitMs: number;
  /** How late a slow act may be beyond the time limit, ms. */
  readonly latenessMs: number;
  readonly personId: string;
  /** After a kill: what else comes by chance. */
  readonly rearm: () => void;
};

export type Stage = ReturnType<typeof createStage>;

export const sleep = (milliseconds: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, milliseconds));

export function createStage({ tenant, colleagueId, desk, window, ledger, chance, kills, timeLimitMs, latenessMs, personId, rearm }: StageParts) {
  /** Lateness counts from when the request arrives, a little after it was sent. */
  const slowMs = () => timeLimitMs + 5 + chance.below(latenessMs);

  const inject = (step: Step, kind: RunFaultKind, times = 1): void => {
    const isEnvelope = step === 'read in a batch' && chance.next() < 0.3;
    const match = isEnvelope ? { method: 'POST', path: /^\/\$batch/, inBatch: false } : matchOf(step, personId);
    tenant.faults.queue({ match, times, fault: faultOf(kind, slowMs()) });
  };

  /** @returns whether it was this kill that ended the desk. The faults of whoever was cut off with it go too. */
  const kill = async (what: Kill, run: number): Promise<boolean> => {
    if (!(await desk.kill(run))) return false;
    kills.set(what, (kills.get(what) ?? 0) + 1);
    tenant.faults.clear();
    return true;
  };

  /** Makes the next such request hang. */
  const hold = (step: Step, when: 'before' | 'after' | 'mid-response') =>
    new Promise<'held'>((resolve) => {
      tenant.faults.queue({ match: matchOf(step, personId), fault: { kind: 'hold', when, onHeld: () => resolve('held') } });
    });

  /** Does something, and kills the desk once a request of it hangs. @returns whether it came to that. */
  const killAtHold = async (what: Kill, step: Step, when: 'before' | 'after' | 'mid-response', act: () => Promise<unknown>, run = desk.run()): Promise<boolean> => {
    const held = hold(step, when);
    const acting = act().then(() => 'ended' as const, (cause: unknown) => {
      if (cause instanceof Killed) return 'ended' as const;
      throw cause;
    });
    const first = await Promise.race([held, acting]);
    const isMine = first === 'held' && (await kill(what, run));
    await acting;
    return isMine;
  };

  const hasReached = (step: Step, since: number): boolean => {
    for (let index = tenant.log.length - 1; index >= 0; index -= 1) {
      const entry = tenant.log[index]!;
      if (entry.sequence <= since) return false;
      if (stepOf(entry) === step && entry.path.toLowerCase().includes(personId)) return true;
    }
    return false;
  };
  const newest = (): number => tenant.log.at(-1)?.sequence ?? 0;

  const killNow = async (what: Kill, run: number): Promise<boolean> => kill(what, run);

  return {
    tenant,
    desk,
    window,
    ledger,
    chance,
    personId,
    inject,
    anyKind: (): RunFaultKind => chance.pick(FAULT_KINDS),
    slowMs,
    hold,
    killNow,
    /** Resolves once such a request of the person has been through; after a second without one as well. */
    onceLogged: async (step: Step): Promise<void> => {
      const since = newest();
      for (let waited = 0; waited < 1000 && !hasReached(step, since); waited += 2) await sleep(2);
    },
    /** Resolves once a slow act, of whomever, has begun; or when what should bring it has ended. */
    onceSlow: async (acting: Promise<unknown>): Promise<void> => {
      const before = tenant.faults.injected.slow;
      const state = { isOver: false };
      const end = () => {
        state.isOver = true;
      };
      acting.then(end, end);
      while (!state.isOver && tenant.faults.injected.slow === before) await sleep(2);
    },
    killAtHold,
    /** Starts the desk again, with whatever was queued since it died. */
    restart: async (): Promise<void> => {
      rearm();
      await desk.start();
    },
    /** As {@link restart}, but killed in the middle of settling, and started once more. */
    restartKilled: async (what: Kill, step: Step, when: 'before' | 'after'): Promise<void> => {
      const isMine = await killAtHold(what, step, when, () => desk.start(), desk.run() + 1);
      if (!isMine && desk.isRunning()) return;
      rearm();
      await desk.start();
    },
    /** A colleague gives the person a pass by another tool; by its lifetime anybody can tell that it is another. */
    colleagueIssues: (): string => {
      const { passId } = tenant.simulate.issueAs(colleagueId, personId, { lifetimeInMinutes: 90, isUsableOnce: true });
      ledger.byColleague(passId);
      return passId;
    },
    passId: (): string | null => tenant.state.passOf(personId)?.id ?? null,
    sleep,
  };
}
