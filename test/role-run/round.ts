/**
 * One round: a tenant and a desk of their own, some sequences one after another, and the end: the faults are over, the desk
 * is killed or left and started once more, what is open is gone on with, and hours pass until what was put off is due.
 */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { type DemoTenant, startDemoTenant } from '../../main/demo-tenant';
import type { Chance } from '../support/chance';
import { placeOf, wordsOf } from '../support/desk-messages';
import { readJournal } from '../support/journal-lines';
import { nowAt } from './clock';
import { standingOf, unsettled, unwritten, writtenTooEarly } from './counts';
import { createDeskProcess } from './desk-process';
import { createLedger } from './ledger';
import { finish } from './ops-ends';
import { peopleFor, type RunPerson } from './people';
import type { Plant } from './protocol';
import { writePolicy } from './rules';
import { createDealer, type Dealer, playSequence } from './sequence';
import { createStage, type Kill, type Shared, sleep, type Stage } from './stage';
import { createTruth } from './truth';
import { createWindow, type Tally } from './window';

/** The desk waits so many times shorter than people can; its clock and the tenant's run as many times faster. */
const PACE = 40;
/** Of the machine's time: long enough that a busy machine does not count as a tenant that fails. */
const TIME_LIMIT_MS = 2000;
const MINUTE = 60_000;
/** What was measured is 47 s and 0.9 s; a removal is given some seconds. Milliseconds of people's time, by chance up to: */
const LAGS = { provisioningLagMs: 60_000, expiryLagMs: 4000, removalLagMs: 8000 } as const;
const SETTLING_ROUNDS = 4;
/** A removal that met trouble is tried again after one minute or ten. */
const AGAIN_MS = [0, 2 * MINUTE, 11 * MINUTE] as const;
const LOOKS = 40;
const LOOK_PAUSE_MS = 50;

export type Counts = Record<'different' | 'notGone' | 'otherPath' | 'pastLimit' | 'unwritten' | 'unsettled' | 'notSent' | 'wronglySent', string[]>;
export type RoundParts = {
  readonly folder: string;
  readonly childFile: string;
  readonly workerFile: string;
  readonly seed: number;
  readonly plant: Plant | null;
  readonly chance: Chance;
  readonly sequences: number;
  readonly tally: Tally;
  readonly answers: Map<string, number>;
  readonly kills: Map<Kill, number>;
  readonly played: Map<string, number>;
  readonly counts: Counts;
  readonly onTrouble: (what: string) => void;
};
export type RoundFacts = { readonly journal: string; readonly lines: number; readonly requests: number; readonly schedules: number };

async function startTenant(people: readonly RunPerson[], shared: Shared, seed: number, chance: Chance): Promise<DemoTenant> {
  const lag = (most: number) => 500 + chance.below(most - 500);
  return startDemoTenant({
    people: 60,
    extraPeople: people,
    seed,
    now: () => new Date(nowAt(shared.moment)),
    operatorRole: ['Global Administrator', 'Privileged Authentication Administrator', 'Global Reader'],
    latencyMs: 1,
    auditDelayMs: 2000,
    provisioningLagMs: lag(LAGS.provisioningLagMs),
    expiryLagMs: lag(LAGS.expiryLagMs),
    removalLagMs: lag(LAGS.removalLagMs),
    logLimit: 1_000_000,
  });
}

async function until(isSo: () => boolean): Promise<boolean> {
  for (let look = 0; look < LOOKS; look += 1) {
    if (isSo()) return true;
    await sleep(LOOK_PAUSE_MS);
  }
  return isSo();
}

/** Nothing fails, and the desk is open. @returns removals that were due and are not sent all the same. */
async function overdue({ ledger, tenant, advance, rearm, now }: Pick<Stage, 'ledger' | 'tenant' | 'advance' | 'rearm' | 'now'>): Promise<readonly string[]> {
  tenant.faults.clear();
  for (const again of AGAIN_MS) {
    if (again > 0) await advance(again);
    if (await until(() => ledger.overdue(now()).length === 0)) break;
  }
  rearm();
  return ledger.overdue(now());
}

/** Nothing fails any more, and the desk is started on what there is. */
async function windUp(stage: Omit<Stage, 'person' | 'others'>, started: readonly RunPerson[], isSettled: () => boolean): Promise<void> {
  const { tenant, desk, chance, window, begin, advance } = stage;
  tenant.faults.clear();
  if (chance.next() < 0.5) await desk.leave();
  else await desk.kill();
  await begin();
  for (const act of await window.openAccess()) for (const { personId } of act.people) await finish({ ...stage, chance: { ...chance, next: () => 0 } }, act.actId, personId);
  for (let round = 0; round < SETTLING_ROUNDS; round += 1) {
    await advance(7 * MINUTE);
    await sleep(60);
  }
  await stage.compare(started.slice(-5).map(({ id }) => id));
  tenant.faults.clear();
  // What became unknown at work is settled at a start; the last one must leave nothing.
  await desk.leave();
  await begin();
  await advance(15 * MINUTE);
  await until(isSettled);
  await desk.leave();
  desk.end();
}

export async function playRound(parts: RoundParts): Promise<RoundFacts> {
  const { folder, childFile, workerFile, seed, plant, chance, sequences, tally, answers, kills, played, counts, onTrouble } = parts;
  mkdirSync(folder, { recursive: true });
  const shared: Shared = { moment: { shown: Date.now(), from: Date.now(), factor: PACE } };
  const people = peopleFor(sequences, chance, shared.moment.shown);
  const policyFile = path.join(folder, 'desk.json');
  writePolicy(policyFile, Object.fromEntries(people.flatMap(({ userPrincipalName, dayInPolicy }) => (dayInPolicy === null ? [] : [[userPrincipalName, dayInPolicy]]))));
  const tenant = await startTenant(people, shared, seed, chance);
  const before = standingOf(tenant);
  const truth = createTruth(tenant);
  const ledger = createLedger(tenant, truth, new Map(people.flatMap(({ id, contractEndsAt }) => (contractEndsAt === null ? [] : [[id, contractEndsAt]]))), () => nowAt(shared.moment));
  const setup = { ...placeOf(tenant, folder, workerFile), policyFile, pace: PACE, timeLimitMs: TIME_LIMIT_MS, plant };
  const desk = createDeskProcess({ childFile, setup, onFailure: onTrouble, onMoment: () => ledger.notice() });
  let tickets = 0;
  const window = createWindow({ desk, ledger, tally, answers, nextTicket: () => `RR-${seed}-${(tickets += 1)}` });
  const stage = createStage({ tenant, truth, desk, window, ledger, chance, shared, pace: PACE, kills, differences: counts.different, tally });
  const dealer: Dealer = createDealer({ chance });

  await stage.begin();
  for (const [index, person] of people.entries()) {
    await playSequence({ ...stage, person, others: people.slice(0, index) }, dealer, played, TIME_LIMIT_MS, index === 0).catch((cause: unknown) => onTrouble(cause instanceof Error ? cause.message : String(cause)));
    if (ledger.overdue(stage.now()).length > 0) counts.notSent.push(...(await overdue(stage)).filter((id) => !counts.notSent.includes(id)));
  }
  const journal = path.join(folder, 'journal', `journal-${tenant.tenantId}.db`);
  await windUp(stage, people, () => unsettled(readJournal(journal)).length === 0).catch((cause: unknown) => onTrouble(wordsOf(cause)));

  ledger.notice();
  const lines = readJournal(journal);
  const after = standingOf(tenant);
  counts.notGone.push(...ledger.violations.notGone, ...writtenTooEarly(lines, truth));
  counts.otherPath.push(...ledger.violations.otherPath, ...[...before].filter(([id, held]) => after.get(id) !== held).map(([id]) => `${id} lost or gained something held for good`));
  counts.pastLimit.push(...ledger.violations.pastLimit);
  counts.wronglySent.push(...ledger.violations.wronglySent);
  counts.unwritten.push(...unwritten(tenant, lines));
  counts.unsettled.push(...unsettled(lines));
  counts.notSent.push(...ledger.overdue(stage.now()).filter((id) => !counts.notSent.includes(id)));
  const facts = { journal, lines: lines.length, requests: tenant.log.length, schedules: tenant.state.grantEvents.filter(({ kind, requestId }) => kind === 'made' && requestId !== null).length };
  await tenant.close();
  return facts;
}
