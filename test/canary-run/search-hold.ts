/** Goes through everything that was kept, once all passcodes and keys are known. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { contentOf, filesIn } from '../support/find-on-disk';
import type { Search } from '../support/secret-search';
import type { TraceReport } from './keeper/tracer';

export type Searched = { readonly what: string; readonly files: number; readonly bytes: number };
export type Kept = {
  readonly hold: string;
  /** Of the keeper: under which names each link was seen. */
  readonly names: Readonly<Record<string, readonly string[]>>;
  readonly traces: readonly TraceReport[];
  /** Of the hook: where each file it kept was. */
  readonly hooked: ReadonlyMap<string, string>;
};

/** @returns how much was searched, and a line for each file, copy or trace that holds one of them. */
export function searchHold({ hold, names, traces, hooked }: Kept, search: Search): { readonly searched: readonly Searched[]; readonly findings: readonly string[] } {
  const findings: string[] = [];
  const look = (what: string, files: readonly string[], nameOf: (file: string) => string): Searched => {
    let bytes = 0;
    for (const file of files) {
      const content = contentOf(file);
      bytes += content.length;
      for (const { secret, form } of search(content)) findings.push(`${secret} as ${form}: ${nameOf(file)} (${what})`);
    }
    return { what, files: files.length, bytes };
  };
  const seenAs = (file: string) => (names[path.basename(file).split('.')[0] ?? ''] ?? ['?']).join(', also ');
  const below = (name: string) => (existsSync(path.join(hold, name)) ? filesIn(path.join(hold, name)) : []);
  const traced = new Map(traces.flatMap(({ folder, names: own }) => Object.entries(own).map(([id, [place = '?']]) => [path.join(folder, id), place] as const)));
  const searched = [
    look('kept files', below('links'), seenAs),
    look('earlier states of them', below('copies'), seenAs),
    look('deleted or replaced by the app’s own code', below('hook'), (file) => hooked.get(file) ?? '?'),
    ...(traces.length > 0 ? [look('all that was written, by strace', [...traced.keys()], (file) => traced.get(file) ?? '?')] : []),
  ];
  return { searched, findings: [...new Set(findings)] };
}
