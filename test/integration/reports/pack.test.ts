import { spawnSync } from 'node:child_process';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import yauzl from 'yauzl';
import yazl from 'yazl';
import type { PackVerdict } from '../../../shared/domain/history/history-state';
import { givenReporter, newSigner, unsigned } from './given-reporter';
import { headOf, HOSTILE, livesOf, sourceOf } from './given-report';

const SCRIPT = resolve(import.meta.dirname, '../../../scripts/verify-pack.mjs');
const some = livesOf(HOSTILE);

async function given(signer = newSigner()) {
  const desk = givenReporter(signer);
  const { lives, entries } = await some;
  const last = entries.at(-1)!;
  // What the lines rest on: the sign-ins before them are not part of it.
  const written = await desk.write(headOf('pack', { head: { seq: last.seq, hash: last.hash } }), sourceOf({ lives, entries: entries.slice(2) }), 'pack.zip');
  if (!written.ok) throw new Error(written.error.kind);
  return { ...desk, written: written.value, pack: desk.file('pack.zip'), printed: 'printed' in signer ? signer.printed : '' };
}

/** The stand-alone command, in a process of its own and away from the checkout, so that it can lean on nothing. */
function verified(pack: string, ...args: readonly string[]) {
  const alone = join(resolve(pack, '..'), 'verify-pack.mjs');
  copyFileSync(SCRIPT, alone);
  const { status, stdout, stderr } = spawnSync(process.execPath, [alone, pack, ...args], { encoding: 'utf8', cwd: '/' });
  return { status, said: `${stdout}${stderr}` };
}

async function opened(desk: Awaited<ReturnType<typeof given>>, fingerprint: string | null = null) {
  const result = await desk.reporter.openPack(desk.pack, fingerprint);
  return result.ok ? result.value : result.error;
}

async function partsOf(file: string): Promise<Map<string, Buffer>> {
  const zip = await new Promise<yauzl.ZipFile>((done, fail) => yauzl.open(file, { lazyEntries: false, autoClose: false }, (cause, found) => (cause ? fail(cause) : done(found))));
  const parts = new Map<string, Buffer>();
  const entries: yauzl.Entry[] = [];
  zip.on('entry', (entry: yauzl.Entry) => entries.push(entry));
  await once(zip, 'end');
  for (const entry of entries) {
    const chunks: Buffer[] = [];
    for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk as Buffer);
    parts.set(entry.fileName, Buffer.concat(chunks));
  }
  zip.close();
  return parts;
}

async function zipped(file: string, parts: Iterable<readonly [string, Buffer]>): Promise<void> {
  const zip = new yazl.ZipFile();
  for (const [name, bytes] of parts) zip.addBuffer(bytes, name);
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream as unknown as AsyncIterable<Buffer>) chunks.push(chunk);
  writeFileSync(file, Buffer.concat(chunks));
}

/** Changes a part and makes the ZIP anew around it. */
async function tampered(file: string, name: string, change: (text: string) => string): Promise<void> {
  const parts = await partsOf(file);
  const before = parts.get(name)!.toString('utf8');
  const after = change(before);
  expect(after).not.toBe(before);
  parts.set(name, Buffer.from(after));
  await zipped(file, parts);
}

describe('an evidence pack', () => {
  it('holds, by both ways to check it, and gives its entries back', async () => {
    const desk = await given();
    expect(desk.written).toMatchObject({ rows: HOSTILE.length, signedBy: desk.printed });
    const { entries } = await some;
    expect(await opened(desk, desk.printed)).toEqual({ name: 'pack.zip', entries: entries.slice(2), verdict: { holds: true, problems: [], signature: 'expected', fingerprint: desk.printed } });
    const { status, said } = verified(desk.pack, '--fingerprint', desk.printed.replaceAll(' ', '').toUpperCase());
    expect([status, said.includes('the holder of the expected key made this pack'), said.includes(`entries 3 to ${entries.length}`)]).toEqual([0, true, true]);
    expect(spawnSync('python3', ['-c', 'import sys,zipfile; z=zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None; print(sorted(z.namelist()))', desk.pack], { encoding: 'utf8' }).stdout.trim()).toBe("['README.txt', 'manifest.json', 'manifest.sig', 'rows.jsonl', 'segment.jsonl']");
  });

  it('says that anyone could have signed when no fingerprint is expected', async () => {
    const desk = await given();
    const { status, said } = verified(desk.pack);
    expect([status, said.includes('Anyone could have signed')]).toEqual([0, true]);
    expect(await opened(desk)).toMatchObject({ verdict: { holds: true, signature: 'somebody', fingerprint: desk.printed } });
  });

  it('does not hold under the fingerprint of somebody else', async () => {
    const desk = await given();
    const other = newSigner().printed;
    const { status, said } = verified(desk.pack, '--fingerprint', other);
    expect([status, said.includes('signed with another key')]).toEqual([1, true]);
    expect(await opened(desk, other)).toMatchObject({ verdict: { holds: false, signature: 'wrong' } });
  });

  it('says that it is unsigned, and does not pass for signed', async () => {
    const desk = await given(unsigned as ReturnType<typeof newSigner>);
    expect(desk.written.signedBy).toBeNull();
    const [loose, strict] = [verified(desk.pack), verified(desk.pack, '--fingerprint', 'a'.repeat(64))];
    expect([loose.status, loose.said.includes('It is not signed'), strict.status]).toEqual([0, true, 1]);
    expect(await opened(desk)).toMatchObject({ verdict: { holds: true, signature: 'none', fingerprint: null } });
    expect(await opened(desk, 'a'.repeat(64))).toMatchObject({ verdict: { holds: false, signature: 'wrong' } });
    expect((await partsOf(desk.pack)).get('README.txt')!.toString()).toContain('NOT SIGNED');
  });

  const swapLines = (text: string) => { const lines = text.split('\n'); return [lines[1], lines[0], ...lines.slice(2)].join('\n'); };
  it.each<[what: string, part: string, change: (text: string) => string]>([
    ['a reason in the segment was edited', 'segment.jsonl', (text) => text.replace('"reason":"=1+1"', '"reason":"=1+2"')],
    ['an entry was dropped', 'segment.jsonl', (text) => text.split('\n').filter((_, index) => index !== 4).join('\n')],
    ['two entries were swapped', 'segment.jsonl', swapLines],
    ['the end of the segment was cut', 'segment.jsonl', (text) => text.split('\n').slice(0, -3).join('\n') + '\n'],
    ['an entry was turned to nonsense', 'segment.jsonl', (text) => text.replace('{', '[')],
    ['a row was edited', 'rows.jsonl', (text) => text.replace('"result":"succeeded"', '"result":"failed"')],
    ['a row was dropped', 'rows.jsonl', (text) => text.split('\n').slice(1).join('\n')],
    ['the filter in the manifest was edited', 'manifest.json', (text) => text.replace('Passes of March', 'Passes of May')],
    ['the count in the manifest was edited', 'manifest.json', (text) => text.replace(/"lives": \d+/, '"lives": 3')],
    ['the words were edited', 'README.txt', (text) => text.replace('Lines:', 'Rows:')],
    ['the signature was edited', 'manifest.sig', (text) => (text.startsWith('A') ? `B${text.slice(1)}` : `A${text.slice(1)}`)],
  ])('does not hold when %s', async (_what, part, change) => {
    const desk = await given();
    await tampered(desk.pack, part, change);
    const { status, said } = verified(desk.pack);
    const { verdict } = (await opened(desk)) as { verdict: PackVerdict };
    expect([status, said.startsWith('BROKEN'), verdict.holds, verdict.problems.length > 0]).toEqual([1, true, false, true]);
  });

  it('is not saved by a manifest made anew: the chain and the rows are checked for themselves', async () => {
    const desk = await given(unsigned as ReturnType<typeof newSigner>);
    const { createHash } = await import('node:crypto');
    const parts = await partsOf(desk.pack);
    for (const [name, from, to] of [['segment.jsonl', '"reason":"=1+1"', '"reason":"=1+2"'], ['rows.jsonl', '"reason":"=1+1","detail"', '"reason":"=1+2","detail"']] as const) {
      const changed = new Map(parts);
      changed.set(name, Buffer.from(parts.get(name)!.toString().replace(from, to)));
      expect(changed.get(name)).not.toEqual(parts.get(name));
      const manifest = JSON.parse(parts.get('manifest.json')!.toString());
      manifest.parts[name] = { bytes: changed.get(name)!.length, sha256: createHash('sha256').update(changed.get(name)!).digest('hex') };
      changed.set('manifest.json', Buffer.from(JSON.stringify(manifest)));
      await zipped(desk.pack, changed);
      const { status, said } = verified(desk.pack);
      const { verdict } = (await opened(desk)) as { verdict: PackVerdict };
      expect([name, status, /edited|not so in the segment/.test(said), verdict.holds, /edited|not so in the segment/.test(verdict.problems.join())]).toEqual([name, 1, true, false, true]);
    }
  });

  it.each<[what: string, make: (parts: Map<string, Buffer>) => readonly (readonly [string, Buffer])[]]>([
    ['a part that no pack has', (parts) => [...parts, ['evil.sh', Buffer.from('rm')]]],
    ['a part twice', (parts) => [...parts, ['rows.jsonl', Buffer.from('{}')]]],
    ['a part that unpacks to a thousand times its size', (parts) => [...parts].map(([name, bytes]) => [name, name === 'rows.jsonl' ? Buffer.alloc(64 * 1024 * 1024) : bytes])],
    ['a line without end', (parts) => [...parts].map(([name, bytes]) => [name, name === 'segment.jsonl' ? Buffer.from(Array.from({ length: 4_000_000 }, (_, index) => (index * 2654435761) % 4294967296).join('')) : bytes])],
    ['no manifest', (parts) => [...parts].filter(([name]) => name !== 'manifest.json')],
    ['a manifest that is none', (parts) => [...parts].map(([name, bytes]) => [name, name === 'manifest.json' ? Buffer.from('[]') : bytes])],
  ])('is refused in words with %s', async (_what, make) => {
    const desk = await given();
    await zipped(desk.pack, make(await partsOf(desk.pack)));
    const { status, said } = verified(desk.pack);
    expect([status, said.startsWith('CANNOT READ: '), await opened(desk)]).toEqual([2, true, { kind: 'not-a-journal', reason: 'not-one' }]);
  });

  it('never follows a path out of the ZIP, and takes nothing else for a pack', async () => {
    const desk = await given();
    const bytes = readFileSync(desk.pack);
    // The same length, so that nothing else of the ZIP changes.
    writeFileSync(desk.pack, Buffer.from(bytes.toString('latin1').replaceAll('README.txt', '../../evil'), 'latin1'));
    expect([verified(desk.pack).status, await opened(desk)]).toEqual([2, { kind: 'not-a-journal', reason: 'not-one' }]);
    for (const wrong of [Buffer.from('no zip'), Buffer.alloc(0), bytes.subarray(0, bytes.length - 30)]) {
      writeFileSync(desk.pack, wrong);
      expect([verified(desk.pack).status, await opened(desk)]).toEqual([2, { kind: 'not-a-journal', reason: 'not-one' }]);
    }
    expect(await desk.reporter.openPack(`${desk.pack}.gone`, null)).toEqual({ ok: false, error: { kind: 'not-a-journal', reason: 'missing' } });
    expect(verified(`${desk.pack}.gone`).status).toBe(2);
  });

  it('of a newer format is told from nonsense', async () => {
    const desk = await given();
    await tampered(desk.pack, 'manifest.json', (text) => text.replace('tapdesk-pack 1', 'tapdesk-pack 2'));
    expect([await opened(desk), verified(desk.pack).status]).toEqual([{ kind: 'not-a-journal', reason: 'newer' }, 2]);
  });
});
