import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { journalFile } from '../../../main/adapters/journal/journal-file';
import { openJournal } from '../../../main/adapters/journal/journal';
import { openBook } from '../../../main/adapters/journal/book';
import { bundled, journalWorker } from '../../support/bundle';
import { record } from '../../support/journal-records';
import { temporaryFolder } from '../../support/temporary';

const KILLS = 20;

function heard(child: ChildProcess): { text: string } {
  const said = { text: '' };
  child.stdout?.on('data', (chunk: Buffer) => (said.text += chunk.toString()));
  return said;
}

/** Whole lines only: the first says "ready", the last may have been cut by the kill. */
const acknowledged = (text: string) => text.split('\n').slice(1, -1).map((line) => line.split(' ') as [string, string]);

describe('several processes on one journal', () => {
  it('never interleave: 200 appends each make one intact chain', { timeout: 120_000 }, async () => {
    const file = journalFile(temporaryFolder(), 'demo');
    const child = await bundled('test/support/journal-child.ts');
    const processes = ['a', 'b'].map((name) => spawn(process.execPath, [child, file, '100', name], { stdio: ['pipe', 'pipe', 'inherit'] }));
    const said = processes.map(heard);
    const journal = openJournal({ file, workerFile: await journalWorker() });
    await Promise.all([journal.unsettled(), ...processes.map((one) => once(one.stdout, 'data'))]);
    processes.forEach((one) => one.stdin.write('go'));
    const own = Promise.all(Array.from({ length: 200 }, () => journal.append(record())));
    const codes = (await Promise.all(processes.map((one) => once(one, 'close')))).map(([code]: unknown[]) => code);

    expect([codes, (await own).every(({ ok }) => ok)]).toEqual([[0, 0], true]);
    expect(await journal.verify([])).toMatchObject({ ok: true, value: { state: 'intact', entries: 600 } });
    const seqs = said.flatMap(({ text }) => acknowledged(text).map(([seq]) => Number(seq)));
    expect([seqs.length, new Set(seqs).size]).toEqual([400, 400]);
    // They did run at the same time, or this proved nothing: at some point the next entry was another process's.
    expect(said.some(({ text }) => Number(acknowledged(text).at(-1)?.[0]) - Number(acknowledged(text)[0]?.[0]) > 99)).toBe(true);
    await journal.close();
  });

  it(`lose nothing that was acknowledged, and keep the chain, over ${KILLS} kills`, { timeout: 300_000 }, async () => {
    const file = journalFile(temporaryFolder(), 'demo');
    const child = await bundled('test/support/journal-child.ts');
    const promised: [string, string][] = [];
    let unsettled = 0;
    for (let kill = 0; kill < KILLS; kill += 1) {
      const writer = spawn(process.execPath, [child, file, '100000', `k${kill}`], { stdio: ['pipe', 'pipe', 'inherit'] });
      const said = heard(writer);
      await once(writer.stdout, 'data');
      writer.stdin.write('go');
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 120));
      writer.kill('SIGKILL');
      await once(writer, 'close');
      promised.push(...acknowledged(said.text));

      const book = openBook(file);
      const found = await book.unsettled();
      if (found.ok) unsettled = Math.max(unsettled, found.value.length);
      expect(await book.verify([])).toMatchObject({ ok: true, value: { state: 'intact' } });
      await book.close();
    }

    const book = openBook(file);
    const kept = new Map<number, string>();
    for (let before: number | null = null; ; ) {
      const page = await book.page('', before, 1000);
      if (!page.ok || page.value.entries.length === 0) break;
      page.value.entries.forEach(({ seq, hash }) => kept.set(seq, hash));
      before = page.value.entries.at(-1)!.seq;
    }
    await book.close();
    expect(promised.filter(([seq, hash]) => kept.get(Number(seq)) !== hash)).toEqual([]);
    console.info(`${KILLS} kills, ${promised.length} acknowledged appends, ${kept.size} kept, ${unsettled} intents left open`);
  });
});
