/** The list of Graph's rules about passes names tests; a list that names tests nobody can find shows nothing. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '../../..');
const list = readFileSync(path.join(root, 'docs/graph-coverage.md'), 'utf8');
const rows = list.split('\n').filter((line) => /^\| \d/.test(line));
const citations = [...list.matchAll(/`(test\/[^`]+)`(?: "([^"]+)")?/g)].map(([, file = '', name]) => ({ file, name }));

/** Names as they stand in the source, whichever quotes they are in; after a square bracket stands a case of `it.each`. */
const sourceOf = (file: string) => readFileSync(path.join(root, file), 'utf8').replaceAll('\\', '').replaceAll(/([([])\s+/g, '$1');
const isThere = ({ file, name }: (typeof citations)[number]) => {
  if (!existsSync(path.join(root, file))) return false;
  if (name === undefined) return true;
  const source = sourceOf(file);
  return ["'", '"', '`'].some((quote) => [`(${quote}${name}${quote},`, `[${quote}${name}${quote},`].some((start) => source.includes(start)));
};

describe('the list of Graph’s rules about passes', () => {
  it('names no test that is not there', () => {
    expect(citations.filter((citation) => !isThere(citation))).toEqual([]);
  });

  it('has a test or a reason in every row', () => {
    expect([rows.length > 60, rows.filter((row) => !/ \| (not applicable: .{10,}|`test\/[^`]+` "[^"]+".*) \|$/.test(row))]).toEqual([true, []]);
  });

  it.each(['1.1', '1.2', '1.3', '1.4', '1.5', '1.6', '1.7', '1.8', '1.9', '2', '4', '5.1', '5.2', '5.3', '5.4', '5.5', '5.6', '5.7', '5.8', '6', '9', '10'])('covers section %s', (section) => {
    expect(rows.some((row) => row.startsWith(`| ${section} |`))).toBe(true);
  });

  it('is itself found out by a test that does not exist', () => {
    expect([isThere({ file: 'test/nowhere.test.ts', name: 'x' }), isThere({ file: 'test/unit/shared/pass.test.ts', name: 'does what nobody wrote' })]).toEqual([false, false]);
  });
});
