/** Bundles one main-side entry the way the build does, for tests that need a real worker or a real second process. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { bundleForNode, freshBuildFolder, WORKERS } from '../../scripts/lib/node-bundle.mjs';

const built = new Map<string, Promise<string>>();
const folders: string[] = [];
afterAll(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** @param entry - From the checkout's root, e.g. `main/adapters/journal/worker.ts`. @returns the bundle's path. */
export function bundled(entry: string): Promise<string> {
  const known = built.get(entry) ?? bundle(entry);
  built.set(entry, known);
  return known;
}

export const journalWorker = (): Promise<string> => bundled(WORKERS.worker);

export const historyWorker = (): Promise<string> => bundled(WORKERS.history);

async function bundle(entry: string): Promise<string> {
  const folder = freshBuildFolder('test');
  folders.push(folder);
  await bundleForNode({ bundle: entry }, folder);
  return join(folder, 'bundle.cjs');
}
