import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { writeBetweenMarks } from '../../../scripts/bench/report.mjs';
import { table } from '../../../scripts/bench/report-words.mjs';
import { median, quantile } from '../../../scripts/bench/statistics.mjs';
import { debounceInMs } from '../../../scripts/bench/work.mjs';

const folder = mkdtempSync(path.join(tmpdir(), 'tapdesk-bench-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the numbers of the bench', () => {
  it('takes the middle, and between two middles the mean', () => {
    expect(median([9, 1, 5])).toBe(5);
    expect(median([4, 1, 9, 6])).toBe(5);
    expect(() => median([])).toThrow('Nothing was measured.');
  });

  it('takes a quantile that was measured', () => {
    const values = Array.from({ length: 60 }, (_, at) => 60 - at);
    expect(quantile(values, 0.95)).toBe(57);
    expect(quantile([7], 0.95)).toBe(7);
    expect(() => quantile([], 0.5)).toThrow('Nothing was measured.');
  });

  it('finds the debounce where the renderer keeps it', async () => {
    expect(await debounceInMs()).toBeGreaterThan(0);
  });
});

describe('the document of the bench', () => {
  it('lines up a table', () => {
    expect(table(['a', 'what'], [['longer', '1']])).toBe('| a      | what |\n| ------ | ---- |\n| longer | 1    |');
  });

  it('replaces what is between the marks and nothing else', async () => {
    const file = path.join(folder, 'doc.md');
    writeFileSync(file, 'before\n<!-- numbers: begin (written by npm run bench) -->\nold\n<!-- numbers: end -->\nafter\n');
    await writeBetweenMarks(file, 'new');
    await writeBetweenMarks(file, 'newer');
    expect(readFileSync(file, 'utf8')).toBe('before\n<!-- numbers: begin (written by npm run bench) -->\n\nnewer\n\n<!-- numbers: end -->\nafter\n');
  });

  it('refuses a document without marks', async () => {
    const file = path.join(folder, 'bare.md');
    writeFileSync(file, 'prose');
    await expect(writeBetweenMarks(file, 'new')).rejects.toThrow('has lost its marks');
  });

  it('refuses a document with two pairs of marks, one of which would grow old', async () => {
    const file = path.join(folder, 'twice.md');
    const pair = '<!-- numbers: begin (written by npm run bench) -->\nold\n<!-- numbers: end -->\n';
    writeFileSync(file, pair + pair);
    await expect(writeBetweenMarks(file, 'new')).rejects.toThrow('has its marks twice');
    expect(readFileSync(file, 'utf8')).toBe(pair + pair);
  });
});
