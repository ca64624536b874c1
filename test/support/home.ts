/** A temporary home in which Chromium trusts the test authority, so that nothing in the app has to look away. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

export type TestHome = { readonly folder: string; readonly env: Readonly<Record<string, string>>; readonly remove: () => void };

export function makeHome(ca: { readonly file: string }): TestHome {
  const folder = mkdtempSync(path.join(tmpdir(), 'home-'));
  const database = path.join(folder, '.pki/nssdb');
  mkdirSync(database, { recursive: true });
  const certutil = (...args: readonly string[]) => execFileSync('certutil', ['-d', `sql:${database}`, ...args], { stdio: 'pipe', timeout: 30_000 });
  certutil('-N', '--empty-password');
  certutil('-A', '-t', 'C,,', '-n', 'tapdesk-test-ca', '-i', ca.file);
  return {
    folder,
    env: { HOME: folder },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
