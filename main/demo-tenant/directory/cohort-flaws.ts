/**
 * What is wrong, or merely unusual, with the new hires of a cohort, as in any list that HR sends. Everybody has at most one
 * of these; who has which comes from the seed.
 */
import { chanceOf } from '../ids';

export type CohortFlaw =
  | 'no-manager'
  | 'disabled'
  | 'no-licence'
  /** Has registered an authenticator, and signed in. */
  | 'registered'
  | 'manager-without-mail'
  | 'external-guest'
  /** The second of two with one display name; the first is flawless otherwise. */
  | 'namesake'
  /** A pass that somebody else made is usable. */
  | 'live-pass'
  | 'role-group'
  | 'admin-role';

/** How many of a hundred, and how many at least. Of the last two a small cohort has only the first. */
const SHARES: readonly (readonly [flaw: CohortFlaw, percent: number, atLeast: number])[] = [
  ['no-manager', 5, 1],
  ['disabled', 3, 1],
  ['no-licence', 5, 1],
  ['registered', 5, 1],
  ['manager-without-mail', 3, 1],
  ['external-guest', 1, 1],
  ['namesake', 1, 1],
  ['live-pass', 0.5, 1],
  ['role-group', 0.5, 1],
  ['admin-role', 0.5, 0],
];

function shuffled(count: number, seed: number): readonly number[] {
  const order = Array.from({ length: count }, (_, n) => n);
  const chance = chanceOf(seed, count);
  for (let n = count - 1; n > 0; n -= 1) {
    const other = chance.below(n + 1);
    [order[n], order[other]] = [order[other] ?? other, order[n] ?? n];
  }
  return order;
}

export type FlawPlan = {
  readonly flawOf: (n: number) => CohortFlaw | undefined;
  /** Whose name the n-th bears: their own, or that of the one they share it with. */
  readonly nameOf: (n: number) => number;
};

/** @param size - How many the cohort has. */
export function planFlaws(size: number, seed: number): FlawPlan {
  const order = shuffled(size, seed);
  const flaws = new Map<number, CohortFlaw>();
  const names = new Map<number, number>();
  let next = 0;
  for (const [flaw, percent, atLeast] of SHARES) {
    for (let left = Math.max(atLeast, Math.floor((size * percent) / 100)); left > 0; left -= 1) {
      const n = order[next];
      if (n === undefined) break;
      flaws.set(n, flaw);
      next += 1;
      if (flaw !== 'namesake') continue;
      names.set(n, order[next] ?? n);
      next += 1;
    }
  }
  return { flawOf: (n) => flaws.get(n), nameOf: (n) => names.get(n) ?? n };
}
