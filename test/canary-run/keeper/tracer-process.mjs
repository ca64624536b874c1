/**
 * Reads what strace says and keeps all that is written to files, whatever becomes of them: the bytes of each path one
 * after another, as they were written. `strace … -o "|node tracer-process.mjs FOLDER"`.
 *
 * Pipes, sockets, devices and files in memory (`/dev/shm`, memfd) are no files on a disk: those are counted only.
 */
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';

const folder = process.argv[2] ?? '.';
/** @type {Map<string, number>} */
const files = new Map();
const counts = { writes: 0, inMemory: 0, cutOff: 0, unread: 0 };
mkdirSync(folder, { recursive: true });

const CALL = /^\d+ +(?:p?write(?:64|v|v2)?)\(\d+<(.*?)>(\(deleted\))?, (.*)$/s;
const NAMED = /** @type {Record<string, number>} */ ({ a: 7, b: 8, t: 9, n: 10, v: 11, f: 12, r: 13 });

/** @param {string} text as strace quotes it: C escapes, octal ones without leading zeros where no digit follows */
function unquoted(text) {
  const bytes = Buffer.alloc(text.length);
  let length = 0;
  for (let at = 0; at < text.length; at += 1) {
    let code = text.charCodeAt(at);
    if (code === 92) {
      const octal = /^[0-7]{1,3}/.exec(text.slice(at + 1, at + 4))?.[0];
      const sign = text[at + 1] ?? '';
      code = octal === undefined ? (NAMED[sign] ?? sign.charCodeAt(0)) : parseInt(octal, 8);
      at += octal?.length ?? 1;
    }
    bytes[length] = code;
    length += 1;
  }
  return bytes.subarray(0, length);
}

/** @param {string} line */
function read(line) {
  const [, place = '', , rest = ''] = CALL.exec(line) ?? [];
  if (place === '') {
    if (/^\d+ +p?write/.test(line)) counts.unread += 1;
    return;
  }
  if (/^\/dev\/shm\/|^\/memfd:/.test(place)) counts.inMemory += 1;
  if (!place.startsWith('/') || /^\/(?:dev|proc|sys)\/|^\/memfd:/.test(place)) return;
  const parts = [...rest.matchAll(/"((?:[^"\\]|\\.)*)"(\.\.\.)?/g)];
  if (parts.some(([, , dots]) => dots !== undefined)) counts.cutOff += 1;
  const id = files.get(place) ?? files.size + 1;
  files.set(place, id);
  counts.writes += 1;
  appendFileSync(path.join(folder, String(id)), Buffer.concat(parts.map(([, text = '']) => unquoted(text))));
}

const lines = createInterface({ input: process.stdin });
lines.on('line', read);
lines.on('close', () => {
  const names = Object.fromEntries([...files].map(([place, id]) => [id, [place]]));
  writeFileSync(path.join(folder, 'names.json'), JSON.stringify({ names, counts }));
});
