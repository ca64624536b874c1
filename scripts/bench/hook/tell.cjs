'use strict';
/**
 * How a hook inside an Electron talks to the bench that started it: one line of JSON on stdout, with a mark in front,
 * because Chromium writes there as well.
 */
const MARK = '@bench ';

/** Milliseconds since 1970 with a fraction: the one clock that parent, main process and page share. */
const now = () => performance.timeOrigin + performance.now();

/** @param {Readonly<Record<string, unknown>>} message */
const tell = (message) => void process.stdout.write(`${MARK}${JSON.stringify(message)}\n`);

/** @param {unknown} cause */
function giveUp(cause) {
  tell({ kind: 'failed', reason: cause instanceof Error ? (cause.stack ?? cause.message) : String(cause) });
}

module.exports = { giveUp, MARK, now, tell };
