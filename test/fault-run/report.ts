/** What the run prints: what was injected where, what was done, and last the four counts. */
import type { FaultKind, RequestLogEntry } from '../../main/demo-tenant';
import type { Counts, Evidence } from './counts';
import type { Plant } from './protocol';
import { KILLS, type Kill } from './stage';
import { FAULT_KINDS, type RunFaultKind, type Step, STEPS, stepOf, WHEN } from './steps';
import type { Tally } from './window';

/** Share of passes asked for that must have come to a hand-over, or the run says little. */
const LEAST_SHARE = 0.25;
/** Details printed of each count. */
const SHOWN_MAXIMUM = 8;

export type RunFacts = {
  readonly evidence: Evidence;
  readonly counts: Counts;
  readonly coverage: readonly Covered[];
  readonly kills: ReadonlyMap<Kill, number>;
  readonly tally: Tally;
  readonly wanted: number;
  readonly created: number;
  readonly troubles: readonly string[];
  readonly seconds: number;
  readonly options: { readonly seed: number; readonly plant: Plant | null; readonly lanes: number };
};

export type Covered =
  | { readonly what: 'fault'; readonly step: Step; readonly kind: RunFaultKind; readonly count: number }
  | { readonly what: 'hold'; readonly count: number }
  | { readonly what: 'kill'; readonly kill: Kill; readonly count: number };

/** Every kind at every step, and every kill, with how often it happened. */
export function coverageOf(log: readonly RequestLogEntry[], injected: Readonly<Record<FaultKind, number>>, kills: ReadonlyMap<Kill, number>): readonly Covered[] {
  const counts = countsOf(log);
  return [
    ...STEPS.flatMap((step) => FAULT_KINDS.map((kind) => ({ what: 'fault' as const, step, kind, count: counts.get(`${step} ${kind}`) ?? 0 }))),
    { what: 'hold' as const, count: injected.hold },
    ...KILLS.map((kill) => ({ what: 'kill' as const, kill, count: kills.get(kill) ?? 0 })),
  ];
}

function countsOf(log: readonly RequestLogEntry[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const entry of log) {
    if (entry.fault === null) continue;
    const key = `${stepOf(entry)} ${entry.fault}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

/** @returns whether the run is passed. */
export function printReport(facts: RunFacts): boolean {
  const { counts, coverage, tally, wanted, created, troubles, seconds, options, evidence } = facts;
  // A planted bug is looked for by the counts; what else came up does not matter then.
  const missing = options.plant === null ? coverage.filter(({ count }) => count === 0) : [];
  const handedOver = evidence.ledger.handedOver.size;
  const taken = takenBack(evidence);
  const revokes = evidence.events.filter(({ kind, requestId }) => kind === 'deleted' && requestId !== null).length;
  const failures = [
    ...troubles,
    ...missing.map((one) => `never came up: ${nameOf(one)}`),
    ...(created < wanted ? [`only ${created} passes were made of ${wanted}`] : []),
    ...(tally.handOvers < LEAST_SHARE * tally.issues ? [`only ${tally.handOvers} of ${tally.issues} issues came to a hand-over`] : []),
    ...evidence.ledger.dead.map((personId) => `a passcode was shown that opens nothing, for ${personId}`),
    ...taken.map((passId) => `${passId} was known to be handed over and was deleted though nobody asked`),
  ];

  say('');
  say(`Fault run: seed ${options.seed}, ${options.lanes} people at a time, ${evidence.journals.length} journals, ${seconds.toFixed(0)} s${options.plant ? `, planted: ${options.plant}` : ''}`);
  say('');
  printFaults(evidence.log);
  say('');
  say('Killed (SIGKILL) and started again on the same folder');
  for (const kill of KILLS) say(`  ${kill.padEnd(42)}${String(facts.kills.get(kill) ?? 0).padStart(6)}`);
  say('');
  say(`Issues asked for                            ${tally.issues}, of which ${tally.handOvers} came to a hand-over`);
  say(`Passes made in the tenant                   ${created}, of which ${handedOver} were shown or delivered`);
  say(`Revokes asked for                           ${tally.revokes}, of which ${tally.proven} were proven; passes deleted in the tenant: ${revokes}`);
  say(`Journal lines                               ${evidence.journals.reduce((sum, { length }) => sum + length, 0)}`);
  for (const failure of failures.slice(0, 30)) say(`NOT AS IT SHOULD BE: ${failure}`);
  for (const [name, found] of Object.entries(counts)) found.slice(0, SHOWN_MAXIMUM).forEach((one: string) => say(`  ${name}: ${one}`));
  say('');
  const zeros = [
    ['Passes shown or delivered and displaced by a create nobody confirmed', counts.displaced],
    ['Live passes whose passcode was neither shown nor delivered', counts.unseen],
    ['Writes without a journal line', counts.unwritten],
    ['Unsettled intents', counts.unsettled],
  ] as const;
  for (const [name, found] of zeros) say(`${name}: ${found.length}`);
  return failures.length === 0 && zeros.every(([, found]) => found.length === 0);
}

function nameOf(covered: Covered): string {
  switch (covered.what) {
    case 'fault':
      return `${covered.kind} at ${covered.step}`;
    case 'hold':
      return 'a request that hangs';
    case 'kill':
      return `killed ${covered.kill}`;
  }
}

function printFaults(log: readonly RequestLogEntry[]): void {
  const counts = countsOf(log);
  const width = 16;
  say(`${'Faults injected'.padEnd(38)}${STEPS.map((step) => step.padStart(width)).join('')}`);
  for (const kind of [...FAULT_KINDS, 'hold' as const]) {
    say(`  ${`${WHEN[kind]}: ${kind}`.padEnd(36)}${STEPS.map((step) => String(counts.get(`${step} ${kind}`) ?? 0).padStart(width)).join('')}`);
  }
}

/** Passes that the desk knew to be handed over, and took back without being asked. */
function takenBack({ events, ledger }: Evidence): readonly string[] {
  return events.filter(({ kind, passId, requestId }) => kind === 'deleted' && requestId !== null && ledger.acknowledged.has(passId) && !ledger.revokeAsked.has(passId)).map(({ passId }) => passId);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
