/**
 * The text of a PDF. What a printer draws are glyphs, numbered by the font as it was cut down for this one file; which
 * characters they are stands in each font's ToUnicode table. Every content stream is read with every table: with the wrong
 * one it is nonsense, which does no harm in a search. Source: ISO 32000-1, 9.10.3 and 7.3.4.
 */
import { constants, inflateSync } from 'node:zlib';

/** From the glyph, as its bytes in hexadecimal, to text. */
type Table = { readonly bytesPerGlyph: number; readonly texts: ReadonlyMap<string, string> };

/** @returns nothing when the bytes are no PDF. */
export function pdfTexts(bytes: Buffer): readonly string[] {
  if (!bytes.includes('%PDF-')) return [];
  const streams = streamsOf(bytes);
  const tables = streams.filter((stream) => /beginbf(char|range)/.test(stream)).map(tableOf);
  const contents = streams.filter((stream) => /\bT[jJ]\b/.test(stream));
  return contents.flatMap((content) => {
    const shown = stringsOf(content);
    return tables.map((table) => shown.map((glyphs) => read(glyphs, table)).join(''));
  });
}

/** As Latin-1, so that each character is a byte. */
function streamsOf(bytes: Buffer): readonly string[] {
  const all = bytes.toString('latin1');
  return [...all.matchAll(/stream\r?\n/g)].flatMap(({ 0: { length }, index }) => {
    if (all.slice(Math.max(0, index - 3), index) === 'end') return [];
    const start = index + length;
    const end = all.indexOf('endstream', start);
    const body = bytes.subarray(start, end < 0 ? bytes.length : end);
    try {
      return [inflateSync(body, { finishFlush: constants.Z_SYNC_FLUSH }).toString('latin1')];
    } catch {
      return [body.toString('latin1')];
    }
  });
}

function tableOf(stream: string): Table {
  const texts = new Map<string, string>();
  let bytesPerGlyph = 2;
  for (const [, kind = '', body = ''] of stream.matchAll(/beginbf(char|range)([\s\S]*?)endbf\1/g)) {
    for (const line of body.matchAll(kind === 'char' ? /<([^>]*)>\s*<([^>]*)>/g : /<([^>]*)>\s*<([^>]*)>\s*(<[^>]*>|\[[^\]]*\])/g)) {
      const [first = '', second = '', third = ''] = line.slice(1).map((part) => part.replace(/\s/g, '').toLowerCase());
      bytesPerGlyph = first.length / 2;
      if (kind === 'char') texts.set(first, textOf(second));
      else addRange(texts, first, second, third);
    }
  }
  return { bytesPerGlyph, texts };
}

/** `<first> <last> <text of the first>`, or `<first> <last> [<text> <text> …]`. */
function addRange(texts: Map<string, string>, first: string, last: string, to: string): void {
  const listed = to.startsWith('[') ? [...to.matchAll(/<([^>]*)>/g)].map(([, text = '']) => textOf(text)) : null;
  const start = listed ? '' : textOf(to.slice(1, -1));
  const [low, high] = [parseInt(first, 16), parseInt(last, 16)];
  for (let glyph = low; glyph <= high && glyph - low < 65_536; glyph += 1) {
    const text = listed ? (listed[glyph - low] ?? '') : start.slice(0, -1) + String.fromCharCode(start.charCodeAt(start.length - 1) + glyph - low);
    texts.set(glyph.toString(16).padStart(first.length, '0'), text);
  }
}

const textOf = (hex: string): string => Buffer.from(Buffer.from(hex.padEnd(Math.ceil(hex.length / 4) * 4, '0'), 'hex').swap16()).toString('utf16le');

/** Every string of a content stream in hexadecimal, in the order of drawing. */
function stringsOf(content: string): readonly string[] {
  return [...content.matchAll(/<([0-9A-Fa-f\s]+)>|\(((?:\\[\s\S]|[^\\()])*)\)/g)].map(([, hex, literal]) =>
    hex === undefined ? Buffer.from(unescaped(literal ?? ''), 'latin1').toString('hex') : hex.replace(/\s/g, '').toLowerCase(),
  );
}

const NAMED: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

function unescaped(literal: string): string {
  return literal.replace(/\\(?:([0-7]{1,3})|(\r?\n)|([\s\S]))/g, (_, octal?: string, lineEnd?: string, sign = '') => {
    if (octal !== undefined) return String.fromCharCode(parseInt(octal, 8) & 0xff);
    return lineEnd === undefined ? (NAMED[sign] ?? sign) : '';
  });
}

function read(glyphs: string, { bytesPerGlyph, texts }: Table): string {
  const digits = bytesPerGlyph * 2;
  return Array.from({ length: Math.ceil(glyphs.length / digits) }, (_, index) => texts.get(glyphs.slice(index * digits, (index + 1) * digits)) ?? '').join('');
}
