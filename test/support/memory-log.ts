/** A log that keeps what it is told, unredacted: tests search it for what must never be said. */
import type { Log } from '../../main/ports/desk';

export type MemoryLog = Log & { readonly lines: readonly string[] };

export function memoryLog(): MemoryLog {
  const lines: string[] = [];
  const write = (level: string) => (event: string, fields: Readonly<Record<string, unknown>> = {}) => void lines.push(`${level} ${event} ${JSON.stringify(fields)}`);
  return { lines, info: write('info'), warn: write('warn'), error: write('error') };
}
