/** One measured process: started, told what to do, and gone again. Nothing of it stays. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { DemoTenant } from '../../main/demo-tenant';
import type { Places } from '../support/counting-program';
import { environmentWith, placeOf } from '../support/desk-messages';
import type { FromMeasured, ToMeasured } from './protocol';

/** Longest that anything measured may take, ms. Longer means that something hangs. */
const PATIENCE_MS = 360_000;

/**
 * @param onPlanned - For a run that is held: what happens between its dry run and its start.
 * @throws what the process says went wrong.
 */
export async function measured<K extends FromMeasured['kind']>(kind: K, tenant: DemoTenant, { childFile, workerFile, folder }: Places, message: ToMeasured, onPlanned?: () => Promise<void>): Promise<Extract<FromMeasured, { readonly kind: K }>> {
  const own = mkdtempSync(path.join(folder, 'desk-'));
  const child = fork(childFile, [], { env: environmentWith(placeOf(tenant, own, workerFile)), execArgv: ['--expose-gc'], stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
  let said = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    said = `${said}${text}`.slice(-2_000);
  });
  const gone = once(child, 'exit');
  try {
    const told = await new Promise<FromMeasured>((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`nothing was measured within ${PATIENCE_MS / 1000} s`)), PATIENCE_MS);
      child.on('message', (answer: FromMeasured) => {
        if (answer.kind === 'planned') {
          void onPlanned?.().then(() => child.send({ kind: 'go' } satisfies ToMeasured), reject);
          return;
        }
        clearTimeout(late);
        resolve(answer);
      });
      child.once('exit', (code, signal) => {
        clearTimeout(late);
        reject(new Error(`the measured process ended with ${code ?? signal}: ${said}`));
      });
      child.send(message);
    });
    if (told.kind === 'failed') throw new Error(told.what);
    if (told.kind !== kind) throw new Error(`the measured process said ${told.kind}`);
    return told as Extract<FromMeasured, { readonly kind: K }>;
  } finally {
    child.kill('SIGKILL');
    await gone;
    rmSync(own, { recursive: true, force: true });
  }
}
