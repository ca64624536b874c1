/** `--seed=N`, `--tamperings=N`, `--entries=N`, `--kills=N`, `--plant=NAME`, also with a space instead of the `=`. */
import { parseArgs } from 'node:util';
import { plantOf, whole } from '../support/run-options';

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
  const plant = plantOf(values.plant, PLANTS);
  return {
    seed: whole('seed', values.seed, 1),
    tamperings: whole('tamperings', values.tamperings, 1000, 0),
    entries: whole('entries', values.entries, 100_000, ENTRIES_LEAST),
    kills: whole('kills', values.kills, 200, 0),
    plant,
  };
}
