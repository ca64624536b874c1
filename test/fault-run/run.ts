/**
 * The counting program of `npm run fault-run`. It imports nothing of the desk but the demo tenant: it starts the tenant,
 * makes it fail, plays the window of a desk in another process, kills that process, and counts at the end.
 */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { DEMO_PEOPLE, startDemoTenant } from '../../main/demo-tenant';
import { checkChains } from '../support/chains';
import { chanceOf } from '../support/chance';
import { placesOf, runToEnd } from '../support/counting-program';
import { placeOf } from '../support/desk-messages';
import { readJournal } from '../support/journal-lines';
import { countAll } from './counts';
import { createDeck, type Missing } from './deck';
import { createLedger } from './ledger';
import { optionsOf } from './options';
import { peopleFor } from './people';
import { coverageOf, printReport, type RunFacts } from './report';
import { serveDesk } from './serve-desk';
import type { Kill } from './stage';

/** The desk waits so many times shorter than people can, and so does the tenant's slowest replica. */
const PACE = 40;
const TIME_LIMIT_MS = 400;
/** Two seconds of people's time. */
const REPLICA_DELAY_MS = 2000 / PACE;
/** Creates until a journal is put away and a new one begun: the quotas are counted from all of its day. */
const CREATES_PER_JOURNAL = 160;
/** Rounds beyond the issues asked for, if some kind of fault has not come up yet. */
const EXTRA_CREATES = 400;

/** Many a scene is cut off by somebody else's kill before it has a pass. */
const PEOPLE_PER_ISSUE = 4;
const TROUBLES_MAXIMUM = 20;

async function main(): Promise<boolean> {
  const begun = Date.now();
  const { issues, seed, plant, lanes, late } = optionsOf(process.argv.slice(2));
  const { childFile, workerFile, folder, root } = placesOf('fault-run');
  const chance = chanceOf(seed);
  const people = peopleFor(issues * PEOPLE_PER_ISSUE + EXTRA_CREATES);
  const tenant = await startDemoTenant({ people: 100, extraPeople: people, seed, latencyMs: 2, replicaDelayMs: REPLICA_DELAY_MS, auditDelayMs: 7000, logLimit: 2_000_000 });
  const ledger = createLedger(tenant);
  const kills = new Map<Kill, number>();
  const tally = { issues: 0, handOvers: 0, revokes: 0, proven: 0 };
  const troubles: string[] = [];
  const created = () => tenant.state.passEvents.filter(({ kind, requestId }) => kind === 'created' && requestId !== null).length;
  /** A planted bug is found or not, whatever else came up. */
  const isCovered = () => plant !== null || coverageOf(tenant.log, tenant.faults.injected, kills).every(({ count }) => count > 0);
  let isNobodyLeft = false;
  const isEnough = () => isNobodyLeft || (created() >= issues && isCovered()) || created() >= issues + EXTRA_CREATES;
  const missing = (): Missing | null => {
    if (created() < issues || plant !== null) return null;
    const left = coverageOf(tenant.log, tenant.faults.injected, kills).filter(({ count }) => count === 0);
    return { faults: left.filter((one) => one.what === 'fault'), kills: left.flatMap((one) => (one.what === 'kill' ? [one.kill] : [])) };
  };
  const deck = createDeck(chance, missing);
  const nextPerson = people.map(({ id }) => id)[Symbol.iterator]();
  const folders: string[] = [];

  while (!isEnough()) {
    const userData = path.join(folder, `desk-${folders.length + 1}`);
    mkdirSync(userData, { recursive: true });
    folders.push(userData);
    const until = created() + CREATES_PER_JOURNAL;
    await serveDesk({
      tenant,
      setup: { ...placeOf(tenant, userData, workerFile), pace: PACE, timeLimitMs: TIME_LIMIT_MS, plant },
      childFile,
      lanes,
      colleagueId: DEMO_PEOPLE.colleague.id,
      latenessMs: (late * 1000) / PACE,
      deck,
      chance,
      ledger,
      tally,
      kills,
      nextPerson: () => {
        const { value } = nextPerson.next();
        isNobodyLeft = value === undefined;
        return value ?? null;
      },
      isEnough: () => created() >= until || isEnough(),
      onTrouble: (what) => {
        if (troubles.length < TROUBLES_MAXIMUM) troubles.push(what);
      },
    });
    process.stderr.write(`fault-run: ${created()} passes made, ${[...kills.values()].reduce((sum, one) => sum + one, 0)} kills, ${Math.round((Date.now() - begun) / 1000)} s\n`);
  }

  ledger.noticeMails();
  const files = folders.map((each) => path.join(each, 'journal', `journal-${tenant.tenantId}.db`));
  const evidence = { log: tenant.log, events: tenant.state.passEvents, livePasses: tenant.state.livePasses(), ledger: ledger.facts, journals: files.map(readJournal) };
  const facts: RunFacts = {
    evidence,
    counts: countAll(evidence),
    coverage: coverageOf(tenant.log, tenant.faults.injected, kills),
    kills,
    tally,
    wanted: issues,
    created: created(),
    troubles: [...troubles, ...checkChains(files, root)],
    seconds: (Date.now() - begun) / 1000,
    options: { seed, plant, lanes },
  };
  await tenant.close();
  return printReport(facts);
}

runToEnd(main);
