/** What the run prints: what was played, what was done, and last the counts. */
import type { Counts, RoundFacts } from './round';
import type { Plant } from './protocol';
import { ALL_OPS } from './sequence';
import { type Kill, KILLS } from './stage';
import type { Tally } from './window';

/** Details printed of each count. */
const SHOWN_MAXIMUM = 8;
/** From so many sequences on everything must have come up. */
const WHOLE_RUN = 300;

export type RunFacts = {
  readonly counts: Counts;
  readonly rounds: readonly RoundFacts[];
  readonly kills: ReadonlyMap<Kill, number>;
  readonly played: ReadonlyMap<string, number>;
  readonly tally: Tally;
  readonly answers: ReadonlyMap<string, number>;
  readonly troubles: readonly string[];
  readonly seconds: number;
  readonly options: { readonly seed: number; readonly sequences: number; readonly plant: Plant | null };
};

export const COUNTED: Readonly<Record<keyof Counts, string>> = {
  different: "Differences between the tool's picture and the tenant",
  notGone: 'Access called ended while it lived',
  otherPath: 'Other paths removed',
  pastLimit: 'Grants past their limit',
  unwritten: 'Writes without a journal line',
  unsettled: 'Unsettled acts',
  notSent: 'Removals put off and not sent',
  wronglySent: 'Forbidden grants sent or not refused',
};

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);

/** @returns whether the run is passed. */
export function printReport({ counts, rounds, kills, played, tally, answers, troubles, seconds, options }: RunFacts): boolean {
  const { sequences, seed, plant } = options;
  const isWhole = plant === null && sequences >= WHOLE_RUN;
  const missing = isWhole ? [...KILLS.filter((kill) => !kills.has(kill)), ...ALL_OPS.map(({ name }) => name).filter((name) => !played.has(name))] : [];
  const failures = [...troubles, ...missing.map((name) => `never came up: ${name}`), ...(tally.made === 0 || tally.ended === 0 ? ['nothing was made and ended'] : [])];
  say('');
  say(`Role run: seed ${seed}, ${sequences} sequences, ${rounds.length} tenants, ${seconds.toFixed(0)} s${plant ? `, planted: ${plant}` : ''}`);
  say('');
  say('Acts');
  for (const { name } of ALL_OPS) say(`  ${name.padEnd(40)}${String(played.get(name) ?? 0).padStart(6)}`);
  say('Killed (SIGKILL) and started again on the same folder');
  for (const kill of KILLS) say(`  ${kill.padEnd(40)}${String(kills.get(kill) ?? 0).padStart(6)}`);
  say('');
  say(`Grants asked for            ${tally.asked} times; ${tally.made} were answered as made, ${sum(rounds.map(({ schedules }) => schedules))} were made in the tenants`);
  say(`Ends moved                  ${tally.moved}`);
  say(`Grants ended and proven     ${tally.ended}; removals put off: ${tally.putOff}`);
  say(`People whose access ended   ${tally.people}; tasks: ${tally.tasks}`);
  say(`Forbidden grants refused    ${tally.refused} of ${tally.forbidden}`);
  say(`Journal lines               ${sum(rounds.map(({ lines }) => lines))}; requests to the tenants: ${sum(rounds.map(({ requests }) => requests))}`);
  say('');
  say('Answered with an error');
  for (const [what, times] of [...answers].sort(([one], [other]) => one.localeCompare(other))) say(`  ${what.padEnd(60)}${String(times).padStart(6)}`);
  for (const failure of failures.slice(0, 30)) say(`NOT AS IT SHOULD BE: ${failure}`);
  const zeros = Object.entries(COUNTED) as readonly (readonly [keyof Counts, string])[];
  for (const [name] of zeros) counts[name].slice(0, SHOWN_MAXIMUM).forEach((one) => say(`  ${name}: ${one}`));
  say('');
  for (const [name, words] of zeros) say(`${words}: ${counts[name].length}`);
  return failures.length === 0 && zeros.every(([name]) => counts[name].length === 0);
}
