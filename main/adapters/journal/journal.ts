/**
 * The {@link Journal} of one tenant, kept by a worker thread. Calls are answered in whatever order they finish; appends
 * in the order they were asked. When the worker dies, every pending and later call answers `journal-unavailable`.
 */
import { Worker } from 'node:worker_threads';
import { err } from '../../../shared/result';
import type { Journal } from '../../ports/journal';
import { unavailable } from './failure';
import type { Method, Reply, WorkerData } from './protocol';

export type JournalOptions = {
  /** See `journalFile`. Folder and file are made when missing. */
  readonly file: string;
  /** The built worker.ts. An argument, because a CommonJS bundle does not know where it lies. */
  readonly workerFile: string;
  /** Called once if the worker ends without having been asked to. */
  readonly onCrash?: (cause: unknown) => void;
};

/** Starts the worker. The file is opened at the first call, which says so when it cannot be. */
export function openJournal({ file, workerFile, onCrash }: JournalOptions): Journal {
  const data: WorkerData = { file };
  const pending = new Map<number, (value: unknown) => void>();
  const gone = err(unavailable('unwritable'));
  const worker = new Worker(workerFile, { workerData: data });
  let isAlive = true;
  let closing: Promise<void> | null = null;
  let lastId = 0;

  const exited = new Promise<void>((resolve) => {
    worker.on('exit', (code) => {
      end(new Error(`the journal's worker ended with ${code}`));
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

  function call<M extends Method>(method: M, ...args: Parameters<Journal[M]>): ReturnType<Journal[M]> {
    const reply = new Promise<unknown>((resolve) => {
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
    return reply as ReturnType<Journal[M]>;
  }

  async function close(): Promise<void> {
    await call('close');
    isAlive = false;
    await exited;
  }

  const unlessClosing = <M extends Method>(method: M) =>
    ((...args: Parameters<Journal[M]>) => (closing ? Promise.resolve(gone) : call(method, ...args))) as Journal[M];

  return {
    append: unlessClosing('append'),
    appendAll: unlessClosing('appendAll'),
    keep: unlessClosing('keep'),
    kept: unlessClosing('kept'),
    page: unlessClosing('page'),
    unsettled: unlessClosing('unsettled'),
    openActs: unlessClosing('openActs'),
    recent: unlessClosing('recent'),
    ticketOf: unlessClosing('ticketOf'),
    neverShown: unlessClosing('neverShown'),
    after: unlessClosing('after'),
    head: unlessClosing('head'),
    verify: unlessClosing('verify'),
    close: () => (closing ??= close()),
  };
}
