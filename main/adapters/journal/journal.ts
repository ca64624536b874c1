/**
 * The {@link Journal} of one tenant, kept by a worker thread. Calls are answered in whatever order they finish; appends
 * in the order they were asked. When the worker dies, every pending and later call answers `journal-unavailable`.
 */
import { err } from '../../../shared/result';
import type { Journal } from '../../ports/journal';
import { portOfWorker, type WorkerOptions } from '../../sqlite/worker-client';
import { unavailable } from './failure';
import { METHODS } from './protocol';

/** @param options - The file: see `journalFile`. */
export function openJournal(options: WorkerOptions): Journal {
  return portOfWorker<Journal>(options, { name: 'journal', methods: METHODS, gone: err(unavailable('unwritable')) });
}
