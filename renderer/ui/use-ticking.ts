import { useSyncExternalStore } from 'react';

/** Milliseconds. */
const TICK_MS = 1000;

const listeners = new Set<() => void>();
let now = new Date();
let timer: ReturnType<typeof setInterval> | undefined;

function tick(): void {
  now = new Date();
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(tick, TICK_MS);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

function current(): Date {
  // While nobody listens nothing ticks: the time is then as old as the last listener.
  if (timer === undefined && Math.abs(Date.now() - now.getTime()) > TICK_MS) now = new Date();
  return now;
}

/**
 * Something that follows from the desk's clock, looked at each second by one timer for all who ask. Rendered again only
 * when it has changed: five hundred countdowns cost five hundred comparisons.
 *
 * @param of - Must return a string, a number or a boolean, which are compared by value.
 */
export function useTicking<T extends string | number | boolean>(of: (now: Date) => T): T {
  return useSyncExternalStore(subscribe, () => of(current()));
}
