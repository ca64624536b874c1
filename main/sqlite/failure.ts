/**
 * What went wrong with a database, in the four words the desk knows. Nothing of the message is kept: it may quote SQL.
 * Source: https://www.sqlite.org/rescode.html (the low byte of an extended code is the primary one).
 */

export type Trouble = 'full' | 'locked' | 'damaged' | 'unwritable';

const OF_SQLITE: Readonly<Record<number, Trouble>> = {
  1: 'damaged', // ERROR: no such table or column: not the file we wrote
  5: 'locked', // BUSY
  6: 'locked', // LOCKED
  11: 'damaged', // CORRUPT
  13: 'full', // FULL
  20: 'damaged', // MISMATCH: a column holds what it cannot hold
  26: 'damaged', // NOTADB
};

const OF_SYSTEM: Readonly<Record<string, Trouble>> = { ENOSPC: 'full', EDQUOT: 'full', EBUSY: 'locked' };

/** Thrown where the data itself, rather than SQLite, shows that the file cannot be trusted. Never leaves the adapter. */
export class DamagedFile extends Error {
  override readonly name: string = 'DamagedFile';
}

/** Everything unnamed (READONLY, CANTOPEN, IOERR, EACCES, EROFS, a constraint) is `unwritable`. */
export function troubleOf(cause: unknown): Trouble {
  if (cause instanceof DamagedFile) return 'damaged';
  const sqlite = sqliteCode(cause);
  if (sqlite !== null) return OF_SQLITE[sqlite & 0xff] ?? 'unwritable';
  const system = property(cause, 'code');
  return (typeof system === 'string' ? OF_SYSTEM[system] : undefined) ?? 'unwritable';
}

/** libsql gives statement errors a `rawCode`; a connection that cannot be opened has the code only at the end of its message. */
function sqliteCode(cause: unknown): number | null {
  const raw = property(cause, 'rawCode');
  if (typeof raw === 'number') return raw;
  const message = property(cause, 'message');
  const atOpen = typeof message === 'string' ? /^ConnectionFailed\(.*: (\d+)"\)$/s.exec(message)?.[1] : undefined;
  return atOpen === undefined ? null : Number(atOpen);
}

function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[name] : undefined;
}
