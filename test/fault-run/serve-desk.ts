/**
 * One journal's worth of work: several people are served at a time, until enough passes were made; then the faults end, the
 * desk is killed or left, started once more on the same folder, and watched until what may still come has come.
 */
import type { DemoTenant } from '../../main/demo-tenant';
import { wordsOf } from '../support/desk-messages';
import { Killed } from '../support/desk-process';
import type { Chance } from '../support/chance';
import type { Deck } from './deck';
import { createDeskProcess } from './desk-process';
import type { Ledger } from './ledger';
import type { Setup } from './protocol';
import { createStage, type Kill, sleep } from './stage';
import { FAULT_KINDS } from './steps';
import { createWindow, type Tally } from './window';

/** Share of all requests that fail by chance, besides what the scenes ask for. */
const RANDOM_RATE = 0.004;
/** How often the desk looks again for a late create, people's time, ms; and how many looks are waited for at the end. */
const WATCH_ROUND_MS = 30_000;
const WATCH_ROUNDS = 2;

export type ServeParts = {
  readonly tenant: DemoTenant;
  readonly setup: Setup;
  readonly childFile: string;
  readonly lanes: number;
  readonly colleagueId: string;
  readonly latenessMs: number;
  readonly deck: Deck;
  readonly chance: Chance;
  readonly ledger: Ledger;
  readonly tally: Tally;
  readonly kills: Map<Kill, number>;
  /** Null when there is nobody left. */
  readonly nextPerson: () => string | null;
  readonly isEnough: () => boolean;
  readonly onTrouble: (what: string) => void;
};

export async function serveDesk(parts: ServeParts): Promise<void> {
  const { tenant, setup, childFile, lanes, colleagueId, latenessMs, deck, chance, ledger, tally, kills, nextPerson, isEnough, onTrouble } = parts;
  const desk = createDeskProcess({ childFile, setup, onOut: (passcode) => ledger.delivered(passcode), onFailure: onTrouble, onMoment: () => ledger.noticeMails() });
  const window = createWindow({ desk, ledger, tally });
  const rearm = () => tenant.faults.random({ rate: RANDOM_RATE, seed: chance.below(1_000_000), kinds: FAULT_KINDS.filter((kind) => kind !== 'slow') });

  const lane = async (number: number): Promise<void> => {
    while (!isEnough()) {
      await desk.open();
      const scene = deck.next(number);
      const personId = scene && nextPerson();
      if (scene === null || personId === null) return;
      const stage = createStage({ tenant, colleagueId, desk, window, ledger, chance, kills, timeLimitMs: setup.timeLimitMs, latenessMs, personId, rearm });
      await scene.play(stage).catch((cause: unknown) => {
        if (!(cause instanceof Killed)) onTrouble(`${scene.name}: ${wordsOf(cause)}`);
      });
    }
  };

  rearm();
  await desk.start();
  await Promise.all(Array.from({ length: lanes }, (_, number) => lane(number)));

  tenant.faults.clear();
  // What a slow create may still do it has done then.
  await sleep(setup.timeLimitMs + latenessMs);
  if (chance.next() < 0.5) await desk.leave();
  else await desk.kill(desk.run());
  await desk.start();
  await sleep((WATCH_ROUNDS * WATCH_ROUND_MS) / setup.pace + 200);
  await desk.leave();
  desk.end();
}
