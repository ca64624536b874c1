/**
 * Builds what the fault run, the role run and the cohort run consist of: the counting program, the desk it drives, and that desk's journal
 * worker. All of it is TypeScript, and Node runs none of that by itself; bundled like the app's main side, into the
 * checkout's `.cache`, so that `require('libsql')` finds its module.
 */
import { mkdirSync, mkdtempSync } from 'node:fs';
import path from 'node:path';
import { build } from 'vite';
import { ROOT } from './project.mjs';

/**
 * @param {'fault-run' | 'role-run' | 'cohort-run' | 'bench'} [name] the folder below `test`
 * @returns {Promise<{ folder: string, run: string, desk: string, worker: string }>} a fresh folder, and the built files in it
 */
export async function buildFaultRun(name = 'fault-run') {
  const entries = { run: `test/${name}/run.ts`, desk: `test/${name}/desk-child.ts`, worker: 'main/adapters/journal/worker.ts', history: 'main/adapters/history/worker.ts' };
  const cache = path.join(ROOT, '.cache', name);
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
        treeshake: { moduleSideEffects: (id) => !id.includes('@microsoft/microsoft-graph-client') },
        input: Object.fromEntries(Object.entries(entries).map(([entry, file]) => [entry, path.join(ROOT, file)])),
        output: { format: 'cjs', entryFileNames: '[name].cjs', chunkFileNames: 'chunk-[hash].cjs' },
      },
    },
  });
  return { folder, run: path.join(folder, 'run.cjs'), desk: path.join(folder, 'desk.cjs'), worker: path.join(folder, 'worker.cjs') };
}

/**
 * What the counting program finds in its environment.
 * @param {{ desk: string, worker: string }} built
 * @param {string} folder where the desks keep their journals
 * @returns {Record<string, string>}
 */
export function faultRunEnvironment({ desk, worker }, folder) {
  return { FAULT_RUN_CHILD: desk, FAULT_RUN_WORKER: worker, FAULT_RUN_FOLDER: folder, FAULT_RUN_ROOT: ROOT };
}

/**
 * The same for the role run.
 * @param {{ desk: string, worker: string }} built
 * @param {string} folder where the desks keep their journals
 * @returns {Record<string, string>}
 */
export function roleRunEnvironment({ desk, worker }, folder) {
  // The check of the journals' chains is the fault run's.
  return { ROLE_RUN_CHILD: desk, ROLE_RUN_WORKER: worker, ROLE_RUN_FOLDER: folder, FAULT_RUN_ROOT: ROOT };
}

/**
 * The same for the cohort run.
 * @param {{ desk: string, worker: string }} built
 * @param {string} folder where the desks keep their journals
 * @returns {Record<string, string>}
 */
export function cohortRunEnvironment({ desk, worker }, folder) {
  return { COHORT_RUN_CHILD: desk, COHORT_RUN_WORKER: worker, COHORT_RUN_FOLDER: folder, FAULT_RUN_ROOT: ROOT };
}
