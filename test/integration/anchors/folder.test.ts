import { execFileSync } from 'node:child_process';
import { appendFileSync, chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { anchorsFile, folderAnchor } from '../../../main/adapters/anchors/folder';
import { inTime } from '../../../main/adapters/anchors/in-time';
import { createTurns } from '../../../main/adapters/anchors/turns';
import type { AnchoredHead } from '../../../shared/domain/anchor';
import { ok } from '../../../shared/result';
import { temporaryFolder } from '../../support/temporary';

const head = (seq: number, links: readonly string[] = []): AnchoredHead => ({ seq, hash: seq.toString(16).padStart(64, '0'), at: '2026-03-02T09:15:00.000Z', links });
const failed = (reason: string) => ({ ok: false, error: { kind: 'anchor-failed', reason } });

function given() {
  const folder = temporaryFolder();
  return { folder, file: join(folder, 'desk-1.anchors.jsonl'), anchor: folderAnchor(folder) };
}

describe('a folder as an anchor', () => {
  it('adds a line a head and gives all of them back, links included', async () => {
    const { anchor, file } = given();
    expect(await anchor.noted('desk-1')).toEqual(ok([]));
    const heads = [head(3, ['0'.repeat(16), 'a'.repeat(16)]), head(9), head(5)];
    for (const one of heads) expect(await anchor.note('desk-1', one)).toEqual(ok(null));
    expect(await anchor.noted('desk-1')).toEqual(ok(heads));
    expect(readFileSync(file, 'utf8').split('\n').length).toBe(4);
    expect(anchor.name).toMatch(/^folder \//);
  });

  it('keeps desks apart that share it, and takes desks that share a file', async () => {
    const { anchor, folder } = given();
    const notes = ['desk-1', 'desk-2'].flatMap((journal) => Array.from({ length: 20 }, (_, n) => folderAnchor(folder).note(journal, head(n + 1))));
    expect((await Promise.all(notes)).every((note) => note.ok)).toBe(true);
    const seqs = async (journal: string) => {
      const noted = await anchor.noted(journal);
      return noted.ok && noted.value?.map(({ seq }) => seq).sort((one, other) => one - other);
    };
    expect([await seqs('desk-1'), await seqs('desk-2')]).toEqual(Array(2).fill(Array.from({ length: 20 }, (_, n) => n + 1)));
  });

  it('leaves out what is torn, foreign, too long or not a head, and begins a new line behind a torn one', async () => {
    const { anchor, file } = given();
    await anchor.note('desk-1', head(1));
    const line = (more: object) => `${JSON.stringify({ journal: 'desk-1', ...head(2), ...more })}\n`;
    appendFileSync(file, `not json\n[]\nnull\n\n${line({ journal: 'desk-2' })}${line({ seq: -1 })}${line({ hash: 'x' })}${line({ links: ['g'.repeat(16)] })}${line({ at: 'yesterday' })}`);
    appendFileSync(file, `${' '.repeat(300_000)}${line({ seq: 77 })}`);
    appendFileSync(file, line({}).slice(0, 40));
    await anchor.note('desk-1', head(3));
    expect(await anchor.noted('desk-1')).toEqual(ok([head(1), head(3)]));
  });

  it('says why it failed', async () => {
    const { folder, file, anchor } = given();
    mkdirSync(file);
    expect([await anchor.note('desk-1', head(1)), await anchor.noted('desk-1')]).toEqual([failed('refused'), failed('unreadable')]);
    rmSync(folder, { recursive: true });
    expect([await anchor.note('desk-1', head(1)), await anchor.noted('desk-1')]).toEqual([failed('offline'), failed('offline')]);
    expect(() => readdirSync(folder)).toThrow('ENOENT');
  });

  it.skipIf(process.getuid?.() === 0)('is refused where it may not write', async () => {
    const { folder, anchor } = given();
    chmodSync(folder, 0o500);
    expect(await anchor.note('desk-1', head(1))).toEqual(failed('refused'));
  });

  it('leads nowhere but into the folder', () => {
    expect(anchorsFile('desk-1')).toBe('desk-1.anchors.jsonl');
    for (const journal of ['../up', '', '.', 'a/b', 'C:\\x', 'x'.repeat(101)]) expect(anchorsFile(journal)).toMatch(/^[0-9a-f]{64}\.anchors\.jsonl$/);
  });

  it('does not read a file without an end', async () => {
    const { file, anchor } = given();
    writeFileSync(file, '');
    const { truncateSync } = await import('node:fs');
    // Sparse: it takes no room on the disk.
    truncateSync(file, 300_000_000);
    expect([await anchor.noted('desk-1'), await anchor.note('desk-1', head(1))]).toEqual([failed('unreadable'), failed('full')]);
  });
});

describe.skipIf(process.platform === 'win32')('what somebody else laid into the folder', () => {
  it('leads no line into another file, and makes no heads of one', async () => {
    const { folder, file, anchor } = given();
    const other = join(folder, 'journal.db');
    writeFileSync(other, `${JSON.stringify({ journal: 'desk-1', ...head(7) })}\n`);
    const before = readFileSync(other, 'utf8');
    symlinkSync(other, file);
    expect([await anchor.note('desk-1', head(1)), await anchor.noted('desk-1')]).toEqual([failed('refused'), failed('refused')]);
    expect(readFileSync(other, 'utf8')).toBe(before);
  });

  it('is not waited for when it is a pipe', async () => {
    const { file, anchor } = given();
    execFileSync('mkfifo', [file]);
    expect([await anchor.noted('desk-1'), await anchor.note('desk-1', head(1))]).toEqual([failed('unreadable'), failed('refused')]);
  });
});

describe('turns', () => {
  it('begin no more calls than may hang, and the next when one has ended', async () => {
    const turns = createTurns(2);
    const begun: number[] = [];
    const ends: (() => void)[] = [];
    const all = [1, 2, 3].map((n) => turns(() => new Promise<void>((end) => { begun.push(n); ends.push(end); })));
    await Promise.resolve();
    expect(begun).toEqual([1, 2]);
    ends[1]?.();
    await all[1];
    await expect.poll(() => begun).toEqual([1, 2, 3]);
    ends.forEach((end) => end());
    await Promise.all(all);
    await expect(turns(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await turns(async () => 'free again')).toBe('free again');
  });
});

describe('a place that does not answer', () => {
  it('is not asked again while a call to it hangs', async () => {
    const turns = createTurns(1);
    let calls = 0;
    let answer: (given: typeof told) => void = () => undefined;
    const told = ok(null);
    const ask = () => inTime((isLate) => turns(async () => (isLate() ? told : (calls += 1, new Promise<typeof told>((resolve) => (answer = resolve))))), () => 'refused', 1);
    expect([await ask(), await ask(), calls]).toEqual([failed('offline'), failed('offline'), 1]);
    answer(told);
    // What came too late was passed over.
    expect([await turns(async () => 'next'), calls]).toEqual(['next', 1]);
  });

  it('is given up', async () => {
    expect(await inTime(() => new Promise(() => undefined), () => 'refused', 1)).toEqual(failed('offline'));
    expect(await inTime(() => Promise.reject(new Error('no')), () => 'refused')).toEqual(failed('refused'));
  });
});
