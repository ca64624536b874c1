import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { runnerImport, type EnvironmentOptions } from 'vite';
import { defineConfig } from 'vitest/config';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/**
 * A Node-side bundle with its npm dependencies inlined: CommonJS for Node 18, because that is what the oldest Electron
 * this code is run on (25, development only) understands. Native modules and Electron itself stay outside.
 */
function nodeBundle(entries: Readonly<Record<string, string>>, outDir: string, codeSplitting: boolean): EnvironmentOptions {
  return {
    consumer: 'server',
    resolve: { noExternal: true, external: ['electron', 'libsql'], conditions: ['node', 'module', 'import', 'default'] },
    build: {
      ssr: true,
      outDir: at(outDir),
      emptyOutDir: true,
      target: 'node18',
      minify: 'oxc',
      sourcemap: true,
      rolldownOptions: {
        // Only its core is used; the package does not say that its stock handlers may be left out.
        treeshake: { moduleSideEffects: (id) => !id.includes('@microsoft/microsoft-graph-client') },
        input: Object.fromEntries(Object.entries(entries).map(([name, file]) => [name, at(file)])),
        output: { format: 'cjs', entryFileNames: '[name].cjs', chunkFileNames: 'chunks/[name]-[hash].cjs', codeSplitting },
      },
    },
  };
}

/** For editors: what may stand in a desk policy. Beside the app, see electron-builder.yml. */
async function writeDeskPolicySchema(): Promise<void> {
  // Not imported above: every run of the tests reads this file, too, and only a build needs the schema.
  const { module } = await runnerImport<{ readonly deskPolicyJsonSchema: () => object }>(at('main/adapters/desk-policy/desk-policy-json-schema.ts'), { configFile: false, root: at('.') });
  const file = at('dist/policy/desk.schema.json');
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, `${JSON.stringify(module.deskPolicyJsonSchema(), null, 2)}\n`);
}

/**
 * `vite build --app` builds all three: main (with its workers), preload (one file, as a sandboxed preload must be),
 * renderer; and writes the desk policy's JSON Schema.
 */
export default defineConfig({
  root: at('renderer'),
  base: './',
  plugins: [react()],
  // The ZIP writer requires it as CommonJS; what is named "import" in its package has no `unsigned` once bundled.
  resolve: { alias: { 'buffer-crc32': at('node_modules/buffer-crc32/dist/index.cjs') } },
  build: {
    outDir: at('dist/renderer'),
    emptyOutDir: true,
    target: 'chrome114',
    sourcemap: true,
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1500,
  },
  environments: {
    main: nodeBundle({ index: 'main/index.ts', 'journal-worker': 'main/adapters/journal/worker.ts', 'history-worker': 'main/adapters/history/worker.ts' }, 'dist/main', true),
    preload: nodeBundle({ index: 'main/preload/index.ts' }, 'dist/preload', false),
  },
  builder: {
    async buildApp(builder) {
      for (const name of ['main', 'preload', 'client']) {
        const environment = builder.environments[name];
        if (environment) await builder.build(environment);
      }
      await writeDeskPolicySchema();
    },
  },
  test: {
    root: at('.'),
    include: ['test/{unit,integration,renderer}/**/*.test.{ts,tsx}'],
    // The real `electron` module downloads itself when it is imported in plain Node.
    alias: { electron: at('test/support/electron.ts') },
    testTimeout: 20_000,
    // The suites start servers and SQLite workers; two cores do not go faster with more.
    maxWorkers: 2,
  },
});
