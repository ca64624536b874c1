/** What is in the package, and what must not be: read from the files, without starting anything. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { extractFile, listPackage } from '@electron/asar';
import { builderConfiguration, decidedFuses, readFuses } from '../../scripts/lib/fuses.mjs';
import { CHECKOUT, expect, packagedParts, test } from './packaged-app';

/** The native SQLite and what loads it; everything else is bundled. */
const NODE_MODULES = ['@libsql/NATIVE', '@neon-rs/load', 'detect-libc', 'libsql'];

const parts = packagedParts();
const archive = path.join(parts.resources, 'app.asar');
const files = listPackage(archive, { isPack: false }).map((file) => file.replaceAll('\\', '/'));

test('every fuse that the executable has is in the state that was decided', async () => {
  const decided = decidedFuses(builderConfiguration().electronFuses);
  const states = await readFuses(parts.fuses);
  const expected = states.map((state, index) => {
    const decision = decided.get(index);
    // A fuse that Electron has removed can be in no other state.
    return state === 'removed' ? 'removed' : decision ? `${decision.key} ${decision.on ? 'on' : 'off'}` : `fuse ${index} decided`;
  });
  const found = states.map((state, index) => (state === 'removed' ? 'removed' : `${decided.get(index)?.key ?? `fuse ${index}`} ${state}`));
  expect(found.length).toBeGreaterThanOrEqual(7);
  expect(found).toEqual(expected);
});

test('the archive holds the build, the native database, and nothing else', () => {
  const rooms = files.filter((file) => !/^\/(dist(\/(main|preload|renderer)(\/.*)?)?|node_modules(\/.*)?|package\.json)$/.test(file));
  expect(rooms).toEqual([]);
  for (const file of ['/package.json', '/dist/main/index.cjs', '/dist/preload/index.cjs', '/dist/renderer/index.html']) expect(files).toContain(file);
});

test('the archive holds no source, no source map, no test and no script', () => {
  expect(files.filter((file) => /\.(map|[cm]?tsx?|jsx|md)$|\/(tests?|__tests__|scripts)\//i.test(file))).toEqual([]);
});

test('no library that is bundled lies beside the bundle a second time', () => {
  const installed = files.flatMap((file) => /^\/node_modules\/((?:@[^/]+\/)?[^/]+)\/package\.json$/.exec(file)?.[1] ?? []);
  expect(installed.map((name) => (name.startsWith('@libsql/') ? '@libsql/NATIVE' : name)).toSorted()).toEqual(NODE_MODULES);
});

test('only the native database lies outside the archive, in one build', () => {
  const outside = path.join(parts.resources, 'app.asar.unpacked');
  const unpacked = readdirSync(outside, { recursive: true, encoding: 'utf8' }).map((file) => file.replaceAll('\\', '/'));
  expect(unpacked.filter((file) => file.endsWith('.node'))).toHaveLength(1);
  expect(unpacked.filter((file) => !/^node_modules(\/@libsql(\/[^/]+(\/(index\.node|package\.json))?)?)?$/.test(file))).toEqual([]);
  expect(unpacked.filter((file) => file.includes('musl'))).toEqual([]);
});

test('Electron would find no other app than the archive', () => {
  expect(['default_app.asar', 'app'].filter((name) => existsSync(path.join(parts.resources, name)))).toEqual([]);
});

test('the guides, the example policy and its schema lie beside the archive, where the system and editors can open them', () => {
  const beside = ['docs/setup.md', 'docs/desk-policy.md', 'docs/desk.example.json', 'dist/policy/desk.schema.json'];
  expect(beside.filter((file) => !existsSync(path.join(parts.resources, file)))).toEqual([]);
  const { $schema } = JSON.parse(readFileSync(path.join(parts.resources, 'docs/desk.example.json'), 'utf8')) as { readonly $schema: string };
  expect(path.join(parts.resources, 'docs', $schema)).toBe(path.join(parts.resources, 'dist/policy/desk.schema.json'));
});

test('its manifest names no command and no development library', () => {
  const manifest = JSON.parse(extractFile(archive, 'package.json').toString('utf8')) as Record<string, unknown>;
  expect(manifest).toMatchObject({ name: 'tapdesk', productName: 'Tapdesk', main: 'dist/main/index.cjs' });
  expect(Object.keys(manifest).filter((key) => ['scripts', 'devDependencies'].includes(key))).toEqual([]);
});

test('nothing in it tells where it was built', () => {
  const bytes = readFileSync(archive);
  expect(bytes.includes(CHECKOUT.replace(/[\\/]$/, ''))).toBe(false);
});
