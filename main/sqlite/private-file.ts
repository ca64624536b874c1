/** Who may read a database. POSIX modes only: on Windows the user's profile folder is already private to its owner. */
import { chmodSync, closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';

const FOLDER_MODE = 0o700;
const FILE_MODE = 0o600;

/**
 * Makes folder and file before SQLite does, because SQLite would use the umask. Its `-wal` and `-shm` take the file's mode.
 *
 * @throws what the file system throws (EACCES, ENOSPC, EROFS, …).
 */
export function makePrivate(file: string): void {
  const folder = dirname(file);
  mkdirSync(folder, { recursive: true, mode: FOLDER_MODE });
  closeSync(openSync(file, 'a', FILE_MODE));
  if (process.platform === 'win32') return;
  // A folder or file that was there already may be wider than it should be.
  chmodSync(folder, FOLDER_MODE);
  chmodSync(file, FILE_MODE);
}
