/** Walks every import of the code and holds the plan of the house against it, transitively where lint sees one step. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '../../..');
const sources = (room: string): string[] =>
  readdirSync(path.join(root, room), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !file.endsWith('.d.ts'))
    .map((file) => path.join(room, file));

type Import = { readonly from: string; readonly to: string; readonly isType: boolean };

const STATEMENT = /(?:^|\n)\s*(?:import|export)\s+(type\s+)?(?:[\w*{}\s,]+?\s+from\s+)?['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)/g;

function importsOf(file: string): Import[] {
  const text = readFileSync(path.join(root, file), 'utf8');
  return [...text.matchAll(STATEMENT)].map(([, isType, stated, dynamic]) => {
    const to = stated ?? dynamic ?? '';
    return { from: file, to: to.startsWith('.') ? path.join(path.dirname(file), to) : to, isType: isType !== undefined };
  });
}

const all = ['main', 'renderer', 'shared'].flatMap(sources).flatMap(importsOf);
const offending = (from: RegExp, to: RegExp, valuesOnly = false) =>
  all.filter((each) => from.test(each.from) && to.test(each.to) && !(valuesOnly && each.isType)).map((each) => `${each.from} -> ${each.to}`);

describe('the direction of the house', () => {
  it('is read from real code', () => {
    expect(all.length).toBeGreaterThan(100);
  });

  it.each([
    ['shared imports nothing but itself and zod', /^shared\//, /^(?!shared\/|zod$)/],
    ['the renderer never reaches into main', /^renderer\//, /^main\//],
    ['main never reaches into the renderer', /^main\//, /^renderer\//],
    ['the demo tenant is Node alone', /^main\/demo-tenant\//, /^(?!main\/demo-tenant\/|node:)/],
    ['ports know nothing but shared and each other', /^main\/ports\//, /^(?!shared\/|main\/ports\/)/],
    ['use cases reach the outside through ports', /^main\/usecases\//, /^(?!shared\/|main\/(ports|usecases)\/)/],
    ['adapters implement ports and know neither use cases, ipc, shell nor the demo tenant', /^main\/adapters\//, /^main\/(usecases|ipc|shell|demo-tenant)\//],
    ['the database room is Node and libsql alone', /^main\/sqlite\//, /^(?!main\/sqlite\/|node:|libsql$)/],
    ['adapters alone use the database room', /^main\/(?!adapters\/|sqlite\/)/, /^main\/sqlite\//],
    ['the shell knows nothing of the desk', /^main\/shell\//, /^main\/(usecases|adapters|ipc|demo-tenant|ports)\//],
    ['only index makes the composition', /^main\/(?!index\.ts)/, /^main\/compose$/],
  ])('%s', (_, from, to) => {
    expect(offending(from, to)).toEqual([]);
  });

  it('adapters never import one another', () => {
    const crossing = all.filter(({ from, to }) => {
      const mine = /^main\/adapters\/([^/]+)\//.exec(from)?.[1];
      const theirs = /^main\/adapters\/([^/]+)/.exec(to)?.[1];
      return mine !== undefined && theirs !== undefined && mine !== theirs;
    });
    expect(crossing).toEqual([]);
  });

  it('features never import one another', () => {
    const crossing = all.filter(({ from, to }) => {
      const mine = /^renderer\/features\/([^/]+)\//.exec(from)?.[1];
      const theirs = /^renderer\/features\/([^/]+)/.exec(to)?.[1];
      return mine !== undefined && theirs !== undefined && mine !== theirs;
    });
    expect(crossing).toEqual([]);
  });

  it.each([
    ['electron values', /^electron$/, /^main\/(?!index\.ts|compose(-sessions|-reports)?\.ts|shell\/|adapters\/|preload\/)/],
    ['the Graph client', /^@microsoft\/microsoft-graph-client/, /^(?!main\/adapters\/graph\/)/],
    ['the sign-in library', /^@azure\//, /^(?!main\/adapters\/msal\/)/],
    ['the database', /^libsql/, /^(?!main\/sqlite\/)/],
    ['the settings library', /^electron-store/, /^(?!main\/adapters\/settings\/)/],
  ])('%s stay where they belong', (_, library, elsewhere) => {
    expect(offending(elsewhere, library, true)).toEqual([]);
  });
});
