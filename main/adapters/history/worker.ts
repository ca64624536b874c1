/** The history's thread: its own bundle, started by history.ts. Joining, searching and counting happen here, never in the window's way. */
import { parentPort, workerData } from 'node:worker_threads';
import { replyOf, type WorkerData } from '../../sqlite/calls';
import { serve } from '../../sqlite/worker-loop';
import type { Request } from './protocol';
import { openStore } from './store';

const store = openStore({ file: (workerData as WorkerData).file });

if (parentPort) serve<Request>(parentPort, (calls) => Promise.all(calls.map((call) => replyOf(store, call))));
