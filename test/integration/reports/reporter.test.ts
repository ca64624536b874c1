import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createReporter } from '../../../main/adapters/reports/reporter';
import { fingerprintOf } from '../../../main/adapters/signing/fingerprint';
import type { ReportSource } from '../../../main/ports/reports';
import { EXPORT_FORMATS } from '../../../shared/domain/history/export';
import { err } from '../../../shared/result';
import { temporaryFolder } from '../../support/temporary';
import { givenReporter, newSigner, unsigned } from './given-reporter';
import { headOf, lineOf, livesOf, sourceOf } from './given-report';

const mounted: string[] = [];
afterAll(() => mounted.forEach((folder) => execFileSync('umount', [folder])));
const some = livesOf(Array.from({ length: 40 }, (_, index) => `Person ${index}`));

describe.each(EXPORT_FORMATS)('%s', (format) => {
  it('says how many rows, and the digest of the file', async () => {
    const { write, file } = givenReporter(newSigner());
    const written = await write(headOf(format), sourceOf(await some));
    const isOfEvents = format === 'ocsf' || format === 'cef';
    expect(written).toMatchObject({ ok: true, value: { rows: isOfEvents ? 200 : 40, digest: createHash('sha256').update(readFileSync(file())).digest('hex') } });
  });

  it('tells how far it is, and stops without a trace', async () => {
    const { reporter, folder, file } = givenReporter();
    writeFileSync(file(), 'before');
    const told: number[] = [];
    const stopped = await reporter.write(headOf(format), sourceOf(await some), file(), (lines) => told.push(lines), () => told.length >= 2);
    expect([stopped, told]).toEqual([{ ok: false, error: { kind: 'cancelled' } }, [7, 14]]);
    expect([readdirSync(folder), readFileSync(file(), 'utf8')]).toEqual([['report'], 'before']);
  });

  it('throws what the source throws, without a trace', async () => {
    const { write, folder } = givenReporter();
    const { lives, entries } = await some;
    const broken = new Error('the history is gone');
    async function* failing<T>(items: readonly T[]): AsyncIterable<readonly T[]> {
      yield items.slice(0, 5);
      throw broken;
    }
    const source: ReportSource = { ...sourceOf({ lives, entries }), lines: () => failing(lives.map(({ line }) => line)), lives: () => failing(lives) };
    await expect(write(headOf(format), source)).rejects.toBe(broken);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('says "full" on a full disk, without a leftover', async (context) => {
    const folder = temporaryFolder();
    if (process.platform !== 'linux' || spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder]).status !== 0) {
      console.warn('SKIPPED: needs root and mount(8).');
      return context.skip();
    }
    mounted.push(folder);
    // Text that does not compress, as much as the disk does not hold.
    const lives = (await some).lives.map((life, index) => ({ ...life, line: { ...life.line, reason: createHash('sha512').update(String(index)).digest('base64').repeat(1), what: Array.from({ length: 60 }, (_, at) => createHash('sha512').update(`${index} ${at}`).digest('base64')).join('') } }));
    const reporter = createReporter({ version: '1', signer: unsigned, fingerprintOf });
    expect(await reporter.write(headOf(format), sourceOf({ lives, entries: (await some).entries }), join(folder, 'out'), () => undefined, () => false)).toEqual({ ok: false, error: { kind: 'export-failed', reason: 'full' } });
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe.each(['csv', 'xlsx', 'jsonl', 'ocsf', 'cef', 'pack', 'pdf'] as const)('%s of many lines', (format) => {
  it('asks for a page when it is done with the one before', async () => {
    const { write } = givenReporter();
    const { lives } = await livesOf(['One'], { extra: 0 });
    const counts = { made: 0, taken: 0, mostAhead: 0 };
    /** What is asked for and not yet let go; a writer that gathered pages would have many. */
    async function* counted<T>(make: (index: number) => T): AsyncIterable<readonly T[]> {
      for (let page = 0; page < 60; page += 1) {
        counts.made += 1;
        counts.mostAhead = Math.max(counts.mostAhead, counts.made - counts.taken);
        yield Array.from({ length: 100 }, (_, index) => make(page * 100 + index));
        counts.taken += 1;
      }
    }
    const source: ReportSource = { ...sourceOf({ lives }), count: 6000, lines: () => counted((index) => lineOf(index)), lives: () => counted((index) => ({ line: lineOf(index), events: [] })) };
    expect(await write(headOf(format), source)).toMatchObject({ ok: true, value: { rows: format === 'ocsf' || format === 'cef' ? 0 : 6000 } });
    expect(counts).toEqual({ made: 60, taken: 60, mostAhead: 1 });
  }, 120_000);
});

it('hands on why the charts could not be read', async () => {
  const { write, folder } = givenReporter();
  const failure = { kind: 'history-unavailable', reason: 'locked' } as const;
  expect(await write(headOf('pdf'), { ...sourceOf(await some), charts: async () => err(failure) })).toEqual({ ok: false, error: failure });
  expect(readdirSync(folder)).toEqual([]);
});
