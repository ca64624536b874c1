/** The journal's thread: its own bundle, started by journal.ts. SQLite waits for disks and locks here, never in the window's way. */
import { parentPort, receiveMessageOnPort, workerData, type MessagePort } from 'node:worker_threads';
import type { WorkerData } from '../../sqlite/calls';
import { serve } from '../../sqlite/worker-loop';
import { openBook } from './book';
import type { Request } from './protocol';
import { bundled, performTogether } from './together';

const book = openBook((workerData as WorkerData).file);

if (parentPort) {
  const port = parentPort;
  serve<Request>(port, (bundle) => performTogether(book, bundle), (first) => bundled([first, ...waitingAt(port)]));
}

/** What came while the disk was busy. */
function waitingAt(port: MessagePort): readonly Request[] {
  const requests: Request[] = [];
  for (let next = receiveMessageOnPort(port); next; next = receiveMessageOnPort(port)) requests.push((next as { readonly message: Request }).message);
  return requests;
}
