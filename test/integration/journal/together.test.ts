import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { journalFile } from '../../../main/adapters/journal/journal-file';
import { openJournal } from '../../../main/adapters/journal/journal';
import { bundled } from '../../../main/adapters/journal/together';
import type { Request } from '../../../main/adapters/journal/protocol';
import { journalWorker } from '../../support/bundle';
import { record } from '../../support/journal-records';
import { temporaryFolder } from '../../support/temporary';

/** Transactions in the write-ahead log: frames whose second word is not zero. Source: https://www.sqlite.org/fileformat2.html#walformat */
function commitsIn(file: string): number {
  const log = readFileSync(`${file}-wal`);
  const frame = 24 + log.readUInt32BE(8);
  return Array.from({ length: Math.floor((log.length - 32) / frame) }, (_, n) => log.readUInt32BE(32 + n * frame + 4)).filter((pages) => pages !== 0).length;
}

describe('appends that wait for the disk', () => {
  it('are written together, in the order they were asked, and each is answered with its own entry', async () => {
    const file = journalFile(temporaryFolder(), 'demo');
    const journal = openJournal({ file, workerFile: await journalWorker() });
    await journal.append(record());
    const before = commitsIn(file);
    const records = Array.from({ length: 60 }, (_, n) => record({ ticket: `INC-${n}` }));
    const entries = await Promise.all(records.map((each) => journal.append(each)));
    expect(entries.map((entry) => entry.ok && [entry.value.seq, entry.value.id])).toEqual(records.map(({ id }, n) => [n + 2, id]));
    expect(commitsIn(file) - before).toBeLessThan(30);
    expect(await journal.verify([])).toMatchObject({ ok: true, value: { state: 'intact', entries: 61 } });
    await journal.close();
  });

  it('do not suffer for one among them that cannot be written', async () => {
    const journal = openJournal({ file: journalFile(temporaryFolder(), 'demo'), workerFile: await journalWorker() });
    const known = record();
    await journal.append(known);
    const records = [record(), { ...known, ticket: 'INC-2' }, record(), known];
    const [first, changed, third, again] = await Promise.all(records.map((each) => journal.append(each)));
    expect([first?.ok, changed?.ok, third?.ok, again?.ok && again.value.seq]).toEqual([true, false, true, 1]);
    expect(await journal.page('', null, 10)).toMatchObject({ ok: true, value: { total: 3 } });
    await journal.close();
  });

  it('are finished before the journal closes', async () => {
    const file = journalFile(temporaryFolder(), 'demo');
    const journal = openJournal({ file, workerFile: await journalWorker() });
    const appends = Array.from({ length: 20 }, () => journal.append(record()));
    await journal.close();
    expect((await Promise.all(appends)).every(({ ok }) => ok)).toBe(true);
  });
});

describe('bundled', () => {
  it('puts no request before one that was asked earlier', () => {
    const requests: readonly Request[] = [
      { id: 1, method: 'append', args: [record()] },
      { id: 2, method: 'append', args: [record()] },
      { id: 3, method: 'unsettled', args: [] },
      { id: 4, method: 'append', args: [record()] },
      { id: 5, method: 'appendAll', args: [[record()]] },
      { id: 6, method: 'appendAll', args: [[record()]] },
      { id: 7, method: 'close', args: [] },
    ];
    expect(bundled(requests).map((bundle) => bundle.map(({ id }) => id))).toEqual([[1, 2], [3], [4], [5], [6], [7]]);
  });
});
