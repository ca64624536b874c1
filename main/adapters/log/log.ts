/**
 * The log: JSON Lines in `<folder>/tapdesk.log`, private to its owner. At {@link ROTATE_BYTES} it becomes `tapdesk.1.log`,
 * and so on to {@link KEPT_FILES}. Written at once, so that a crash leaves its last line. Never throws: a full or
 * forbidden disk costs log lines and nothing else.
 */
import { appendFileSync, chmodSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock, Log } from '../../ports/desk';
import { redact } from './redact';

/** 1 MiB. */
export const ROTATE_BYTES = 1_048_576;
/** Old files kept beside the current one. */
export const KEPT_FILES = 3;

export type LogOptions = { readonly folder: string; readonly clock: Clock; readonly rotateBytes?: number };

export function createLog({ folder, clock, rotateBytes = ROTATE_BYTES }: LogOptions): Log {
  const file = (generation: number) => join(folder, generation === 0 ? 'tapdesk.log' : `tapdesk.${generation}.log`);

  function write(level: 'info' | 'warn' | 'error', event: string, fields: Readonly<Record<string, unknown>>): void {
    try {
      // `at`, `level` and `event` last: no field can take their place.
      const line = `${JSON.stringify({ ...redact(fields), at: clock.now().toISOString(), level, event: event.slice(0, 100) })}\n`;
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      const size = statSync(file(0), { throwIfNoEntry: false })?.size;
      if (size !== undefined && size > 0 && size + Buffer.byteLength(line) > rotateBytes) rotate();
      appendFileSync(file(0), line, { mode: 0o600 });
      if (size === undefined) chmodSync(file(0), 0o600);
    } catch {
      // Nowhere to say it.
    }
  }

  function rotate(): void {
    for (let generation = KEPT_FILES; generation > 0; generation -= 1) {
      // The oldest is overwritten by the next one; those that do not exist yet are skipped.
      if (statSync(file(generation - 1), { throwIfNoEntry: false })) renameSync(file(generation - 1), file(generation));
    }
  }

  return {
    info: (event, fields = {}) => write('info', event, fields),
    warn: (event, fields = {}) => write('warn', event, fields),
    error: (event, fields = {}) => write('error', event, fields),
  };
}
