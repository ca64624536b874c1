/** Which scene is played next: every one again and again, shuffled, the ordinary ones and the faults more often than the kills. */
import type { Chance } from '../support/chance';
import { FAULT_SCENES, faultScene } from './scenes-faults';
import { KILL_SCENES } from './scenes-kills';
import { PLAIN_SCENES } from './scenes-plain';
import type { Kill, Stage } from './stage';
import type { RunFaultKind, Step } from './steps';

export type Scene = {
  readonly name: string;
  /** The moment at which it kills the desk. */
  readonly kill?: Kill;
  readonly play: (stage: Stage) => Promise<void>;
};

/** A kill costs a start, so one in about nine scenes is enough of them. */
const PLAIN_TIMES = 5;
const FAULT_TIMES = 5;

/** What has not come up yet, once it is all that the run waits for. */
export type Missing = { readonly faults: readonly { readonly step: Step; readonly kind: RunFaultKind }[]; readonly kills: readonly Kill[] };

export type Deck = {
  /** @param lane - Number from 0. @returns null when nothing is left for this lane. */
  readonly next: (lane: number) => Scene | null;
};

/** The first round has every scene once, so that a short run has them all as well; the kills last, for they cut off the others. */
export function createDeck(chance: Chance, missing: () => Missing | null): Deck {
  let pile = [...chance.shuffled(KILL_SCENES), ...chance.shuffled([...PLAIN_SCENES, ...FAULT_SCENES])];
  const refill = () => [
    ...Array.from({ length: PLAIN_TIMES }, () => PLAIN_SCENES),
    ...Array.from({ length: FAULT_TIMES }, () => FAULT_SCENES),
    KILL_SCENES,
  ].flat();
  return {
    next: (lane) => {
      const wanted = missing();
      if (wanted !== null) {
        const { faults, kills } = wanted;
        const fault = faults[lane % Math.max(1, faults.length)];
        if (fault) return faultScene(fault.step, fault.kind);
        // One after the other: kills would prevent one another.
        return lane === 0 ? (KILL_SCENES.find(({ kill }) => kill === kills[0]) ?? null) : null;
      }
      if (pile.length === 0) pile = [...chance.shuffled(refill())];
      return pile.pop()!;
    },
  };
}
