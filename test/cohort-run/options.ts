/** `--seeds=N`, `--seed=N`, `--people=20|200`, `--ambiguous=PERCENT`, `--plant=NAME`. */
import { parseArgs } from 'node:util';
import { plantOf, whole } from '../support/run-options';
import { type Plant, PLANTS } from './protocol';

export type RunOptions = {
  /** How many seeds, from {@link seed} on. */
  readonly seeds: number;
  readonly seed: number;
  /** Which cohort of the demo tenant. */
  readonly people: 20 | 200;
  /** Of a hundred creates, how many get no answer or a doubtful one. */
  readonly ambiguous: number;
  readonly plant: Plant | null;
};

/** @throws an error whose message says what may be given. */
export function optionsOf(argv: readonly string[]): RunOptions {
  const { values } = parseArgs({ args: [...argv], options: { seeds: { type: 'string' }, seed: { type: 'string' }, people: { type: 'string' }, ambiguous: { type: 'string' }, plant: { type: 'string' } } });
  const plant = plantOf(values.plant, PLANTS);
  const people = whole('people', values.people, 200);
  if (people !== 20 && people !== 200) throw new Error('--people takes 20 or 200, for these are the cohorts there are.');
  const ambiguous = whole('ambiguous', values.ambiguous, 5);
  if (ambiguous > 100) throw new Error('--ambiguous takes 1 to 100, of a hundred.');
  return { seeds: whole('seeds', values.seeds, 3), seed: whole('seed', values.seed, 1), people, ambiguous, plant };
}
