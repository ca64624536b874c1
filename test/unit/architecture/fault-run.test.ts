/** Who counts must not share code with what is counted: walks all that the counting program imports, step by step. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '../../..');
const STATEMENT = /(?:^|\n)\s*(?:import|export)\s+(?:type\s+)?(?:[\w*{}\s,]+?\s+from\s+)?['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)/g;

/** Files, from the checkout's root, and packages. */
function reachedFrom(entry: string, found = new Set<string>()): ReadonlySet<string> {
  if (found.has(entry)) return found;
  found.add(entry);
  for (const [, stated, dynamic] of readFileSync(path.join(root, entry), 'utf8').matchAll(STATEMENT)) {
    const to = stated ?? dynamic ?? '';
    if (to.startsWith('.')) reachedFrom(fileOf(path.join(path.dirname(entry), to)), found);
    else found.add(to);
  }
  return found;
}

function fileOf(place: string): string {
  const file = [`${place}.ts`, path.join(place, 'index.ts')].find((each) => existsSync(path.join(root, each)));
  if (file === undefined) throw new Error(`${place} is no file`);
  return file;
}

/** What counting programs share, and their evidence is read with: nothing of the app either. */
const SHARED = /^(test\/support\/(chains|chance|counting-program|desk-messages|desk-process|journal-lines|promised|run-options)\.ts|main\/demo-tenant\/.*|node:.*|libsql)$/;

describe.each([
  ['fault-run', []],
  ['role-run', []],
  // Sealed PDFs are opened by pdf.js, which the desk does not have.
  ['cohort-run', ['test/support/open-pdf.ts', 'unpdf']],
] as const)('the counting program of the %s', (name, besides: readonly string[]) => {
  const reached = [...reachedFrom(`test/${name}/run.ts`)];

  it('is read from real code', () => {
    expect(reached).toContain('main/demo-tenant/index.ts');
    expect(reached).toContain(`test/${name}/counts.ts`);
  });

  it('imports nothing but itself, the demo tenant, Node and what reads the evidence', () => {
    expect(reached.filter((each) => !each.startsWith(`test/${name}/`) && !SHARED.test(each) && !besides.includes(each))).toEqual([]);
  });

  it('does not reach the desk that it drives', () => {
    expect(reached.filter((each) => /desk-child|desk-clock|desk-host|desk-program|quiet-desk|plants|generous-policy|cohort-policy|drawn-slips/.test(each))).toEqual([]);
  });
});
