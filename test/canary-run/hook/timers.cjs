'use strict';
/** Brings forward what waits for minutes: a run that takes three of them cannot wait until a passcode's time is over. */

/** Shorter waits are let be, ms. */
const SHORTEST_MS = 5 * 60_000;

/** @returns runs whatever was to run after exactly that many minutes, at once */
exports.holdTimers = () => {
  const { setTimeout: set, clearTimeout: clear } = globalThis;
  const waiting = new Map();
  globalThis.setTimeout = Object.assign((work, milliseconds, ...args) => {
    const timer = set(() => { waiting.delete(timer); work(...args); }, milliseconds);
    if (milliseconds >= SHORTEST_MS) waiting.set(timer, { milliseconds, run: () => work(...args) });
    return timer;
  }, set);
  globalThis.clearTimeout = (timer) => { waiting.delete(timer); clear(timer); };
  return (minutes) => {
    const due = [...waiting].filter(([, { milliseconds }]) => milliseconds === minutes * 60_000);
    for (const [timer, { run }] of due) {
      globalThis.clearTimeout(timer);
      run();
    }
    return due.length;
  };
};
