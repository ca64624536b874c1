/**
 * Where a tenant's journal lies, and who may read it. One file per tenant, so that two tenants never share a chain.
 * POSIX modes only: on Windows the user's profile folder is already private to its owner.
 */
import { createHash } from 'node:crypto';
import { chmodSync, closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname, join } from 'node:path';

const FOLDER_MODE = 0o700;
const FILE_MODE = 0o600;

/** @param tenantId - A GUID or `demo`. Anything that is not a plain file name is hashed, so no id leads out of the folder. */
export function journalFile(folder: string, tenantId: string): string {
  const id = tenantId.toLowerCase();
  const name = /^[a-z0-9][a-z0-9-]{0,63}$/.test(id) ? id : createHash('sha256').update(id).digest('hex');
  return join(folder, `journal-${name}.db`);
}

/**
 * Makes folder and file before SQLite does, because SQLite would use the umask. Its `-wal` and `-shm` take the file's mode.
 *
 * @throws what the file system throws (EACCES, ENOSPC, EROFS, …).
 */
export function prepareJournalFile(file: string): void {
  const folder = dirname(file);
  mkdirSync(folder, { recursive: true, mode: FOLDER_MODE });
  closeSync(openSync(file, 'a', FILE_MODE));
  if (process.platform === 'win32') return;
  // A folder or file that was there already may be wider than it should be.
  chmodSync(folder, FOLDER_MODE);
  chmodSync(file, FILE_MODE);
}
