/**
 * Bundles one main-side entry the way the build does (CommonJS, Node 18, libsql left outside), for tests that need a real
 * worker or a real second process. Into the checkout's `.cache`, so that `require('libsql')` finds its module.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'vite';
import { afterAll } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
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

export const journalWorker = (): Promise<string> => bundled('main/adapters/journal/worker.ts');

export const historyWorker = (): Promise<string> => bundled('main/adapters/history/worker.ts');

async function bundle(entry: string): Promise<string> {
  const cache = join(root, '.cache', 'test');
  mkdirSync(cache, { recursive: true });
  const outDir = mkdtempSync(join(cache, 'bundle-'));
  folders.push(outDir);
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    resolve: { conditions: ['node', 'module', 'import', 'default'] },
    ssr: { noExternal: true, external: ['libsql', 'electron'] },
    build: {
      ssr: join(root, entry),
      outDir,
      target: 'node18',
      rolldownOptions: { output: { format: 'cjs', entryFileNames: 'bundle.cjs', codeSplitting: false } },
    },
  });
  return join(outDir, 'bundle.cjs');
}
