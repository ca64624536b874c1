/** The cohort run in small: zeros with the program as it is, and each planted bug found by a count that is there for it. */
import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildFaultRun, cohortRunEnvironment } from '../../scripts/lib/fault-run.mjs';
import { temporaryFolder } from '../support/temporary';

const LIMIT_MS = 240_000;
const NAMES = {
  unsound: 'Eligible without exactly one live pass that was delivered or waits',
  displaced: 'Passes that somebody had, displaced or taken back',
  unseen: 'Live passes that nobody has and nobody holds',
  wrongly: 'Passes for somebody who is not to have one',
  unreasoned: 'People without a pass and without a reason',
  differs: 'Entries in which journal and tenant differ',
} as const;
const ZEROS = { unsound: 0, displaced: 0, unseen: 0, wrongly: 0, unreasoned: 0, differs: 0 };

let built: Awaited<ReturnType<typeof buildFaultRun>>;
beforeAll(async () => {
  built = await buildFaultRun('cohort-run');
}, LIMIT_MS);
afterAll(() => rmSync(built.folder, { recursive: true, force: true }));

async function cohortRun(...options: string[]) {
  const child = spawn(process.execPath, [built.run, '--people=20', ...(options.some((option) => option.startsWith('--seeds=')) ? [] : ['--seeds=1']), ...options], { env: { ...process.env, ...cohortRunEnvironment(built, temporaryFolder()) }, stdio: ['ignore', 'pipe', 'ignore'] });
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (more: string) => (text += more));
  const code = await new Promise((resolve) => void child.on('close', resolve));
  const lines = text.trim().split('\n').slice(-Object.keys(NAMES).length);
  const count = (name: string) => Number(/: (\d+)$/.exec(lines.find((line) => line.startsWith(`${name}: `)) ?? '')?.[1]);
  return { code, text, counts: Object.fromEntries(Object.entries(NAMES).map(([key, name]) => [key, count(name)])) };
}

describe('the cohort run', () => {
  it('ends with zeros', { timeout: LIMIT_MS }, async () => {
    const { code, text, counts } = await cohortRun('--seed=2');
    expect(counts, text).toEqual(ZEROS);
    expect(code, text).toBe(0);
  });

  it.each([
    // What these two do is put right in most courses: by luck, or by the next start. So nearly half of the creates are in doubt.
    ['repeat-unlooked', 3, 40, ['differs']],
    ['outcome-missing', 3, 40, ['differs']],
    ['no-settling', 1, 5, ['unsound', 'differs']],
    ['delivered-forgotten', 1, 5, ['displaced']],
    ['person-forgotten', 1, 5, ['unreasoned']],
  ] as const)('finds the planted bug %s', { timeout: LIMIT_MS }, async (plant, seeds, ambiguous, found) => {
    const { code, text, counts } = await cohortRun('--seed=3', `--seeds=${seeds}`, `--ambiguous=${ambiguous}`, `--plant=${plant}`);
    expect(code, text).toBe(1);
    for (const count of found) expect(counts[count], text).toBeGreaterThan(0);
  });
});
