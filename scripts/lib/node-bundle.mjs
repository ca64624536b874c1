/**
 * Bundles programs of this checkout for Node, like the app's main side: TypeScript, of which Node runs none by itself, as CommonJS, with
 * libsql left outside. Into the checkout's `.cache`, so that `require('libsql')` finds its module.
 */
import { mkdirSync, mkdtempSync } from 'node:fs';
import path from 'node:path';
import { build } from 'vite';
import { ROOT } from './project.mjs';

/** Every program that opens a journal and a history needs their workers beside it, under these names. */
export const WORKERS = /** @type {const} */ ({ worker: 'main/adapters/journal/worker.ts', history: 'main/adapters/history/worker.ts' });

/**
 * @param {string} name of the folder below `.cache`
 * @returns {string} a fresh folder in it; whoever asks removes it
 */
export function freshBuildFolder(name) {
  const cache = path.join(ROOT, '.cache', name);
  mkdirSync(cache, { recursive: true });
  return mkdtempSync(path.join(cache, 'built-'));
}

/**
 * @param {Readonly<Record<string, string>>} entries name to source, from the checkout's root
 * @param {string} outDir emptied first; then each entry is in it as `NAME.cjs`
 * @returns {Promise<void>}
 */
export async function bundleForNode(entries, outDir) {
  await build({
    root: ROOT,
    configFile: false,
    logLevel: 'error',
    resolve: { conditions: ['node', 'module', 'import', 'default'] },
    ssr: { noExternal: true, external: ['libsql', 'electron'] },
    build: {
      ssr: true,
      outDir,
      emptyOutDir: true,
      target: 'node18',
      rolldownOptions: {
        // As in the app's build: only its core is used.
        treeshake: { moduleSideEffects: (id) => !id.includes('@microsoft/microsoft-graph-client') },
        input: Object.fromEntries(Object.entries(entries).map(([name, file]) => [name, path.join(ROOT, file)])),
        output: { format: 'cjs', entryFileNames: '[name].cjs', chunkFileNames: 'chunk-[hash].cjs' },
      },
    },
  });
}
