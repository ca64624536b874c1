/** The moments at which the desk is killed, once, in the middle of its run. */
import type { DemoTenant, FaultMatch, Hold } from '../../main/demo-tenant';
import type { Chance } from '../support/chance';
import type { DeskProcess } from '../support/desk-process';
import { sleep } from './window';

export const KILLS = [
  'before a create is carried out', 'after a create was carried out', 'in the middle of the answer to a create', 'while looking at people', 'between printing and its lines',
  'after a mail has left', 'between reveal and seen', 'after a key was shown', 'at a random moment',
] as const;
export type Kill = (typeof KILLS)[number];

/** Share of the run that is done when the kill may come, and at the latest. */
const EARLIEST = 0.2;
const LATEST = 0.7;
/** What comes with handing over comes seldom: it is waited for from the beginning. */
const SELDOM: readonly Kill[] = ['between printing and its lines', 'after a mail has left', 'between reveal and seen', 'after a key was shown'];
const LOOK_MS = 5;

const CREATE: FaultMatch = { method: 'POST', path: /\/temporaryAccessPassMethods$/i, inBatch: false };
const HOLDS: Readonly<Partial<Record<Kill, { readonly match: FaultMatch; readonly when: Hold['when'] }>>> = {
  'before a create is carried out': { match: CREATE, when: 'before' },
  'after a create was carried out': { match: CREATE, when: 'after' },
  'in the middle of the answer to a create': { match: CREATE, when: 'mid-response' },
  'while looking at people': { match: { method: 'GET', path: /^\/users\//i, inBatch: true }, when: 'before' },
  'after a mail has left': { match: { method: 'POST', path: /\/sendMail$/i, inBatch: false }, when: 'after' },
};

export type KillResult = { readonly kill: Kill; readonly share: number };
export type Killer = ReturnType<typeof createKiller>;

export type KillerParts = {
  readonly tenant: DemoTenant;
  readonly desk: DeskProcess;
  readonly chance: Chance;
  readonly kill: Kill;
  /** Of the passes that are to be made, how many are made. */
  readonly share: () => number;
  /** Some passcodes are out before the kill: those must not be taken back by it. */
  readonly isAnyOut: () => boolean;
};

export function createKiller({ tenant, desk, chance, kill, share, isAnyOut }: KillerParts) {
  let result: KillResult | null = null;
  let dying: Promise<unknown> = Promise.resolve();
  const later = chance.next() * 0.3;
  const earliest = SELDOM.includes(kill) ? EARLIEST : EARLIEST + later;
  const isEarly = (): boolean => share() < earliest || (!isAnyOut() && share() < LATEST);
  const strike = async (what: Kill): Promise<void> => {
    if (result !== null || !desk.isRunning()) return;
    result = { kill: what, share: share() };
    dying = desk.kill();
    await dying;
  };

  return {
    result: () => result,
    /** Something is at this moment. @returns whether the desk was killed there. */
    at: async (moment: Kill): Promise<boolean> => {
      if (kill !== moment || result !== null || isEarly()) return false;
      await strike(moment);
      return true;
    },
    /** Resolves once the desk is dead; what did not come in time comes at any moment. */
    watch: async (isOver: () => boolean): Promise<void> => {
      while (result === null && !isOver() && isEarly()) await sleep(LOOK_MS);
      const hold = HOLDS[kill];
      if (hold) tenant.faults.queue({ match: hold.match, fault: { kind: 'hold', when: hold.when, onHeld: () => void strike(kill) } });
      if (kill === 'at a random moment') {
        await sleep(chance.below(300));
        await strike(kill);
      }
      while (result === null && !isOver() && share() < LATEST) await sleep(LOOK_MS);
      if (!isOver()) await strike('at a random moment');
      await dying;
    },
  };
}
