/**
 * A port that is kept by a worker thread. Calls reach it in the order they were asked and are answered in whatever order they finish.
 * When the worker dies, every pending and later call has the one answer that says so.
 */
import { Worker } from 'node:worker_threads';
import type { MethodsOf, Reply, WorkerData } from './calls';

export type WorkerOptions = {
  /** The database. Folder and file are made when missing. */
  readonly file: string;
  /** The built worker.ts. An argument, because a CommonJS bundle does not know where it lies. */
  readonly workerFile: string;
  /** Called once if the worker ends without having been asked to. */
  readonly onCrash?: (cause: unknown) => void;
};

type Kept<Port> = {
  /** As it is called in the message of {@link WorkerOptions.onCrash}. */
  readonly name: string;
  readonly methods: MethodsOf<Port>;
  /** The answer of every method but `close` when there is no worker, or it is closing. */
  readonly gone: unknown;
};

/** Starts the worker. The file is opened at the first call, which says so when it cannot be. */
export function portOfWorker<Port extends { readonly close: () => Promise<void> }>({ file, workerFile, onCrash }: WorkerOptions, { name, methods, gone }: Kept<Port>): Port {
  const data: WorkerData = { file };
  const pending = new Map<number, (value: unknown) => void>();
  const worker = new Worker(workerFile, { workerData: data });
  let isAlive = true;
  let closing: Promise<void> | null = null;
  let lastId = 0;

  const exited = new Promise<void>((resolve) => {
    worker.on('exit', (code) => {
      end(new Error(`the ${name}'s worker ended with ${code}`));
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

  function call(method: string, args: readonly unknown[]): Promise<unknown> {
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

  const calls = Object.keys(methods).map((method) => [method, (...args: readonly unknown[]) => (closing ? Promise.resolve(gone) : call(method, args))]);
  // `methods` has every name of the port, and the worker answers each as the port says.
  return { ...(Object.fromEntries(calls) as Port), close: () => (closing ??= close()) };
}
