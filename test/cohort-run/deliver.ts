/** Hands passcodes over in the four ways, and tells the ledger what reached whom. */
import { readFileSync } from 'node:fs';
import { openPdf } from '../support/open-pdf';
import type { Killer } from './kills';
import type { Ledger, Way } from './ledger';
import type { Window } from './window';

export type Deliver = {
  readonly window: Window;
  readonly ledger: Ledger;
  readonly runId: string;
  /** Kills the desk at a moment in between, if it is to. */
  readonly at: Killer['at'];
};

/** On a slip: whose, and the passcode after it. */
const ON_SLIP = /User name: (\S+) (\S+)/g;

export async function deliver(way: Way, personIds: readonly string[], parts: Deliver): Promise<void> {
  if (personIds.length === 0) return;
  const run: Readonly<Record<Way, (ids: readonly string[], parts: Deliver) => Promise<void>>> = { shown: showAll, printed: print, sealed: seal, mailed: mail };
  await run[way](personIds, parts);
}

async function showAll(personIds: readonly string[], parts: Deliver): Promise<void> {
  for (const personId of personIds) await show(personId, parts);
}

async function show(personId: string, { window, ledger, runId, at }: Deliver): Promise<void> {
  const handOver = await window.call<{ readonly handle: string }>('runs.hand-over', { runId, personId });
  if (!handOver.ok) return;
  const { handle } = handOver.value;
  const revealed = await window.call<{ readonly passcode: string }>('passcode.reveal', { handle });
  if (!revealed.ok) return;
  ledger.out(personId, revealed.value.passcode, 'shown');
  if (await at('between reveal and seen')) return;
  const seen = await window.call('passcode.seen', { handle, isShown: true });
  if (seen.ok) ledger.acknowledge([personId], 'shown');
  await window.call('passcode.close', { handle });
}

async function print(personIds: readonly string[], { window, ledger, runId }: Deliver): Promise<void> {
  // What lies in the tray the desk's process tells by itself.
  const printed = await window.call('runs.print', { runId, personIds, layout: 'sheet-per-manager' });
  if (printed.ok) ledger.acknowledge(personIds, 'printed');
}

async function mail(personIds: readonly string[], { window, ledger, runId }: Deliver): Promise<void> {
  const mailed = await window.call<{ readonly failed: number }>('runs.mail', { runId, personIds }, 1);
  ledger.noticeMails();
  // Of some of them the desk may not know; the rows say which, and the journal.
  if (mailed.ok && mailed.value.failed === 0) ledger.acknowledge(personIds, 'mailed');
}

async function seal(personIds: readonly string[], { window, ledger, runId, at }: Deliver): Promise<void> {
  const sealed = await window.call<{ readonly keyHandle: string; readonly file: string }>('runs.seal', { runId, personIds, layout: 'page-per-person' });
  if (!sealed.ok) return;
  const { keyHandle, file } = sealed.value;
  const revealed = await window.call<{ readonly key: string }>('runs.reveal-key', { keyHandle });
  if (!revealed.ok) return;
  const opened = await openPdf(readFileSync(file), revealed.value.key);
  for (const page of opened?.pages ?? []) for (const [, person = '', passcode = ''] of page.matchAll(ON_SLIP)) ledger.out(person, passcode, 'sealed');
  if (await at('after a key was shown')) return;
  const seen = await window.call('runs.key-seen', { keyHandle, isShown: true });
  if (seen.ok) ledger.acknowledge(personIds, 'sealed');
}
