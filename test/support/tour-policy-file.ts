import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A desk policy of this text, or the name of one that is not there. Always in the same place: the pictures show it. @returns the switch that names it. */
export function deskPolicy(text?: string): string {
  const folder = path.join(tmpdir(), 'tapdesk-tour');
  const file = path.join(folder, 'desk.json');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  if (text !== undefined) writeFileSync(file, text);
  return `--desk-config=${file}`;
}
