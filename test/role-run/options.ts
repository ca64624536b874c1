/** `--sequences=N`, `--seed=N`, `--plant=NAME`, `--lanes=N`. */
import { parseArgs } from 'node:util';
import { type Plant, PLANTS } from './protocol';

export type RunOptions = {
  readonly sequences: number;
  readonly seed: number;
  readonly plant: Plant | null;
  /** How many desks, each with a tenant of its own, are at work at a time. */
  readonly lanes: number;
};

/** @throws an error whose message says what may be given. */
export function optionsOf(argv: readonly string[]): RunOptions {
  const { values } = parseArgs({ args: [...argv], options: { sequences: { type: 'string' }, seed: { type: 'string' }, plant: { type: 'string' }, lanes: { type: 'string' } } });
  const plant = values.plant ?? null;
  if (plant !== null && !isPlant(plant)) throw new Error(`--plant takes one of ${PLANTS.join(', ')}.`);
  return { sequences: whole('sequences', values.sequences, 1000), seed: whole('seed', values.seed, 1), lanes: whole('lanes', values.lanes, 3), plant };
}

function isPlant(name: string): name is Plant {
  return PLANTS.some((each) => each === name);
}

function whole(name: string, given: string | undefined, otherwise: number): number {
  const value = given === undefined ? otherwise : Number(given);
  if (!Number.isInteger(value) || value < 1) throw new Error(`--${name} takes a whole number from 1.`);
  return value;
}
