/** Builds the programs of the tamper run, bundled like the app's main side, into the checkout's `.cache`, so that `require('libsql')` finds its module. */
import { mkdirSync, mkdtempSync } from 'node:fs';
import path from 'node:path';
import { build } from 'vite';
import { ROOT } from './project.mjs';

const ENTRIES = {
  run: 'test/tamper-run/run.ts',
  lane: 'test/tamper-run/lane.ts',
  tamperer: 'test/tamper-run/tamper-child.ts',
  append: 'test/tamper-run/append-child.ts',
  worker: 'main/adapters/journal/worker.ts',
};

/** @returns {Promise<string>} a fresh folder with the built files in it */
export async function buildTamperRun() {
  const cache = path.join(ROOT, '.cache', 'tamper-run');
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(path.join(cache, 'built-'));
  await build({
    root: ROOT,
    configFile: false,
    logLevel: 'error',
    resolve: { conditions: ['node', 'module', 'import', 'default'] },
    ssr: { noExternal: true, external: ['libsql', 'electron'] },
    build: {
      ssr: true,
      outDir: folder,
      target: 'node20',
      rolldownOptions: {
        input: Object.fromEntries(Object.entries(ENTRIES).map(([entry, file]) => [entry, path.join(ROOT, file)])),
        output: { format: 'cjs', entryFileNames: '[name].cjs', chunkFileNames: 'chunk-[hash].cjs' },
      },
    },
  });
  return folder;
}

/**
 * What the run finds in its environment.
 * @param {string} built as {@link buildTamperRun} made it
 * @param {string} folder where the journals lie
 * @returns {Record<string, string>}
 */
export function tamperRunEnvironment(built, folder) {
  return { TAMPER_RUN_BUILT: built, TAMPER_RUN_FOLDER: folder, TAMPER_RUN_SCRIPT: path.join(ROOT, 'scripts', 'verify-journal.mjs') };
}
