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

describe.each([
  ['fault-run', /^(test\/fault-run\/|main\/demo-tenant\/|node:|libsql$)/],
  // Chance and the check of the journals' chains are the fault run's.
  ['role-run', /^(test\/role-run\/|test\/fault-run\/(chance|chains)\.ts$|main\/demo-tenant\/|node:|libsql$)/],
  // Journals are read as by the role run; sealed PDFs are opened by pdf.js, which the desk does not have.
  ['cohort-run', /^(test\/cohort-run\/|test\/fault-run\/(chance|chains)\.ts$|test\/role-run\/journals\.ts$|test\/support\/open-pdf\.ts$|main\/demo-tenant\/|node:|libsql$|unpdf$)/],
] as const)('the counting program of the %s', (name, allowed) => {
  const reached = [...reachedFrom(`test/${name}/run.ts`)];

  it('is read from real code', () => {
    expect(reached).toContain('main/demo-tenant/index.ts');
    expect(reached).toContain(`test/${name}/counts.ts`);
  });

  it('imports nothing but itself, the demo tenant, Node and what reads the evidence', () => {
    expect(reached.filter((each) => !allowed.test(each))).toEqual([]);
  });

  it('does not reach the desk that it drives', () => {
    expect(reached.filter((each) => /desk-child|desk-clock|plants|generous-policy|cohort-policy|drawn-slips/.test(each))).toEqual([]);
  });
});
