/** Looks for a secret in everything below some folders, in the forms in which programs write text, packed or not. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { searchFor } from './secret-search';

/** A file larger than this is an error rather than read in part, bytes: nothing the app writes comes near it. */
const READ_MAXIMUM = 256 * 1024 * 1024;

/** @returns the files that hold the secret in any of its forms. */
export function findOnDisk(secret: string, folders: readonly string[]): readonly string[] {
  const search = searchFor([{ name: 'secret', value: secret }]);
  return folders.flatMap(filesIn).filter((file) => search(contentOf(file)).length > 0);
}

/** Every file below a folder; links are not followed. */
export function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
}

/** @throws when it is too large to be looked through. */
export function contentOf(file: string): Buffer {
  if (statSync(file).size > READ_MAXIMUM) throw new Error(`${file} is too large to search`);
  return readFileSync(file);
}
