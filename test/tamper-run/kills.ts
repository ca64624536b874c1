/** Kills (SIGKILL) of processes in the middle of appending, and what is in the file afterwards. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import Database from 'libsql';
import { openBook } from '../../main/adapters/journal/book';
import { chanceOf } from '../support/chance';
import type { Plant } from './options';

/** Kills of one file; then another is begun. */
const KILLS_A_FILE = 20;
/** A process is killed at most so long after its first acknowledged entry, ms. */
const LATEST_MS = 60;
/** A process that says nothing for so long hangs, ms. */
const HANGS_MS = 60_000;

export type Killed = { readonly kills: number; readonly together: number; readonly acknowledged: number; readonly kept: number; readonly lost: readonly string[]; readonly broken: readonly string[] };
export type KillOrder = { readonly folder: string; readonly child: string; readonly worker: string; readonly seed: number; readonly plant: Plant | null; readonly lane: number };

export async function killAgainAndAgain(kills: number, { folder, child, worker, seed, plant, lane }: KillOrder): Promise<Killed> {
  const chance = chanceOf(seed * 31 + lane);
  const found = { kills: 0, together: 0, acknowledged: 0, kept: 0, lost: [] as string[], broken: [] as string[] };
  let said = new Set<string>();
  let file = '';
  while (found.kills < kills) {
    if (file === '' || found.kills % KILLS_A_FILE < 2) {
      if (file === '' || said.size > 0) [file, said] = [join(folder, `killed-${lane}-${found.kills}.db`), new Set()];
    }
    // Every other time two processes append to the file at once, and the second goes on after the first was killed.
    const isTogether = found.kills + 1 < kills && chance.below(2) === 0;
    const writers = Array.from({ length: isTogether ? 2 : 1 }, () => start(child, file, worker, plant));
    await Promise.all(writers.map(({ first }) => first));
    for (const writer of writers) {
      await new Promise((resolve) => setTimeout(resolve, chance.next() * LATEST_MS));
      writer.process.kill('SIGKILL');
      const [code, signal] = (await writer.closed) as [number | null, string | null];
      if (signal !== 'SIGKILL') found.broken.push(`a process of lane ${lane} ended by itself with ${code ?? signal ?? ''}`);
      found.kills += 1;
      if (isTogether) found.together += 1;
    }
    for (const { acknowledged } of writers) for (const id of acknowledged()) said.add(id);
    found.acknowledged += writers.reduce((sum, { acknowledged }) => sum + acknowledged().length, 0);

    const book = openBook(file);
    const verdict = await book.verify([]);
    await book.close();
    if (!verdict.ok || verdict.value.state !== 'intact') found.broken.push(`after kill ${found.kills} of lane ${lane}: ${JSON.stringify(verdict)}`);
    const kept = idsIn(file);
    found.kept += writers.flatMap(({ acknowledged }) => acknowledged()).filter((id) => kept.has(id)).length;
    for (const id of said) if (!kept.has(id)) found.lost.push(`${id}, after kill ${found.kills} of lane ${lane}`);
  }
  return found;
}

function start(child: string, file: string, worker: string, plant: Plant | null) {
  const process_ = spawn(process.execPath, [child, file, worker, plant ?? ''], { stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  process_.stdout.setEncoding('utf8').on('data', (more: string) => (text += more));
  const first = once(process_.stdout, 'data', { signal: AbortSignal.timeout(HANGS_MS) });
  const closed = once(process_, 'close');
  // The last line may have been cut by the kill.
  return { process: process_, first, closed, acknowledged: () => text.split('\n').slice(0, -1) };
}

/** With SQLite and nothing of the app. */
function idsIn(file: string): ReadonlySet<string> {
  const db = new Database(file);
  const rows = db.prepare('SELECT id FROM entry').raw(true).all() as string[][];
  db.close();
  return new Set(rows.map(([id]) => id!));
}
