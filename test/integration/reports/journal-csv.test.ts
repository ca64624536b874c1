import { createHash } from 'node:crypto';
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openBook } from '../../../main/adapters/journal/book';
import { journalFile } from '../../../main/adapters/journal/journal-file';
import { exportJournalCsv } from '../../../main/adapters/reports/journal-csv';
import type { Journal } from '../../../main/ports/journal';
import { JournalAction, type JournalEntry } from '../../../shared/domain/journal-entry';
import { record } from '../../support/journal-records';
import { temporaryFolder } from '../../support/temporary';

const mounted: string[] = [];
afterAll(() => mounted.forEach((folder) => execFileSync('umount', [folder])));

async function given() {
  const journal = openBook(journalFile(temporaryFolder(), 'demo'));
  const append = async (change: Parameters<typeof record>[0] = {}): Promise<JournalEntry> => {
    const appended = await journal.append(record(change));
    if (!appended.ok) throw new Error(appended.error.reason);
    return appended.value;
  };
  const folder = temporaryFolder();
  return { journal, append, folder, file: join(folder, 'out.csv') };
}

/** RFC 4180, written down once more. */
function parsed(csv: string): string[][] {
  const rows: string[][] = [];
  for (const line of csv.matchAll(/((?:"(?:[^"]|"")*",?)+)\r\n/g)) rows.push([...line[1]!.matchAll(/"((?:[^"]|"")*)"(?:,|$)/g)].map((cell) => cell[1]!.replaceAll('""', '"')));
  return rows;
}

/** Entries without a database: as many as asked for, in pages. */
const many = (total: number, endless = false): Journal => ({
  page: async (_query: string, beforeSeq: number | null, limit: number) => {
    const from = (beforeSeq ?? total + 1) - 1;
    if (endless && from < total - 5000) return { ok: false, error: { kind: 'journal-unavailable', reason: 'damaged' } };
    const seqs = Array.from({ length: Math.max(0, Math.min(limit, from)) }, (_, index) => from - index);
    return { ok: true, value: { total, entries: seqs.map((seq) => ({ ...record(), seq, previousHash: '0'.repeat(64), hash: '1'.repeat(64) })) } };
  },
}) as unknown as Journal;

describe('the journal as CSV', () => {
  it('has every kind of act by its own name', async () => {
    const { journal, append, file } = await given();
    for (const action of JournalAction.options) await append({ action });
    expect(await exportJournalCsv(journal, '', file)).toMatchObject({ ok: true, value: { rows: JournalAction.options.length } });
    const [header, ...rows] = parsed(readFileSync(file, 'utf8').slice(1));
    expect(rows.map((row) => row[header!.indexOf('Action')])).toEqual(JournalAction.options.toReversed());
  });

  it('has a header and one line per entry, newest first, with every fact in its column', async () => {
    const { journal, append, file, folder } = await given();
    const intent = await append({ at: '2026-03-02T09:15:00Z' });
    const outcome = await append({
      at: '2026-03-02T09:15:01.500Z', phase: 'outcome', result: 'succeeded', intentId: intent.id, reason: 'said "hello",\r\nthen left',
      detail: { lifetimeInMinutes: 60, isUsableOnce: false, passId: 'pass-1', requestId: 'req-1', expiresAt: '=soon', offset: -5 },
    });
    const event = await append({ phase: 'event', action: 'session.sign-in', person: null, ticket: '=HYPERLINK("x")', reason: '', detail: {} });
    const result = await exportJournalCsv(journal, '', file);

    const bytes = readFileSync(file);
    expect(result).toEqual({ ok: true, value: { rows: 3, sha256: createHash('sha256').update(bytes).digest('hex') } });
    expect([bytes.subarray(0, 3).toString('hex'), readdirSync(folder)]).toEqual(['efbbbf', ['out.csv']]);
    const [header, ...rows] = parsed(bytes.toString().slice(1));
    const lines = rows.map((row) => Object.fromEntries(row.map((cell, index) => [header![index]!, cell])));
    expect(lines.map((line) => line.Number)).toEqual(['3', '2', '1']);
    expect(lines[1]).toEqual({
      Number: '2', 'Time (UTC)': '2026-03-02T09:15:01.500Z', Phase: 'outcome', Action: 'pass.issue', Result: 'succeeded',
      Operator: 'Olga Operator', 'Operator UPN': 'olga@contoso.example', 'Operator id': '11111111-1111-4111-8111-111111111111',
      Person: 'Ada Lovelace', 'Person UPN': 'ada@contoso.example', 'Person id': '22222222-2222-4222-8222-222222222222',
      Ticket: 'INC-1234', Reason: 'said "hello",\r\nthen left', 'Lifetime in minutes': '60', 'One-time': 'false', 'Pass id': 'pass-1', 'Graph request id': 'req-1',
      'Other details (JSON)': '{"expiresAt":"\\u003dsoon","offset":-5}', 'Entry id': outcome.id, 'Belongs to intent': intent.id, 'Tenant id': 'demo',
      'Previous hash': intent.hash, Hash: outcome.hash,
    });
    expect(lines[0]).toMatchObject({ Ticket: `'=HYPERLINK("x")`, Person: '', 'Person UPN': '', Hash: event.hash });
    expect(lines[2]).toMatchObject({ 'Time (UTC)': '2026-03-02T09:15:00.000Z', Result: '' });
    await journal.close();
  });

  it('holds what the filter shows, and is as private as the journal', async () => {
    const { journal, append, file } = await given();
    await append({ ticket: 'INC-7' });
    await append({ ticket: 'INC-8' });
    expect(await exportJournalCsv(journal, 'inc-7', file)).toMatchObject({ ok: true, value: { rows: 1 } });
    if (process.platform !== 'win32') expect((statSync(file).mode & 0o777).toString(8)).toBe('600');
    await journal.close();
  });

  it('goes page by page through a long journal', async () => {
    const { file } = await given();
    expect(await exportJournalCsv(many(12_345), '', file)).toMatchObject({ ok: true, value: { rows: 12_345 } });
    expect(readFileSync(file, 'utf8').split('\r\n')).toHaveLength(12_345 + 2);
  });
});

describe('an export that fails', () => {
  it('leaves the old file and nothing else when the journal breaks off', async () => {
    const { folder, file } = await given();
    writeFileSync(file, 'before');
    expect(await exportJournalCsv(many(10_000, true), '', file)).toEqual({ ok: false, error: { kind: 'journal-unavailable', reason: 'damaged' } });
    expect([readdirSync(folder), readFileSync(file, 'utf8')]).toEqual([['out.csv'], 'before']);
  });

  it('says so when the place is not there or is a folder, without a leftover', async () => {
    const { folder } = await given();
    mkdirSync(join(folder, 'taken'));
    expect(await Promise.all([exportJournalCsv(many(1), '', join(folder, 'no', 'x.csv')), exportJournalCsv(many(1), '', join(folder, 'taken'))])).toEqual([
      { ok: false, error: { kind: 'export-failed', reason: 'other' } }, { ok: false, error: { kind: 'export-failed', reason: 'other' } },
    ]);
    expect(readdirSync(folder)).toEqual(['taken']);
  });

  it.skipIf(process.platform === 'win32' || process.getuid?.() === 0)('says "denied" where it may not write', async () => {
    const { folder, file } = await given();
    chmodSync(folder, 0o500);
    expect(await exportJournalCsv(many(1), '', file)).toEqual({ ok: false, error: { kind: 'export-failed', reason: 'denied' } });
    chmodSync(folder, 0o700);
  });

  it('says "full" on a full disk and "denied" on a read-only one, without a leftover', async (context) => {
    const folder = temporaryFolder();
    if (process.platform !== 'linux' || spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'tmpfs', folder]).status !== 0) {
      console.warn('SKIPPED: needs root and mount(8).');
      return context.skip();
    }
    mounted.push(folder);
    const file = join(folder, 'out.csv');
    writeFileSync(file, 'before');
    expect(await exportJournalCsv(many(20_000), '', file)).toEqual({ ok: false, error: { kind: 'export-failed', reason: 'full' } });
    expect([readdirSync(folder), readFileSync(file, 'utf8')]).toEqual([['out.csv'], 'before']);
    execFileSync('mount', ['-o', 'remount,ro', folder]);
    expect(await exportJournalCsv(many(1), '', file)).toEqual({ ok: false, error: { kind: 'export-failed', reason: 'denied' } });
  });
});
