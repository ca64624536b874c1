/** What goes wrong while the run goes on: throttling by chance and in bursts, lost and doubtful answers, colleagues. All from the seed. */
import { DEMO_PEOPLE, type DemoTenant, type Fault, type FaultMatch } from '../../main/demo-tenant';
import type { Chance } from '../support/chance';

export const TIME_LIMIT_MS = 600;
/** A slow create is carried out so long after its sender gave up at most, ms. */
export const LATENESS_MS = 60;
/** Of all requests, also those in batches. */
const RANDOM_RATE = 0.03;
/** Mostly 429: of the others one each. */
const RANDOM_KINDS = [...Array.from({ length: 9 }, () => 'throttled' as const), 'unavailable', 'gateway-timeout-before', 'cut-before'] as const;
/** From one burst to the next at most, and how long one lasts at most, ms. */
const BURST_EVERY_MS = 2_500;
const BURST_MS = 300;

export const createsOf = (personId: string): FaultMatch => ({ method: 'POST', path: new RegExp(`^/users/${personId}/authentication/temporaryAccessPassMethods$`, 'i'), inBatch: false });

/** The ways in which it stays open what became of a create. */
function ambiguous(chance: Chance): Fault {
  const kind = chance.pick(['cut-before', 'cut-after', 'cut-mid-response', 'gateway-timeout-before', 'gateway-timeout-after', 'unavailable', 'broken-body', 'slow'] as const);
  return kind === 'slow' ? { kind, milliseconds: TIME_LIMIT_MS + 5 + chance.below(LATENESS_MS) } : { kind };
}

export type Trouble = ReturnType<typeof createTrouble>;

export function createTrouble(tenant: DemoTenant, chance: Chance) {
  let burst: NodeJS.Timeout | null = null;
  const nextBurst = (): void => {
    burst = setTimeout(() => {
      tenant.faults.throttleAll(50 + chance.below(BURST_MS), 1 + chance.below(4));
      nextBurst();
    }, 300 + chance.below(BURST_EVERY_MS));
  };
  return {
    begin: (): void => {
      tenant.faults.random({ rate: RANDOM_RATE, seed: chance.below(1_000_000), kinds: RANDOM_KINDS });
      nextBurst();
    },
    /** The next create of so many of a hundred of these, and of one at least. @returns how many. */
    loseAnswers: (personIds: readonly string[], percent: number): number => {
      const hit = chance.shuffled(personIds).slice(0, Math.max(1, Math.round((personIds.length * percent) / 100)));
      for (const id of hit) tenant.faults.queue({ match: createsOf(id), fault: ambiguous(chance), times: chance.next() < 0.2 ? 2 : 1 });
      return hit.length;
    },
    /** The person's first create hangs and is never carried out; meanwhile a colleague gives the person a pass. */
    colleagueInBetween: (personId: string, onMade: (passId: string) => void): void => {
      const onHeld = () => onMade(tenant.simulate.issueAs(DEMO_PEOPLE.colleague.id, personId, { lifetimeInMinutes: 90, isUsableOnce: true }).passId);
      tenant.faults.queue({ match: createsOf(personId), fault: { kind: 'hold', when: 'before', onHeld } });
    },
    end: (): void => {
      if (burst) clearTimeout(burst);
      burst = null;
      tenant.faults.clear();
    },
  };
}
