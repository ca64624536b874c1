/**
 * Documents beside the chain: texts too long for an entry, such as the plan of a run, kept under the SHA-256 of their
 * UTF-8. The table proves nothing by itself; an entry that names the digest does.
 */
import { createHash } from 'node:crypto';
import { inTransaction } from '../../sqlite/in-transaction';
import { firstRow, type Db } from './database';
import { DamagedJournal } from './failure';
import { bytesFrom, textOf } from './rows';

/**
 * Keeps a text; on the disk when it returns. The same text twice is one row.
 *
 * @returns the lower-case hex SHA-256 of its UTF-8.
 * @throws SQLite's errors, and DamagedJournal when something else lies under this digest.
 */
export function keepDocument(db: Db, text: string): string {
  const bytes = Buffer.from(text, 'utf8');
  const sha256 = digestOf(bytes);
  inTransaction(db, () => {
    if (!readDocument(db, sha256)) db.prepare('INSERT INTO document (sha256, text) VALUES (?, ?)').run(sha256, text);
    // Read back inside the transaction, as an entry is: also finds a row that was edited and stands in the way.
    if (!readDocument(db, sha256)?.equals(bytes)) throw new DamagedJournal('the document is another');
  });
  return sha256;
}

/** @returns the text; null when it is not there, or is not what was kept. */
export function keptDocument(db: Db, sha256: string): string | null {
  const bytes = readDocument(db, sha256);
  return bytes && digestOf(bytes) === sha256 ? textOf(bytes) : null;
}

/** As a blob: see rows.ts. */
function readDocument(db: Db, sha256: string): Buffer | null {
  return bytesFrom(firstRow(db, 'SELECT CAST(text AS BLOB) FROM document WHERE sha256 = ?', sha256)?.[0] ?? null);
}

function digestOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
