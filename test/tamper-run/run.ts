/** The run: makes the journal, lets lanes tamper with copies of it, kills processes that append, counts. See docs/tamper-run.md. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { openBook } from '../../main/adapters/journal/book';
import { placesOf, runToEnd } from '../support/counting-program';
import { makeBase } from './base';
import { killAgainAndAgain } from './kills';
import type { Finding, LaneOrder } from './lane';
import { optionsOf } from './options';
import { printReport, say } from './report';
import { whollyClosed } from './wholly-closed';

const LANES_MOST = 4;
const FINDINGS_A_LINE = 50;

async function main(): Promise<boolean> {
  const options = optionsOf(process.argv.slice(2));
  const { built, folder, root, workerFile } = placesOf('tamper-run');
  const begun = performance.now();
  const lanes = Array.from({ length: Math.min(availableParallelism(), LANES_MOST) }, (_, lane) => lane);

  const base = join(folder, 'base.db');
  const { heads, appendsPerSecond } = await makeBase(base, options.entries, options.seed);
  const verifyMs = await timeOfOne(base, options.entries);
  say(`A journal of ${options.entries} entries is written; tampering begins.`);

  const findings: Finding[] = [];
  const all = Array.from({ length: options.tamperings }, (_, index) => index);
  await Promise.all(lanes.map(async (lane) => {
    const order: LaneOrder = {
      base, file: join(folder, `tampered-${lane}.db`), count: options.entries, heads, indexes: all.filter((index) => Math.floor(index / 10) % lanes.length === lane),
      seed: options.seed, plant: options.plant, tamperer: join(built, 'tamperer.cjs'), script: join(root, 'scripts/verify-journal.mjs'),
    };
    const child = fork(join(built, 'lane.cjs'), { stdio: 'inherit', execArgv: ['--expose-gc'] });
    child.on('message', (finding: Finding) => {
      if (finding.miss !== null) say(`MISSED (${finding.kind}, ${finding.anchored}): ${finding.miss}`);
      if (findings.push(finding) % FINDINGS_A_LINE === 0) say(`${findings.length} verified, ${((performance.now() - begun) / 1000).toFixed(0)} s`);
    });
    child.send(order);
    const [code] = (await once(child, 'close')) as [number | null];
    if (code !== 0) throw new Error(`A lane ended with ${code ?? 'a signal'}.`);
  }));
  const tamperings = all.length;

  const share = Math.ceil(options.kills / lanes.length);
  const kills = options.kills === 0 ? [] : await Promise.all(lanes.map((lane) => killAgainAndAgain(share, { folder, child: join(built, 'append.cjs'), worker: workerFile, seed: options.seed, plant: options.plant, lane })));
  return printReport({ options, tamperings, findings, kills, appendsPerSecond, verifyMs, seconds: (performance.now() - begun) / 1000 });
}

/** @throws when the journal that was just written is not whole: nothing said about tampering would mean anything. */
async function timeOfOne(file: string, entries: number): Promise<number> {
  const book = openBook(file);
  await book.page('', null, 1);
  const begun = performance.now();
  const verdict = await book.verify([]);
  const ms = performance.now() - begun;
  await book.close();
  await whollyClosed(file);
  if (!verdict.ok || verdict.value.state !== 'intact' || verdict.value.entries !== entries) throw new Error(`The journal is not whole before anybody tampered with it: ${JSON.stringify(verdict)}`);
  return ms;
}

runToEnd(main);
