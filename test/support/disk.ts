/** Disks of their own, in memory, so that one can be full or read-only. Where this process may not mount there are none. */
import { execFileSync, spawnSync } from 'node:child_process';
import { afterAll } from 'vitest';
import { temporaryFolder } from './temporary';

const mounted: string[] = [];

/** @param options - Of mount(8), e.g. `size=64k`. @returns its folder; null where this process may not mount. */
export function disk(options: string): string | null {
  const folder = temporaryFolder();
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder]).status !== 0) return null;
  mounted.unshift(folder);
  return folder;
}

export const canMount = (() => {
  const folder = process.platform === 'linux' ? disk('size=64k') : null;
  if (!folder) console.warn('SKIPPED: full and read-only disk tests need root and mount(8); max_page_count and file modes stand in for them.');
  return folder !== null;
})();

afterAll(() => mounted.splice(0).forEach((folder) => execFileSync('umount', [folder])));
