/** The tamper run in small: three zeros with the program as it is, and each weakness on purpose found by the count that is there for it. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { KINDS } from '../tamper-run/truth';
import { smallRun } from '../support/small-run';

const LIMIT_MS = 300_000;
const NAMES = { missed: 'Tamperings not found, or with another first bad entry', lost: 'Acknowledged entries lost', broken: 'Chains broken by a kill' } as const;

const tamperRun = smallRun('tamper-run', NAMES, LIMIT_MS);

describe('the tamper run', () => {
  it('ends with three zeros, and counts what cannot be told', { timeout: LIMIT_MS }, async () => {
    const { code, text, counts } = await tamperRun('--entries=600', '--tamperings=40', '--kills=4');
    expect(counts, text).toEqual({ missed: 0, lost: 0, broken: 0 });
    expect(code, text).toBe(0);
    // Every fourth round of ten: cut, re-chained and begun anew, without an anchor.
    const untold = /Not tellable without an anchor, and so said (\d+) of (\d+)/.exec(text);
    expect(Number(untold?.[1])).toBe(Number(untold?.[2]));
    expect(Number(untold?.[1])).toBeGreaterThanOrEqual(12);
    for (const kind of KINDS) expect(text).toMatch(new RegExp(`^  ${kind} +\\d`, 'm'));
  });

  it.each(['search-unread', 'anchors-unread', 'one-too-late'])('finds the planted weakness %s', { timeout: LIMIT_MS }, async (plant) => {
    const { code, text, counts } = await tamperRun('--entries=300', '--tamperings=40', '--kills=0', `--plant=${plant}`);
    expect(code, text).toBe(1);
    expect(counts.missed, text).toBeGreaterThan(0);
  });

  it('finds entries that were acknowledged before they were on the disk', { timeout: LIMIT_MS }, async () => {
    const { code, text, counts } = await tamperRun('--entries=300', '--tamperings=0', '--kills=12', '--plant=acknowledged-early');
    expect(code, text).toBe(1);
    expect(counts.lost, text).toBeGreaterThan(0);
  });

  it('refuses options it does not know', { timeout: LIMIT_MS }, async () => {
    expect([(await tamperRun('--entries=5')).code, (await tamperRun('--plant=nothing')).code]).toEqual([2, 2]);
  });

  it('tampers with a program that imports nothing of the app', () => {
    const folder = resolve(import.meta.dirname, '../tamper-run');
    const seen = new Set<string>();
    const walk = (file: string): void => {
      if (seen.has(file)) return;
      seen.add(file);
      for (const [, from = ''] of readFileSync(file, 'utf8').matchAll(/^import (?!type)[^;]*? from '(\.[^']*)';/gm)) walk(resolve(file, '..', `${from}.ts`));
    };
    walk(join(folder, 'tamper-child.ts'));
    const names = [...seen].map((file) => file.slice(resolve(folder, '../..').length + 1)).sort();
    expect(names).toEqual(['test/support/chance.ts', 'test/tamper-run/own-chain.ts', 'test/tamper-run/restore.ts', 'test/tamper-run/tamper-child.ts', 'test/tamper-run/tamper.ts', 'test/tamper-run/wholly-closed.ts']);
    expect(readdirSync(folder).length).toBeGreaterThan(names.length);
  });
});
