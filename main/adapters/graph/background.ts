/**
 * The same Graph for work that nobody waits for: its calls go without the priority of those that somebody does, and wait
 * their turn in the pace. A throttled read is repeated for as long as it takes; a throttled write is not repeated at all,
 * because whoever sends it looks again first.
 */
import type { Graph } from './client';

/** @param signal - Ends every call and every wait of this Graph, besides the call's own. */
export function inBackground(graph: Graph, signal?: AbortSignal): Graph {
  return {
    ...graph,
    isBackground: true,
    wait: (milliseconds, own) => graph.wait(milliseconds, own ?? signal),
    send: (call) => graph.send({ ...call, isBackground: true, signal: call.signal ?? signal }),
  };
}
