/** Moves a settings file that cannot be used out of the way, so that it is neither lost nor in the way. */
import { readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** Files set aside that are kept; older ones go. */
export const KEPT_ASIDE = 5;

/** @returns the new name, or null when the file could not be moved. */
export function setAside(file: string, now: Date): string | null {
  const stem = basename(file, '.json');
  const name = `${stem}.broken-${now.toISOString().replaceAll(':', '-')}.json`;
  try {
    renameSync(file, join(dirname(file), name));
    // The time is in the name and sorts as text.
    const aside = readdirSync(dirname(file)).filter((other) => other.startsWith(`${stem}.broken-`)).sort().reverse();
    for (const old of aside.slice(KEPT_ASIDE)) rmSync(join(dirname(file), old), { recursive: true, force: true });
  } catch {
    return null;
  }
  return name;
}
