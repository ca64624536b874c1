/**
 * The {@link History} of one tenant, kept by a worker thread. Calls are answered in whatever order they finish. When the worker
 * dies, every pending and later call answers `history-unavailable`; the journal and the desk go on.
 */
import { err } from '../../../shared/result';
import type { History } from '../../ports/history';
import { portOfWorker, type WorkerOptions } from '../../sqlite/worker-client';
import { unavailable } from './failure';
import { unpacked, type PackedHistory } from './packed-lines';
import { METHODS } from './protocol';

/** @param options - The file: see `historyFile`. */
export function openHistory(options: WorkerOptions): History {
  return unpacked(portOfWorker<PackedHistory>(options, { name: 'history', methods: METHODS, gone: err(unavailable('unwritable')) }));
}
