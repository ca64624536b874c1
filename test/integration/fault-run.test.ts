/** The fault run in small: four zeros with the program as it is, and each planted bug found by the count that is there for it. */
import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildFaultRun, faultRunEnvironment } from '../../scripts/lib/fault-run.mjs';
import { temporaryFolder } from '../support/temporary';

const LIMIT_MS = 120_000;
const NAMES = {
  displaced: 'Passes shown or delivered and displaced by a create nobody confirmed',
  unseen: 'Live passes whose passcode was neither shown nor delivered',
  unwritten: 'Writes without a journal line',
  unsettled: 'Unsettled intents',
} as const;

let built: Awaited<ReturnType<typeof buildFaultRun>>;
beforeAll(async () => {
  built = await buildFaultRun();
}, LIMIT_MS);
afterAll(() => rmSync(built.folder, { recursive: true, force: true }));

async function faultRun(...options: string[]) {
  const child = spawn(process.execPath, [built.run, ...options], { env: { ...process.env, ...faultRunEnvironment(built, temporaryFolder()) }, stdio: ['ignore', 'pipe', 'ignore'] });
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (more: string) => (text += more));
  const code = await new Promise((resolve) => void child.on('close', resolve));
  const lines = text.trim().split('\n').slice(-4);
  const count = (name: string) => Number(/: (\d+)$/.exec(lines.find((line) => line.startsWith(`${name}: `)) ?? '')?.[1]);
  return { code, text, counts: { displaced: count(NAMES.displaced), unseen: count(NAMES.unseen), unwritten: count(NAMES.unwritten), unsettled: count(NAMES.unsettled) } };
}

describe('the fault run', () => {
  it('ends with four zeros', { timeout: LIMIT_MS }, async () => {
    const { code, text, counts } = await faultRun('--issues=50', '--lanes=5');
    expect(counts, text).toEqual({ displaced: 0, unseen: 0, unwritten: 0, unsettled: 0 });
    expect(code, text).toBe(0);
  });

  it.each([
    ['read-back-skipped', 'unseen'],
    ['no-settling', 'unsettled'],
    ['no-intent', 'unwritten'],
  ] as const)('finds the planted bug %s', { timeout: LIMIT_MS }, async (plant, count) => {
    const { code, text, counts } = await faultRun('--issues=60', '--lanes=5', `--plant=${plant}`);
    expect(code, text).toBe(1);
    expect(counts[count], text).toBeGreaterThan(0);
  });
});
