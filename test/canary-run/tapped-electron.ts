/**
 * An `electron` that starts the real one with the run's hook in it, under strace where that works. A folder with a script of
 * that name: whoever asks for the Electron in use finds it there, and `launchApp` needs to know nothing of it.
 */
import { chmodSync, copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { traceCommand } from './keeper/tracer';

const HOOK = fileURLToPath(new URL('./hook/hook.cjs', import.meta.url));

export type Tap = {
  /** The folder of the real Electron. */
  readonly electron: string;
  readonly folder: string;
  /** Of the line; see `line.ts`. */
  readonly socket: string;
  readonly hold: string;
  readonly plant: string | null;
  readonly isTraced: boolean;
};

/** @returns the folder to be named in `ELECTRON_OVERRIDE_DIST_PATH`. */
export function tapElectron({ electron, folder, socket, hold, plant, isTraced }: Tap): string {
  mkdirSync(folder, { recursive: true });
  const kept = path.join(hold, 'hook');
  mkdirSync(kept, { recursive: true });
  copyFileSync(path.join(electron, 'version'), path.join(folder, 'version'));
  const script = path.join(folder, 'electron');
  const lines = [
    '#!/bin/sh',
    // A core dump is the operating system's: it holds all of a process's memory, and is switched off where that matters.
    'ulimit -c 0',
    `export TAPDESK_CANARY='${JSON.stringify({ socket, hold: kept, plant })}'`,
    `exec ${isTraced ? traceCommand(hold) : ''} '${path.join(electron, 'electron')}' -r '${HOOK}' "$@"`,
  ];
  writeFileSync(script, `${lines.join('\n')}\n`);
  chmodSync(script, 0o755);
  return folder;
}
