/**
 * What `npm run canary-run` relies on, without Electron: the search finds a passcode in whatever form it is written, and
 * what is deleted is kept. The run itself is a command of its own.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, truncateSync, unlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it, vi } from 'vitest';
import { startKeeper } from '../canary-run/keeper/keeper';
import { canTrace, readTraces, traceCommand } from '../canary-run/keeper/tracer';
import { searchHold } from '../canary-run/search-hold';
import { searchMessages } from '../canary-run/search-messages';
import { searchFor } from '../support/secret-search';
import { temporaryFolder } from '../support/temporary';

/** With every sign that some encoding writes in another way. */
const PASSCODE = 'aZ7?<q&+\'"=%';
const search = searchFor([{ name: 'canary', value: PASSCODE }, { name: 'another', value: 'Unrelated9!' }]);
const found = (bytes: Buffer) => search(bytes).length > 0;
const among = (bytes: Buffer | string) => Buffer.concat([Buffer.from('before\0'), Buffer.from(bytes as string), Buffer.from('\0after')]);

/** A zip archive of one entry, as most programs write them: sizes after the data. */
function zipOf(content: Buffer): Buffer {
  const name = Buffer.from('slip.txt');
  const head = Buffer.alloc(30);
  head.writeUInt32LE(0x04034b50, 0);
  head.writeUInt16LE(8, 6);
  head.writeUInt16LE(8, 8);
  head.writeUInt16LE(name.length, 26);
  return Buffer.concat([head, name, deflateRawSync(content), Buffer.from('PK\x07\x08')]);
}

const pdfOf = (...streams: readonly string[]) =>
  Buffer.concat([Buffer.from('%PDF-1.4\n'), ...streams.flatMap((stream) => [Buffer.from('1 0 obj\n<</Filter /FlateDecode>> stream\n'), deflateSync(stream), Buffer.from('\nendstream\nendobj\n')])]);

/** Glyph 1 is the first character, 2 the second, and so on, as in a font cut down for one page. */
const glyphs = [...PASSCODE].map((character, index) => ({ glyph: (index + 1).toString(16).padStart(4, '0'), text: character.charCodeAt(0).toString(16).padStart(4, '0') }));
const listed = `1 begincodespacerange <0000> <ffff> endcodespacerange ${glyphs.length} beginbfchar\n${glyphs.map(({ glyph, text }) => `<${glyph}> <${text}>`).join('\n')}\nendbfchar`;
const ranged = `1 beginbfrange\n<0001> <000c> [${glyphs.map(({ text }) => `<${text}>`).join(' ')}]\nendbfrange`;
const drawn = `BT /F4 22 Tf ${glyphs.map(({ glyph }, index) => `1 0 0 -1 ${index * 12} 40 Tm <${glyph}> Tj`).join(' ')} ET`;
const drawnAtOnce = `BT /F4 22 Tf [<${glyphs.slice(0, 5).map(({ glyph }) => glyph).join('')}> -80 (${glyphs.slice(5).map(({ glyph }) => `\\000\\${parseInt(glyph, 16).toString(8).padStart(3, '0')}`).join('')})] TJ ET`;

describe('the search finds a passcode', () => {
  const html = PASSCODE.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;');
  it.each<[string, Buffer]>([
    ['as it is', among(PASSCODE)],
    ['in UTF-16LE', among(Buffer.from(PASSCODE, 'utf16le'))],
    ['in UTF-16LE at an odd place', Buffer.concat([Buffer.from('x'), among(Buffer.from(PASSCODE, 'utf16le'))])],
    ['in UTF-16BE', among(Buffer.from(PASSCODE, 'utf16le').swap16())],
    ['in JSON', among(JSON.stringify({ note: `is ${PASSCODE}.` }))],
    ['in JSON in JSON', among(JSON.stringify(JSON.stringify({ note: PASSCODE })))],
    ['in an address', among(`https://x/?q=${encodeURIComponent(PASSCODE)}`)],
    ['in a form', among(new URLSearchParams({ q: PASSCODE }).toString())],
    ['in HTML', among(`<p>${html}</p>`)],
    ['in hexadecimal', among(Buffer.from(PASSCODE).toString('hex'))],
    ['in groups of four', among(PASSCODE.replace(/(.{4})(?=.)/g, '$1 '))],
    ...[0, 1, 2].flatMap((offset): [string, Buffer][] => [
      [`in base64 at offset ${offset}`, among(Buffer.from(`${'x'.repeat(offset)}${PASSCODE}, the end`).toString('base64'))],
      [`in base64url at offset ${offset}`, among(Buffer.from(`${'x'.repeat(offset)}${PASSCODE}, the end`).toString('base64url'))],
      [`in base64 of UTF-16LE at offset ${offset}`, among(Buffer.concat([Buffer.alloc(offset, 7), Buffer.from(`${PASSCODE}, the end`, 'utf16le')]).toString('base64'))],
    ]),
    ['in base64 in UTF-16LE', among(Buffer.from(Buffer.from(PASSCODE).toString('base64'), 'utf16le'))],
    ['in zlib data', among(deflateSync(among(PASSCODE)))],
    ['in zlib data of a small window', among(deflateSync(among(PASSCODE), { windowBits: 9 }))],
    ['in zlib data that was cut off', deflateSync(among(`${PASSCODE}${'0123456789'.repeat(50)}`), { level: 0 }).subarray(0, 90)],
    ['in gzip', among(gzipSync(among(PASSCODE)))],
    ['in a zip entry', among(zipOf(among(PASSCODE)))],
    ['in a PDF in a zip entry in gzip', gzipSync(zipOf(pdfOf(`BT (${PASSCODE}) Tj ET`)))],
    ['in a PDF, as glyphs of a font of its own', pdfOf(drawn, listed)],
    ['in a PDF, as glyphs in ranges and strings', pdfOf('/F1 1 Tf', drawnAtOnce, ranged)],
  ])('%s', (_, bytes) => expect(found(bytes)).toBe(true));

  it('and nothing where there is none, says which it is and inside of what', () => {
    expect(search(Buffer.concat([among('aZ7?<q&+'), deflateSync('aZ7?<q'), pdfOf(drawn)]))).toEqual([]);
    expect(search(gzipSync(among(PASSCODE)))).toEqual([{ secret: 'canary', form: 'UTF-8, in gzip at 0' }]);
  });

  it('in a message, unless it is the reply to a reveal of its own kind; without one it says that it proves nothing', () => {
    const KEY = 'A3K7T-C9FHW';
    const searches = { passcode: search, key: searchFor([{ name: 'key', value: KEY }]) };
    const message = (kind: string, channel: string, text: string) => ({ kind, channel, bytes: Buffer.from(text) });
    const reveal = message('reply', 'desk:passcode.reveal', PASSCODE);
    const keyReveal = message('reply', 'desk:runs.reveal-key', KEY);
    const findingsOf = (...told: readonly ReturnType<typeof message>[]) => searchMessages(told, searches).findings;
    expect(findingsOf(reveal, keyReveal, message('reply', 'desk:passcode.seen', '{}'))).toEqual([]);
    expect(findingsOf(reveal, message('event', 'desk-event:x', PASSCODE))).toEqual(['canary as UTF-8: event desk-event:x']);
    expect(findingsOf(reveal, message('reply', 'desk:passcode.reveal', KEY))).toEqual(['key as UTF-8: reply desk:passcode.reveal']);
    expect(findingsOf(reveal, keyReveal, message('reply', 'desk:runs.reveal-key', PASSCODE))).toEqual(['canary as UTF-8: reply desk:runs.reveal-key']);
    expect(findingsOf(reveal, message('reply', 'desk:runs.reveal-key', '{}'))).toHaveLength(1);
    expect(findingsOf()).toHaveLength(1);
  });
});

const contents = (folder: string) => readdirSync(folder).map((name) => readFileSync(path.join(folder, name), 'utf8'));

describe('what is deleted is kept', () => {
  it('by the keeper, also what was replaced, emptied, or lay in a folder that came later', async () => {
    const [place, hold] = [temporaryFolder(), temporaryFolder()];
    const keeper = startKeeper(hold);
    await keeper.watch(place);
    const file = (name: string) => path.join(place, name);
    const links = path.join(hold, 'links');
    const seen = (text: string) => vi.waitFor(() => expect(contents(links)).toContain(text), { timeout: 5_000 });
    const copied = (text: string) => vi.waitFor(() => expect(contents(path.join(hold, 'copies'))).toContain(text), { timeout: 5_000 });
    mkdirSync(file('later/still'), { recursive: true });
    writeFileSync(file('later/still/deleted'), 'deleted');
    writeFileSync(file('emptied'), `emptied ${PASSCODE}`);
    writeFileSync(file('replaced'), 'replaced');
    for (const text of ['deleted', 'replaced']) await seen(text);
    // A link shares what is emptied later; only a copy of it outlives that.
    await copied(`emptied ${PASSCODE}`);
    rmSync(file('later'), { recursive: true });
    truncateSync(file('emptied'));
    writeFileSync(file('new'), 'new');
    renameSync(file('new'), file('replaced'));
    const names = await keeper.stop();

    expect(contents(links).filter(Boolean).sort()).toEqual(['deleted', 'new', 'replaced']);
    const { findings } = searchHold({ hold, names, traces: [], hooked: new Map() }, search);
    expect(findings).toEqual([`canary as UTF-8: ${file('emptied')} (earlier states of them)`]);
  });

  it('by the hook in the app, however soon its own code deletes it', () => {
    const [place, hold] = [temporaryFolder(), temporaryFolder()];
    const script = `
      const fs = require('node:fs');
      require(process.argv[1]).keepFiles(process.argv[2], () => undefined);
      process.chdir(process.argv[3]);
      fs.writeFileSync('one', 'deleted at once'); fs.unlinkSync('one');
      fs.writeFileSync('two', 'written over'); fs.writeFileSync('two', 'left');
      fs.writeFileSync('three', 'replaced'); fs.renameSync('two', 'three');
      fs.mkdirSync('folder/in', { recursive: true }); fs.writeFileSync('folder/in/four', 'deleted with its folder');
      fs.promises.rm('folder', { recursive: true }).then(() => fs.promises.writeFile('five', 'by promise')).then(() => fs.promises.unlink('five'));`;
    execFileSync(process.execPath, ['-e', script, path.join(import.meta.dirname, '../canary-run/hook/files.cjs'), hold, place]);
    expect([...new Set(contents(hold))].sort()).toEqual(['by promise', 'deleted at once', 'deleted with its folder', 'replaced', 'written over']);
  });

  it('by the tracer, which reads what strace says of every write to a file', async () => {
    const hold = temporaryFolder();
    const folder = path.join(hold, 'trace-one');
    const said = [
      '12 write(5</tmp/a>, "one \\"two\\"\\n\\0\\1012\\377", 12) = 12',
      '13 pwritev2(6</tmp/b>(deleted), [{iov_base="half ", iov_len=5}, {iov_base="and half", iov_len=8}], 2, 0, 0) = 13',
      '12 write(5</tmp/a>, "end", 3 <unfinished ...>',
      '12 write(7<socket:[1]>, "x", 1) = 1',
      '12 pwrite64(8</dev/shm/.org.chromium.x>(deleted), "x", 1, 0) = 1',
      '12 unlink("/tmp/a") = 0 (DELAYED)',
    ];
    const traced = spawnSync(process.execPath, [path.join(import.meta.dirname, '../canary-run/keeper/tracer-process.mjs'), folder], { input: `${said.join('\n')}\n` });
    expect(traced.status).toBe(0);
    const [report] = await readTraces(hold);
    expect(report).toEqual({ folder, names: { 1: ['/tmp/a'], 2: ['/tmp/b'] }, counts: { writes: 3, inMemory: 1, cutOff: 0, unread: 0 } });
    expect([readFileSync(path.join(folder, '1'), 'latin1'), readFileSync(path.join(folder, '2'), 'utf8')]).toEqual(['one "two"\n\0A2\xffend', 'half and half']);
  });

  it.runIf(canTrace())('by strace itself, of whatever program deletes it', async () => {
    const [place, hold] = [temporaryFolder(), temporaryFolder()];
    const file = path.join(place, 'gone');
    execFileSync('sh', ['-c', `exec ${traceCommand(hold)} sh -c 'printf "%s" "$1" > "$2"; rm "$2"' sh "$1" "$2"`, 'sh', PASSCODE, file]);
    const traces = await readTraces(hold);
    expect(searchHold({ hold, names: {}, traces, hooked: new Map() }, search).findings).toEqual([`canary as UTF-8: ${file} (all that was written, by strace)`]);
    expect(() => unlinkSync(file)).toThrow('ENOENT');
  });
});
