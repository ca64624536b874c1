/**
 * Where a tenant's history lies, beside its journal, and who may read it. POSIX modes only: on Windows the user's profile
 * folder is already private to its owner.
 */
import { chmodSync, closeSync, existsSync, mkdirSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';

const FOLDER_MODE = 0o700;
const FILE_MODE = 0o600;

/** @param journalFile - The tenant's journal; its name is already safe. */
export function historyFile(journalFile: string): string {
  return `${journalFile}.history.sqlite`;
}

/**
 * Makes folder and file before SQLite does, because SQLite would use the umask. Its `-wal` and `-shm` take the file's mode.
 *
 * @throws what the file system throws (EACCES, ENOSPC, EROFS, …).
 */
export function prepareHistoryFile(file: string): void {
  const folder = dirname(file);
  mkdirSync(folder, { recursive: true, mode: FOLDER_MODE });
  closeSync(openSync(file, 'a', FILE_MODE));
  if (process.platform === 'win32') return;
  chmodSync(folder, FOLDER_MODE);
  chmodSync(file, FILE_MODE);
}

/**
 * Puts a file that cannot be used out of the way, for whoever wants to look into it: copies of Entra's logs may be in it that
 * Entra has forgotten. One earlier file is kept beside it, never more.
 *
 * @throws what the file system throws.
 */
export function setAside(file: string): void {
  for (const suffix of ['-wal', '-shm', '']) {
    const aside = `${file}.set-aside${suffix}`;
    rmSync(aside, { force: true });
    if (existsSync(`${file}${suffix}`)) renameSync(`${file}${suffix}`, aside);
  }
}
