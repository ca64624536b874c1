/** The journal's thread: its own bundle, started by journal.ts. SQLite waits for disks and locks here, never in the window's way. */
import { parentPort, workerData } from 'node:worker_threads';
import { openBook } from './book';
import { perform, type Reply, type Request, type WorkerData } from './protocol';

const book = openBook((workerData as WorkerData).file);
const running = new Set<Promise<void>>();

parentPort?.on('message', (request: Request) => {
  const task = answer(request).finally(() => running.delete(task));
  running.add(task);
});

async function answer(request: Request): Promise<void> {
  // Closing waits for what was asked before it; a verification may still be on its way.
  if (request.method === 'close') await Promise.all(running);
  const reply: Reply = { id: request.id, value: await perform(book, request) };
  parentPort?.postMessage(reply);
  if (request.method === 'close') parentPort?.close();
}
