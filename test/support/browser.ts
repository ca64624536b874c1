/**
 * The operator's browser in tests: a folder with an `xdg-open`, to be put first in PATH. Everything up to the operating
 * system's own command is what ships; see `robot.mjs` for what stands in its place.
 */
import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const ROBOT = fileURLToPath(new URL('./robot.mjs', import.meta.url));

const Visit = z.union([
  z.object({ opened: z.url() }),
  z.object({ ended: z.url(), status: z.int(), text: z.string() }),
  z.object({ failed: z.string() }),
]);

export type TestBrowser = {
  readonly folder: string;
  /** PATH with this browser in front. */
  readonly path: string;
  /** Who sits at it from now on, and what they do. `nothing`: the window is closed again without a word. */
  readonly now: (who: string, does?: 'sign-in' | 'decline' | 'nothing') => void;
  /** Opens it as an app without Electron would. */
  readonly open: (url: string) => Promise<void>;
  /** Addresses that were opened, oldest first. */
  readonly opened: () => readonly URL[];
  /** The last page that was shown, or what went wrong on the way. */
  readonly lastPage: () => string;
  readonly remove: () => void;
};

export function makeBrowser(ca: { readonly certificate: string }): TestBrowser {
  const folder = mkdtempSync(path.join(tmpdir(), 'browser-'));
  const command = path.join(folder, 'xdg-open');
  const log = path.join(folder, 'visits.jsonl');
  writeFileSync(command, `#!/bin/sh\nROBOT_FOLDER='${folder}' exec '${process.execPath}' '${ROBOT}' "$@"\n`);
  chmodSync(command, 0o755);
  const visits = () =>
    existsSync(log)
      ? readFileSync(log, 'utf8').trim().split('\n').filter(Boolean).map((line) => Visit.parse(JSON.parse(line)))
      : [];
  return {
    folder,
    path: `${folder}${path.delimiter}${process.env.PATH ?? ''}`,
    now: (who, does = 'sign-in') => writeFileSync(path.join(folder, 'plan.json'), JSON.stringify({ who, does, ca: ca.certificate })),
    open: (url) =>
      new Promise((resolve, reject) => {
        const child = spawn(command, [url], { stdio: 'inherit' });
        child.once('error', reject);
        child.once('exit', () => resolve());
      }),
    opened: () => visits().flatMap((visit) => ('opened' in visit ? [new URL(visit.opened)] : [])),
    lastPage: () => {
      const last = visits().at(-1);
      if (last === undefined || 'opened' in last) return '';
      return 'failed' in last ? `failed: ${last.failed}` : last.text;
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
