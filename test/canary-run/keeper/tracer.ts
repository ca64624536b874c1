/**
 * strace, where it is there and may be used: it sees every write of every process of the app, however short the file lives.
 * The app stays the child of whoever started it (`-D`), only the calls of interest stop it (`--seccomp-bpf`), and deleting
 * waits a moment, so that the keeper comes first.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { Names } from './keeper';

const PROGRAM = fileURLToPath(new URL('./tracer-process.mjs', import.meta.url));
/** Longest single write that is kept whole, bytes. */
const WRITE_MAXIMUM = 4 * 1024 * 1024;
const DELETING_WAITS_US = 50_000;
/** How long strace may take to say its last, ms. */
const LAST_WORDS_MS = 20_000;

const WRITES = ['write', 'pwrite64', 'writev', 'pwritev', 'pwritev2'];
const DELETES = ['unlink', 'unlinkat'];
const OPTIONS = ['-D', '-f', '--seccomp-bpf', '-q', '-y', '-e', 'signal=none', '-s', String(WRITE_MAXIMUM), '-e', `trace=${[...WRITES, ...DELETES].join(',')}`, '-e', `inject=${DELETES.join(',')}:delay_enter=${DELETING_WAITS_US}`];

const Report = z.object({ names: Names, counts: z.object({ writes: z.int(), inMemory: z.int(), cutOff: z.int(), unread: z.int() }) });
export type TraceReport = z.output<typeof Report> & { readonly folder: string };

/** True when it works here, with all its options. */
export function canTrace(): boolean {
  return process.platform === 'linux' && spawnSync('strace', [...OPTIONS, '-o', '/dev/null', 'true'], { stdio: 'ignore', timeout: LAST_WORDS_MS }).status === 0;
}

const SUID = 0o4000;

/** True when this Electron's sandbox works by a helper that becomes root, which no program under strace can. */
export function needsRights(electron: string): boolean {
  const helper = statSync(path.join(electron, 'chrome-sandbox'), { throwIfNoEntry: false });
  return process.getuid?.() !== 0 && helper !== undefined && (helper.mode & SUID) !== 0;
}

/** For a shell: what to put before the command to be traced. The shell makes a folder of its own for each start below `hold`. */
export function traceCommand(hold: string): string {
  const quoted = OPTIONS.map((option) => `'${option}'`).join(' ');
  return `strace ${quoted} -o "|exec '${process.execPath}' '${PROGRAM}' '$(mktemp -d '${hold}/trace-XXXXXX')'"`;
}

/** Waits until every trace has ended. @throws when one has not, because then writes may be missing. */
export async function readTraces(hold: string): Promise<readonly TraceReport[]> {
  const folders = readdirSync(hold).filter((name) => name.startsWith('trace-')).map((name) => path.join(hold, name));
  for (const until = Date.now() + LAST_WORDS_MS; folders.some((folder) => !existsSync(path.join(folder, 'names.json'))); ) {
    if (Date.now() > until) throw new Error('strace did not end');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return folders.map((folder) => ({ ...Report.parse(JSON.parse(readFileSync(path.join(folder, 'names.json'), 'utf8'))), folder }));
}
