/**
 * The {@link History} of one tenant, kept by a worker thread. Calls are answered in whatever order they finish. When the worker
 * dies, every pending and later call answers `history-unavailable`; the journal and the desk go on.
 */
import { Worker } from 'node:worker_threads';
import { err } from '../../../shared/result';
import type { History } from '../../ports/history';
import { unavailable } from './failure';
import { METHODS, type Method, type Reply, type WorkerData } from './protocol';

export type HistoryOptions = {
  /** See `historyFile`. Folder and file are made when missing. */
  readonly file: string;
  /** The built worker.ts. An argument, because a CommonJS bundle does not know where it lies. */
  readonly workerFile: string;
  /** Called once if the worker ends without having been asked to. */
  readonly onCrash?: (cause: unknown) => void;
};

/** Starts the worker. The file is opened at the first call, which says so when it cannot be. */
export function openHistory({ file, workerFile, onCrash }: HistoryOptions): History {
  const data: WorkerData = { file };
  const pending = new Map<number, (value: unknown) => void>();
  const gone = err(unavailable('unwritable'));
  const worker = new Worker(workerFile, { workerData: data });
  let isAlive = true;
  let closing: Promise<void> | null = null;
  let lastId = 0;

  const exited = new Promise<void>((resolve) => {
    worker.on('exit', (code) => {
      end(new Error(`the history's worker ended with ${code}`));
      resolve();
    });
  });
  worker.on('error', end);
  worker.on('messageerror', end);
  worker.on('message', ({ id, value }: Reply) => {
    pending.get(id)?.(value);
    pending.delete(id);
  });

  function end(cause: unknown): void {
    if (isAlive && !closing) onCrash?.(cause);
    isAlive = false;
    pending.forEach((settle) => settle(gone));
    pending.clear();
  }

  function call(method: Method, args: readonly unknown[]): Promise<unknown> {
    return new Promise((resolve) => {
      if (!isAlive) {
        resolve(gone);
        return;
      }
      lastId += 1;
      pending.set(lastId, resolve);
      try {
        worker.postMessage({ id: lastId, method, args });
      } catch {
        // An argument that cannot be cloned: nothing was sent, and nothing will answer.
        pending.delete(lastId);
        resolve(gone);
      }
    });
  }

  async function close(): Promise<void> {
    await call('close', []);
    isAlive = false;
    await exited;
  }

  const calls = Object.keys(METHODS).map((method) => [method, (...args: readonly unknown[]) => (closing ? Promise.resolve(gone) : call(method as Method, args))]);
  // METHODS has every name of the port, and the worker answers each as the port says.
  return { ...(Object.fromEntries(calls) as History), close: () => (closing ??= close()) };
}
