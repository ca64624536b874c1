/** A counting run in small, for its test: built once a file, started with options, and its counts read off the last lines that it prints. */
import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { afterAll, beforeAll } from 'vitest';
import { buildRun, type Run, startOf } from '../../scripts/lib/counting-run.mjs';
import { temporaryFolder } from './temporary';

/** Of what it says on stderr, for a message. */
const KEPT_CHARACTERS = 2_000;

/** @param names - As the run prints them. @param limitMs - For building it. */
export function smallRun<Count extends string>(run: Run, names: Readonly<Record<Count, string>>, limitMs: number) {
  let built: string;
  beforeAll(async () => {
    built = await buildRun(run);
  }, limitMs);
  afterAll(() => rmSync(built, { recursive: true, force: true }));

  return async (...options: string[]) => {
    const { args, env } = startOf(run, built, temporaryFolder(), options);
    const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
    let text = '';
    let said = '';
    child.stdout.setEncoding('utf8').on('data', (more: string) => (text += more));
    child.stderr.setEncoding('utf8').on('data', (more: string) => (said = (said + more).slice(-KEPT_CHARACTERS)));
    const code = await new Promise((resolve) => void child.on('close', resolve));
    const lines = text.trim().split('\n').slice(-Object.keys(names).length);
    const countOf = (name: string) => Number(/: (\d+)$/.exec(lines.find((line) => line.startsWith(`${name}: `)) ?? '')?.[1]);
    const counts = Object.fromEntries(Object.entries<string>(names).map(([key, name]) => [key, countOf(name)])) as Readonly<Record<Count, number>>;
    return { code, text: said + text, counts };
  };
}
