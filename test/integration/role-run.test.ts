/** The role run in small: zeros with the program as it is, and each planted bug found by the count that is there for it. */
import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildFaultRun, roleRunEnvironment } from '../../scripts/lib/fault-run.mjs';
import { temporaryFolder } from '../support/temporary';

const LIMIT_MS = 180_000;
const NAMES = {
  different: "Differences between the tool's picture and the tenant",
  notGone: 'Access called ended while it lived',
  otherPath: 'Other paths removed',
  pastLimit: 'Grants past their limit',
  unwritten: 'Writes without a journal line',
  unsettled: 'Unsettled acts',
  notSent: 'Removals put off and not sent',
  wronglySent: 'Forbidden grants sent or not refused',
} as const;
const ZEROS = { different: 0, notGone: 0, otherPath: 0, pastLimit: 0, unwritten: 0, unsettled: 0, notSent: 0, wronglySent: 0 };

let built: Awaited<ReturnType<typeof buildFaultRun>>;
beforeAll(async () => {
  built = await buildFaultRun('role-run');
}, LIMIT_MS);
afterAll(() => rmSync(built.folder, { recursive: true, force: true }));

async function roleRun(...options: string[]) {
  const child = spawn(process.execPath, [built.run, ...options], { env: { ...process.env, ...roleRunEnvironment(built, temporaryFolder()) }, stdio: ['ignore', 'pipe', 'ignore'] });
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (more: string) => (text += more));
  const code = await new Promise((resolve) => void child.on('close', resolve));
  const lines = text.trim().split('\n').slice(-Object.keys(NAMES).length);
  const count = (name: string) => Number(/: (\d+)$/.exec(lines.find((line) => line.startsWith(`${name}: `)) ?? '')?.[1]);
  return { code, text, counts: Object.fromEntries(Object.entries(NAMES).map(([key, name]) => [key, count(name)])) };
}

describe('the role run', () => {
  it('ends with zeros', { timeout: LIMIT_MS }, async () => {
    const { code, text, counts } = await roleRun('--sequences=25', '--lanes=3');
    expect(counts, text).toEqual(ZEROS);
    expect(code, text).toBe(0);
  });

  it.each([
    ['removal-not-proven', ['notGone']],
    ['limit-not-kept', ['pastLimit', 'wronglySent']],
    ['other-path-removed', ['otherPath']],
    ['crash-forgets-planned-end', ['notSent', 'unsettled']],
  ] as const)('finds the planted bug %s', { timeout: LIMIT_MS }, async (plant, found) => {
    const { code, text, counts } = await roleRun('--sequences=1', '--lanes=1', `--plant=${plant}`);
    expect(code, text).toBe(1);
    for (const count of found) expect(counts[count], text).toBeGreaterThan(0);
  });
});
