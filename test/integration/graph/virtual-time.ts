/** Time that passes only while everybody waits: exchanges over HTTP take none of it but the latency they are given, other work none. */
import type { Wait } from '../../../main/adapters/graph/pause';
import type { Fetch } from '../../../main/adapters/graph/transport';

export function virtualTime(start = Date.parse('2026-03-02T06:00:00Z'), latencyMs = 20) {
  let now = start;
  let underWay = 0;
  const timers: { readonly at: number; readonly ring: () => void }[] = [];

  const after = (milliseconds: number) => new Promise<void>((resolve) => timers.push({ at: now + milliseconds, ring: resolve }));
  const wait: Wait = (milliseconds) => after(milliseconds);
  /** The exchange itself happens at once, at the middle of its latency. */
  const fetchThen: Fetch = async (url, init) => {
    await after(latencyMs / 2);
    underWay += 1;
    const response = await fetch(url, init);
    const body = await response.arrayBuffer();
    underWay -= 1;
    await after(latencyMs / 2);
    return new Response(body.byteLength === 0 ? null : body, { status: response.status, headers: response.headers });
  };

  /** Work that is no waiting, on a disk for instance. */
  const during = async <T>(work: () => Promise<T>): Promise<T> => {
    underWay += 1;
    try {
      return await work();
    } finally {
      underWay -= 1;
    }
  };

  let isOver = false;
  const tick = () => {
    if (isOver) return;
    timers.sort((left, right) => left.at - right.at);
    const next = underWay === 0 ? timers.shift() : undefined;
    if (next) {
      now = Math.max(now, next.at);
      next.ring();
    }
    setImmediate(tick);
  };
  setImmediate(tick);
  return { now: () => new Date(now), wait, fetch: fetchThen, during, stop: () => void (isOver = true) };
}
