/** The keeper as the run sees it: told what to watch, and waited for; see `keeper-process.mjs`. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const PROGRAM = fileURLToPath(new URL('./keeper-process.mjs', import.meta.url));
const LIMIT_IN_MS = 10_000;

/** Under which names files were seen, by the name they have in the hold. */
export const Names = z.record(z.string(), z.array(z.string()));

export type Keeper = {
  /** Resolves once whatever is below it is kept; what appears there later is kept as it appears. */
  readonly watch: (folder: string) => Promise<void>;
  /** Looks once more everywhere, and ends. */
  readonly stop: () => Promise<Readonly<Record<string, readonly string[]>>>;
};

/** @param hold - A folder on the same disk as what is watched: a file cannot have names on two disks. */
export function startKeeper(hold: string): Keeper {
  const child = fork(PROGRAM, [hold], { execArgv: [] });
  const answer = () => once(child, 'message', { signal: AbortSignal.timeout(LIMIT_IN_MS) });
  return {
    watch: async (folder) => {
      child.send({ watch: folder });
      await answer();
    },
    stop: async () => {
      child.send({ stop: true });
      await answer();
      return Names.parse(JSON.parse(readFileSync(path.join(hold, 'names.json'), 'utf8')));
    },
  };
}
