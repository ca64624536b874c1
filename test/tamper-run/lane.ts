/**
 * The checking program: one copy of the journal, one tampering after the other by a program of its own, each verified by the app's
 * real adapter and some by scripts/verify-journal.mjs besides. What is found goes to the parent, a message each.
 */
import { fork, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, writeFileSync } from 'node:fs';
import Database from 'libsql';
import { openBook } from '../../main/adapters/journal/book';
import type { AnchoredHead } from '../../shared/domain/anchor';
import type { ChainVerdict } from '../../shared/domain/journal-entry';
import { chanceOf, type Chance } from '../support/chance';
import type { Plant } from './options';
import { rowsFrom, searchTextOf } from './own-chain';
import type { Order, Told } from './tamper-child';
import { expectedOf, isAsExpected, KINDS, UNTELLABLE, type Expected, type Kind, type Truth } from './truth';
import { whollyClosed } from './wholly-closed';

export type LaneOrder = {
  readonly base: string; readonly file: string; readonly count: number; readonly heads: readonly AnchoredHead[]; readonly indexes: readonly number[];
  readonly seed: number; readonly plant: Plant | null; readonly tamperer: string; readonly script: string;
};
export type Anchored = 'none' | 'heads' | 'links';
/** One tampering, once verified. */
export type Finding = { readonly kind: Kind; readonly anchored: Anchored; readonly miss: string | null; readonly isUntellable: boolean; readonly byScript: boolean; readonly ms: number };

/** One round of all kinds in so many is shown to scripts/verify-journal.mjs, too. */
const SCRIPT_ONE_IN = 34;

process.on('message', (order: LaneOrder) => {
  void work(order).then(() => process.exit(0), (cause: unknown) => {
    process.stderr.write(`${cause instanceof Error ? cause.stack : String(cause)}\n`);
    process.exit(3);
  });
});

async function work(order: LaneOrder): Promise<void> {
  const { base, file, count, seed, indexes } = order;
  copyFileSync(base, file);
  const tamperer = fork(order.tamperer, { stdio: 'inherit', execArgv: ['--expose-gc'] });
  for (const index of indexes) {
    const kind = KINDS[index % KINDS.length]!;
    const told = await ask(tamperer, { file, base, kind, count, seed: seed * 1_000_003 + index });
    if (!('truth' in told)) throw new Error(JSON.stringify(told));
    await judge(order, told.truth, chanceOf(seed * 7919 + index), index);
    await ask(tamperer, { file, base, kind: 'restore' });
  }
  tamperer.kill();
}

async function ask(child: ChildProcess, order: Order): Promise<Told> {
  child.send(order);
  const [told] = (await once(child, 'message')) as [Told];
  if ('failed' in told) throw new Error(told.failed);
  return told;
}

async function judge(order: LaneOrder, truth: Truth, chance: Chance, index: number): Promise<void> {
  const isScripted = truth.kind !== 'edit-open-intents' && Math.floor(index / KINDS.length) % SCRIPT_ONE_IN === 0;
  const anchored = chance.pick<Exclude<Anchored, 'none'>>(['heads', 'links']);
  // What nothing in the file shows is verified without an anchor, where it cannot be told, and with one.
  const setups: readonly Anchored[] = UNTELLABLE.has(truth.kind) ? ['none', anchored] : [chance.pick<Anchored>(['none', anchored])];
  for (const setup of setups) {
    const heads = headsFor(setup, order.heads, truth, chance);
    const expected = expectedOf(truth, heads);
    const begun = performance.now();
    const verdict = await verify(order, heads);
    const ms = performance.now() - begun;
    const isRight = isAsExpected(verdict, expected) && !(setup === 'none' && verdict.state === 'intact' && verdict.anchoredSeq !== null);
    const miss = isRight ? null : `${truth.what}: expected ${JSON.stringify(expected)}, found ${JSON.stringify(verdict)}`;
    const scripted = isScripted ? scriptMiss(order, heads, expected) : null;
    const finding: Finding = { kind: truth.kind, anchored: setup, miss: miss ?? (scripted && `${truth.what}, by the command: ${scripted}`), isUntellable: expected.state === 'intact', byScript: isScripted, ms };
    process.send?.(finding);
  }
}

/**
 * Some of the heads, as a list keeps them, or all of them with links, as a folder does; in any order. Against a chain computed anew to
 * its end the newest that counts is older than the end: whoever rewrites goes on anchoring, so later heads are those of the forged one.
 */
function headsFor(anchored: Anchored, all: readonly AnchoredHead[], { first, kind }: Truth, chance: Chance): readonly AnchoredHead[] {
  if (anchored === 'none') return [];
  const tells = all.filter(({ seq }) => seq >= first);
  const last = kind === 're-chain' && tells.length > 0 ? chance.pick(tells) : all.at(-1);
  const noted = all.filter(({ seq }) => seq <= (last?.seq ?? 0));
  if (anchored === 'links') return chance.shuffled(noted);
  return chance.shuffled(noted.filter((head) => head === last || chance.below(2) === 0).map((head) => ({ ...head, links: [] })));
}

async function verify({ file, plant }: LaneOrder, heads: readonly AnchoredHead[]): Promise<ChainVerdict> {
  if (plant === 'search-unread') forgetSearch(file);
  const book = openBook(file);
  const verdict = await book.verify(plant === 'anchors-unread' ? [] : heads);
  await book.close();
  await whollyClosed(file);
  if (!verdict.ok) throw new Error(`not verified: ${verdict.error.reason}`);
  if (plant !== 'one-too-late' || verdict.value.state !== 'broken') return verdict.value;
  return { ...verdict.value, firstBadSeq: verdict.value.firstBadSeq + 1, latestBadSeq: verdict.value.latestBadSeq + 1 };
}

/** As if verification did not look at it. */
function forgetSearch(file: string): void {
  const db = new Database(file);
  db.exec('DROP TRIGGER IF EXISTS entry_search_no_update; DROP TRIGGER IF EXISTS entry_search_no_delete; DELETE FROM entry_search;');
  const put = db.prepare('INSERT INTO entry_search VALUES (?, ?)');
  for (const row of rowsFrom(db, 1, Number.MAX_SAFE_INTEGER)) put.run(row[0], searchTextOf(row));
  db.close();
}

/** @returns what is wrong with the command's answer; null: nothing. */
function scriptMiss({ file, script }: LaneOrder, heads: readonly AnchoredHead[], expected: Expected): string | null {
  const anchors = `${file}.anchors.jsonl`;
  writeFileSync(anchors, heads.map((head) => `${JSON.stringify({ journal: 'tampered', ...head })}\n`).join(''));
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, file, ...(heads.length === 0 ? [] : ['--anchors', anchors])], { encoding: 'utf8' });
  const isRight = expected.state === 'intact' ? status === 0 : status === 1 && stdout.startsWith(`BROKEN at entry ${expected.firstBadSeq}:`);
  return isRight ? null : `expected ${JSON.stringify(expected)}, it said ${(stdout + stderr).split('\n')[0] ?? ''}`;
}
