/** `--issues=N`, `--seed=N`, `--plant=NAME`, `--lanes=N`, `--late=SECONDS`. */
import { parseArgs } from 'node:util';
import { plantOf, whole } from '../support/run-options';
import { type Plant, PLANTS } from './protocol';

/** Before the desk's last reading back, five seconds after it gave up. */
const LATE_SECONDS = 4;

export type RunOptions = {
  /** Creates that the tenant must have carried out for this desk, at least. */
  readonly issues: number;
  readonly seed: number;
  readonly plant: Plant | null;
  /** How many people are served at a time. */
  readonly lanes: number;
  /** A slow act is carried out at most so long after its sender gave up, seconds of people's time. */
  readonly late: number;
};

/** @throws an error whose message says what may be given. */
export function optionsOf(argv: readonly string[]): RunOptions {
  const { values } = parseArgs({ args: [...argv], options: { issues: { type: 'string' }, seed: { type: 'string' }, plant: { type: 'string' }, lanes: { type: 'string' }, late: { type: 'string' } } });
  const plant = plantOf(values.plant, PLANTS);
  return { issues: whole('issues', values.issues, 2000), seed: whole('seed', values.seed, 1), lanes: whole('lanes', values.lanes, 6), late: whole('late', values.late, LATE_SECONDS), plant };
}
