import { readdirSync } from 'node:fs';
import js from '@eslint/js';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

/** One rule per room: what it must not import, and why, so that the message teaches the plan of the house. */
const forbid = (files, patterns, ignores = []) => ({
  files,
  ignores,
  rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns }] },
});

const electronValues = {
  regex: '^electron$',
  allowTypeImports: true,
  message: 'Electron values are used in main/{index,compose,shell,adapters,preload} only: take what you need as a parameter.',
};
const vendors = {
  regex: '^(@azure/|@microsoft/microsoft-graph-client|libsql|electron-store)',
  allowTypeImports: true,
  message: 'Vendor libraries live behind their adapter: use the port.',
};
const noRenderer = { regex: '(^|/)renderer/', message: 'main and renderer meet in shared/ipc/contract.ts only.' };
const noMain = { regex: '(^|/)main/', message: 'main and renderer meet in shared/ipc/contract.ts only.' };
// shared/ipc is the contract, not the IPC room.
const outOf = (room, why) => ({ regex: `^(?!.*shared/).*/${room}(/|$)`, message: why });
// Read from the disk, so that a new adapter is held to the rule from its first file on.
const adapters = readdirSync(new URL('main/adapters', import.meta.url));

export default tseslint.config(
  { ignores: ['.cache/', 'dist/', 'release/', 'node_modules/', 'test-results/', 'playwright-report/', 'coverage/'] },
  js.configs.recommended,
  { files: ['**/*.mjs', '**/*.cjs'], languageOptions: { globals: { process: 'readonly', console: 'readonly', URL: 'readonly', Buffer: 'readonly', setTimeout: 'readonly', clearTimeout: 'readonly', setInterval: 'readonly', clearInterval: 'readonly', fetch: 'readonly', require: 'readonly', module: 'writable', __dirname: 'readonly', performance: 'readonly', AbortSignal: 'readonly', AbortController: 'readonly' } } },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-definitions': ['error', 'type'],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // Ports and handlers are async by type; not every implementation waits for something.
      '@typescript-eslint/require-await': 'off',
      // Code points are what is wanted where strings are spread.
      '@typescript-eslint/no-misused-spread': 'off',
      'no-restricted-syntax': ['error', { selector: 'ExportDefaultDeclaration', message: 'Named exports only: a thing has one name everywhere.' }],
    },
  },
  { files: ['*.config.ts'], rules: { 'no-restricted-syntax': 'off' } },
  { files: ['renderer/**/*.{ts,tsx}'], extends: [reactHooks.configs.flat.recommended] },

  forbid(['shared/**'], [{ regex: '^(?!\\.|zod$)', message: 'shared is pure: itself and zod, no Node, no DOM, no Electron.' }, noRenderer, noMain]),
  forbid(['renderer/**'], [noMain, { regex: '^(electron|node:)', message: 'The window is sandboxed: ask through the bridge.' }]),
  forbid(['main/ports/**'], [electronValues, vendors, noRenderer, outOf('(adapters|sqlite|usecases|ipc|shell|demo-tenant)', 'Ports know nothing but shared.'), { regex: '^node:', message: 'Ports are types.' }]),
  forbid(
    ['main/usecases/**'],
    [electronValues, vendors, noRenderer, outOf('(adapters|sqlite|ipc|shell|demo-tenant)', 'Use cases reach the outside through ports.'), { regex: '^node:', message: 'Use cases are pure orchestration: take I/O through a port.' }],
  ),
  forbid(['main/ipc/**'], [electronValues, vendors, noRenderer, outOf('(adapters|sqlite|demo-tenant)', 'IPC hands over to use cases.')]),
  forbid(['main/shell/**'], [vendors, noRenderer, outOf('(adapters|sqlite|usecases|ipc|demo-tenant)', 'The shell knows Electron and nothing of the desk.')]),
  forbid(['main/demo-tenant/**'], [{ regex: '^(?!\\.|node:)', message: 'The demo tenant is Node alone: it is a test partner and must stay independent.' }, { regex: '(ports|usecases|adapters|sqlite|ipc|shell|shared)/', message: 'The demo tenant imports nothing of the app it tests.' }]),
  forbid(['main/sqlite/**'], [{ regex: '^(?!\\.|node:|libsql$)', message: 'The database room is Node and libsql alone.' }, outOf('(adapters|ports|usecases|ipc|shell|demo-tenant|renderer)', 'Adapters use the database room; it knows none of them, and nothing of the desk.')]),
  ...adapters.map((adapter) =>
    forbid(
      [`main/adapters/${adapter}/**`],
      [noRenderer, outOf('(usecases|ipc|shell|demo-tenant)', 'Adapters implement ports.'), { regex: `^\\.\\./(?!\\.\\.)(?!${adapter}/)`, message: 'Adapters never import each other.' }],
    ),
  ),
  {
    files: ['test/**'],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/require-await': 'off',
    },
  },
);
