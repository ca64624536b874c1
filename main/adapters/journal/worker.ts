/** The journal's thread: its own bundle, started by journal.ts. SQLite waits for disks and locks here, never in the window's way. */
import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import { openBook } from './book';
import type { Request, WorkerData } from './protocol';
import { bundled, performTogether } from './together';

const book = openBook((workerData as WorkerData).file);
const running = new Set<Promise<void>>();

parentPort?.on('message', (first: Request) => {
  for (const bundle of bundled([first, ...waiting()])) {
    const task = answer(bundle).finally(() => running.delete(task));
    running.add(task);
  }
});

/** What came while the disk was busy. */
function waiting(): readonly Request[] {
  const requests: Request[] = [];
  for (let next = parentPort && receiveMessageOnPort(parentPort); next; next = parentPort && receiveMessageOnPort(parentPort)) requests.push((next as { readonly message: Request }).message);
  return requests;
}

async function answer(bundle: readonly Request[]): Promise<void> {
  const isClosing = bundle[0]?.method === 'close';
  // Closing waits for what was asked before it; a verification may still be on its way.
  if (isClosing) await Promise.all(running);
  for (const reply of await performTogether(book, bundle)) parentPort?.postMessage(reply);
  if (isClosing) parentPort?.close();
}
