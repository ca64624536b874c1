import { describe, expect, it } from 'vitest';
import { blobOf, utf8Of } from '../../../main/sqlite/blob';
import { DamagedFile, troubleOf } from '../../../main/sqlite/failure';

const sqlite = (rawCode: number) => Object.assign(new Error('near "ticket": INC-1'), { rawCode });
const system = (code: string) => Object.assign(new Error(code), { code });

describe('what went wrong with a database', () => {
  it.each<[string, string, unknown]>([
    ['full', 'SQLite’s FULL', sqlite(13)],
    ['full', 'a disk without room', system('ENOSPC')],
    ['full', 'a quota', system('EDQUOT')],
    ['locked', 'BUSY', sqlite(5)],
    ['locked', 'BUSY, extended (BUSY_SNAPSHOT)', sqlite(517)],
    ['locked', 'LOCKED', sqlite(6)],
    ['locked', 'a busy file', system('EBUSY')],
    ['damaged', 'CORRUPT', sqlite(11)],
    ['damaged', 'a table that is not there', sqlite(1)],
    ['damaged', 'NOTADB', sqlite(26)],
    ['damaged', 'a file that cannot be opened because it is no database', new Error('ConnectionFailed("Unable to open connection to local database /x\n: 26")')],
    ['damaged', 'data that cannot be', new DamagedFile('not a blob')],
    ['unwritable', 'READONLY', sqlite(8)],
    ['unwritable', 'a constraint, extended', sqlite(2067)],
    ['unwritable', 'CANTOPEN, at opening', new Error('ConnectionFailed("Unable to open connection to local database /x: 14")')],
    ['unwritable', 'a file that may not be written', system('EACCES')],
    ['unwritable', 'an error without a code', new Error('closed')],
    ['unwritable', 'no error at all', undefined],
  ])('is "%s" for %s', (trouble, _, cause) => {
    expect(troubleOf(cause)).toBe(trouble);
  });
});

describe('text in a database', () => {
  it('is read from bytes, however libsql hands them out, with whatever it begins', () => {
    const bytes = Buffer.from('\ufeffa\u0000ż');
    expect([bytes, new Uint8Array(bytes).buffer].map((value) => utf8Of(blobOf(value)))).toEqual(['\ufeffa\u0000ż', '\ufeffa\u0000ż']);
  });

  it.each<[string, unknown]>([['null', null], ['a text', 'text'], ['a number', 1], ['bytes that are not UTF-8', Buffer.of(0x61, 0xff)]])('is damage where there is %s', (_, value) => {
    expect(() => utf8Of(blobOf(value))).toThrow(DamagedFile);
  });
});
