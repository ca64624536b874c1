/**
 * One seed: a tenant, a desk, a cohort in one run that is killed in its middle and gone on with, passcodes handed over in
 * four ways and some kept waiting; then everything is looked at.
 */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { type DemoTenant, startDemoTenant } from '../../main/demo-tenant';
import { type Chance, chanceOf } from '../support/chance';
import { placeOf } from '../support/desk-messages';
import { createDeskProcess, Killed } from '../support/desk-process';
import { readJournal } from '../support/journal-lines';
import { type Counts, countAll } from './counts';
import { createKiller, KILLS, type KillResult } from './kills';
import { createLedger, WAYS } from './ledger';
import { createOperator } from './operator';
import type { RunOptions } from './options';
import { chooseByGroup, chooseByList } from './people';
import type { Paper, Setup } from './protocol';
import { reasonOf, type Row } from './rows';
import { createTrouble, LATENESS_MS, TIME_LIMIT_MS } from './trouble';
import { createWindow, sleep } from './window';

/** The desk waits so many times shorter than people can. */
const PACE = 40;
/** Two rounds in which the desk looks once more for what came late, people's time. */
const WATCHED_MS = 60_000;
const OTHER_PEOPLE = 300;
/** Longest start and longest answer, ms. */
const PATIENCE_MS = 120_000;
/** A small cohort must not be over before anybody's passcode could be handed over. */
const LATENCY_MS = { 200: 2, 20: 40 } as const;
/** Without a write for so long, ms, a start has settled what it found. */
const QUIET_MS = 1_500;
/** Longest wait for that, ms. */
const SETTLED_MS = 20_000;

export type CourseParts = { readonly seed: number; readonly folder: string; readonly childFile: string; readonly workerFile: string; readonly options: RunOptions };

export type CourseFacts = {
  readonly seed: number;
  readonly how: string;
  readonly people: number;
  readonly counts: Counts;
  readonly kill: KillResult | null;
  readonly ambiguous: number;
  readonly throttled: number;
  readonly creates: number;
  readonly delivered: ReadonlyMap<string, number>;
  readonly lines: number;
  readonly requests: number;
  readonly answers: ReadonlyMap<string, number>;
  readonly journal: string;
  readonly troubles: readonly string[];
  readonly seconds: number;
};

export async function playCourse({ seed, folder, childFile, workerFile, options }: CourseParts): Promise<CourseFacts> {
  const begun = Date.now();
  const chance = chanceOf(seed * 7919);
  mkdirSync(folder, { recursive: true });
  const tenant = await startDemoTenant({ people: OTHER_PEOPLE, cohorts: true, seed, latencyMs: LATENCY_MS[options.people], auditDelayMs: 7000, logLimit: 1_000_000 });
  try {
    return { ...(await play({ tenant, chance, seed, folder, childFile, workerFile, options })), seconds: (Date.now() - begun) / 1000 };
  } finally {
    await tenant.close();
  }
}

async function play({ tenant, chance, seed, folder, childFile, workerFile, options }: CourseParts & { readonly tenant: DemoTenant; readonly chance: Chance }): Promise<Omit<CourseFacts, 'seconds'>> {
  const { plant, people: size, ambiguous } = options;
  const troubles: string[] = [];
  const answers = new Map<string, number>();
  const cohort = tenant.cohorts.find((each) => each.size === size);
  if (!cohort) throw new Error(`there is no cohort of ${size}`);
  const members = cohort.members();
  const ledger = createLedger(tenant);
  const setup: Setup = { ...placeOf(tenant, folder, workerFile), pace: PACE, timeLimitMs: TIME_LIMIT_MS, plant };
  const desk = createDeskProcess<never, readonly Paper[]>({
    childFile,
    setup,
    patienceMs: PATIENCE_MS,
    // It is killed but once.
    isLoadedAhead: false,
    onOwn: (slips) => {
      for (const { userPrincipalName, passcode } of slips) ledger.out(userPrincipalName, passcode, 'printed');
      void killer.at('between printing and its lines');
    },
    onFailure: (what) => void troubles.push(what),
  });

  // Drawn before anything can be late: the same seed plans the same.
  const mayReplace = chance.next() < 0.5;
  const isByList = seed % 2 === 0;
  const startsOnHireDay = chance.next() < 0.5;
  const others = new Map(mayReplace ? [] : members.flatMap(({ person, livePass, obstacles }): readonly (readonly [string, string])[] => (livePass && obstacles.length === 0 ? [[person.id, livePass.id]] : [])));
  const able = members.filter(({ obstacles, livePass }) => obstacles.length === 0 && livePass === null).map(({ person }) => person.id);
  const [early = '', between = '', ...rest] = chance.shuffled(able);
  const givenUp = rest.slice(0, 2);
  const share = () => new Set(tenant.state.passEvents.filter(({ kind, requestId }) => kind === 'created' && requestId !== null).map(({ personId }) => personId)).size / able.length;
  const killer = createKiller({ tenant, desk, chance, kill: KILLS[(seed - 1) % KILLS.length] ?? 'at a random moment', share, isAnyOut: () => ledger.deliveries.some(({ isKnown }) => isKnown) });
  const trouble = createTrouble(tenant, chance);
  const destinies = new Map(able.map((id, index) => [id, givenUp.includes(id) ? null : ([...WAYS, null] as const)[index % 5] ?? null]));
  const operator = createOperator({ window: createWindow(desk, answers), ledger, destinies, at: killer.at, lot: size / 20 });

  try {
    await desk.start();
    trouble.begin();
    const window = createWindow(desk, answers);
    const chosen = await (isByList ? chooseByList(window, cohort, chance) : chooseByGroup(window, cohort));
    troubles.push(...chosen.missed);
    const lost = trouble.loseAnswers(rest, ambiguous);
    trouble.colleagueInBetween(between, (passId) => void others.set(between, passId));
    const plan = await operator.plan(chosen.people, startsOnHireDay ? 'hire-day' : 'now');
    // After the dry run and before the run: what was not there then is never displaced.
    others.set(early, tenant.simulate.issueAs(tenant.state.people.find(({ displayName }) => displayName === 'Selma Aydin')?.id ?? '', early, { lifetimeInMinutes: 90, isUsableOnce: true }).passId);
    const runId = await operator.start(plan, mayReplace);

    const state = { isOver: false };
    const first = operator.attend(runId).catch(ifKilled).finally(() => {
      state.isOver = true;
    });
    await Promise.all([first, killer.watch(() => state.isOver)]);
    if (killer.result() === null) throw new Error(`the desk was not killed, and the run ended: ${(await operator.rows()).map((row) => `${row.state} ${reasonOf(row)}`).join(', ')}`);
    ledger.noticeMails();

    await desk.start();
    troubles.push(...(await operator.goOn(runId)));
    await operator.attend(runId);
    await operator.giveUp(runId, givenUp);
    await operator.retryAll(runId, others);
    await operator.deliverAll(runId);
    trouble.end();
    await operator.retryAll(runId, others);
    await sleep(TIME_LIMIT_MS + LATENESS_MS + WATCHED_MS / PACE);

    const rows = await operator.rows();
    const waiting = await operator.tryHeld(runId, rows, (personId, passcode) => (tenant.state.opens(personId, passcode) ? (tenant.state.passOf(personId)?.id ?? null) : null));
    const live = tenant.state.livePasses();
    await desk.leave();
    await desk.start();
    await untilSettled(tenant, ledger.has);
    troubles.push(...(await operator.letBe(runId, rows.some(({ delivery }) => delivery === 'held'))));
    await desk.leave();

    ledger.noticeMails();
    const journal = path.join(folder, 'journal', `journal-${tenant.tenantId}.db`);
    const lines = readJournal(journal);
    const counts = countAll({ events: tenant.state.passEvents, log: tenant.log, journal: lines, deliveries: ledger.deliveries, members: cohort.members(), refused: chosen.refused, others, rows, live, waiting, liveAtLast: tenant.state.livePasses() });
    troubles.push(...ledger.dead.map((who) => `a passcode was handed over that opens nothing, for ${who}`));
    const { injected } = tenant.faults;
    return {
      seed, counts, troubles, answers, journal,
      how: `${chosen.how}, ${startsOnHireDay ? 'from the hire day' : 'from now'}, live passes ${mayReplace ? 'replaced' : 'left alone'}`,
      people: members.length + chosen.refused.size,
      kill: killer.result(), ambiguous: lost + 1, throttled: injected.throttled,
      creates: tenant.state.passEvents.filter(({ kind, requestId }) => kind === 'created' && requestId !== null).length,
      delivered: byWay(rows), lines: lines.length, requests: tenant.log.length,
    };
  } finally {
    trouble.end();
    await desk.kill();
  }
}

function ifKilled(cause: unknown): void {
  if (!(cause instanceof Killed)) throw cause;
}

function isAnyUnseen({ state }: DemoTenant, has: (passId: string) => boolean): boolean {
  const mine = new Set(state.passEvents.filter(({ kind, requestId }) => kind === 'created' && requestId !== null).map(({ passId }) => passId));
  return state.livePasses().some(({ id }) => mine.has(id) && !has(id));
}

/** In the background of a start, and what was cut off by leaving is settled there too: with its lines, which come after the act. */
async function untilSettled(tenant: DemoTenant, has: (passId: string) => boolean): Promise<void> {
  const begun = Date.now();
  let quietSince = begun;
  let events = tenant.state.passEvents.length;
  while (Date.now() - begun < SETTLED_MS && (isAnyUnseen(tenant, has) || Date.now() - quietSince < QUIET_MS)) {
    await sleep(50);
    if (tenant.state.passEvents.length !== events) quietSince = Date.now();
    events = tenant.state.passEvents.length;
  }
}

function byWay(rows: readonly Row[]): ReadonlyMap<string, number> {
  const ways = new Map<string, number>();
  for (const { delivery } of rows) if (delivery !== null) ways.set(delivery, (ways.get(delivery) ?? 0) + 1);
  return ways;
}
