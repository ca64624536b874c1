/** `--seed=N`, `--tamperings=N`, `--entries=N`, `--kills=N`, `--plant=NAME`, also with a space instead of the `=`. */
import { parseArgs } from 'node:util';

/** Weaknesses on purpose, which the run must find: see lane.ts and append-child.ts. */
export const PLANTS = ['search-unread', 'anchors-unread', 'one-too-late', 'acknowledged-early'] as const;
export type Plant = (typeof PLANTS)[number];

export type RunOptions = {
  readonly seed: number;
  readonly tamperings: number;
  readonly entries: number;
  readonly kills: number;
  readonly plant: Plant | null;
};

/** Fewer leave no room for the heads and the ends that are cut. */
const ENTRIES_LEAST = 300;

/** @throws an error whose message says what may be given. */
export function optionsOf(argv: readonly string[]): RunOptions {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({ args: [...argv], options: { seed: text, tamperings: text, entries: text, kills: text, plant: text } });
  const plant = values.plant ?? null;
  if (plant !== null && !isPlant(plant)) throw new Error(`--plant takes one of ${PLANTS.join(', ')}.`);
  return {
    seed: whole('seed', values.seed, 1, 1),
    tamperings: whole('tamperings', values.tamperings, 1000, 0),
    entries: whole('entries', values.entries, 100_000, ENTRIES_LEAST),
    kills: whole('kills', values.kills, 200, 0),
    plant,
  };
}

function isPlant(name: string): name is Plant {
  return PLANTS.some((each) => each === name);
}

function whole(name: string, given: string | undefined, otherwise: number, least: number): number {
  const value = given === undefined ? otherwise : Number(given);
  if (!Number.isInteger(value) || value < least) throw new Error(`--${name} takes a whole number from ${least}.`);
  return value;
}
