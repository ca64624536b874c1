/** The history's thread: its own bundle, started by history.ts. Joining, searching and counting happen here, never in the window's way. */
import { parentPort, workerData } from 'node:worker_threads';
import { perform, type Request, type WorkerData } from './protocol';
import { openStore } from './store';

const store = openStore({ file: (workerData as WorkerData).file });
const running = new Set<Promise<void>>();

parentPort?.on('message', (request: Request) => {
  const task = answer(request).finally(() => running.delete(task));
  running.add(task);
});

async function answer(request: Request): Promise<void> {
  const isClosing = request.method === 'close';
  // Closing waits for what was asked before it.
  if (isClosing) await Promise.all(running);
  parentPort?.postMessage({ id: request.id, value: await perform(store, request) });
  if (isClosing) parentPort?.close();
}
