/** `--sequences=N`, `--seed=N`, `--plant=NAME`, `--lanes=N`. */
import { parseArgs } from 'node:util';
import { plantOf, whole } from '../support/run-options';
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
  const plant = plantOf(values.plant, PLANTS);
  return { sequences: whole('sequences', values.sequences, 1000), seed: whole('seed', values.seed, 1), lanes: whole('lanes', values.lanes, 3), plant };
}
