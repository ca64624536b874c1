/** Where a tenant's history lies, beside its journal, and what becomes of a file that cannot be used. */
import { existsSync, renameSync, rmSync } from 'node:fs';

/** @param journalFile - The tenant's journal; its name is already safe. */
export function historyFile(journalFile: string): string {
  return `${journalFile}.history.sqlite`;
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
