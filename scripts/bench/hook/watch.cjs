'use strict';
/**
 * Notes, from outside the product, when its main process is inside an HTTP exchange and when it is answering a call of
 * the window. Has to be loaded before the app: it wraps what the app is about to take from Electron.
 */
const { ipcMain, session } = require('electron');
const { now } = require('./tell.cjs');

/**
 * @typedef {{ readonly begun: number, ended: number }} Interval
 * @typedef {Interval & { readonly channel: string }} Handling
 */

/** @type {Interval[]} */
const exchanges = [];
/** @type {Handling[]} */
const handlings = [];

/**
 * An exchange lasts until the last byte of its answer is read, or until its headers when nobody reads.
 * @param {Response} response
 * @param {Interval} exchange
 */
function followBody(response, exchange) {
  const { body } = response;
  if (!body) return;
  const getReader = body.getReader.bind(body);
  body.getReader = () => {
    const reader = getReader();
    const read = reader.read.bind(reader);
    reader.read = async () => {
      const part = await read();
      if (part.done) exchange.ended = now();
      return part;
    };
    return reader;
  };
}

const fromPartition = session.fromPartition.bind(session);
session.fromPartition = (partition, options) => {
  const made = fromPartition(partition, options);
  // Reads go over one session, each write over one of its own.
  if (partition !== 'network' && !/^write-\d+$/.test(partition)) return made;
  const fetch = made.fetch.bind(made);
  made.fetch = async (...args) => {
    /** @type {Interval} */
    const exchange = { begun: now(), ended: Infinity };
    exchanges.push(exchange);
    try {
      const response = await fetch(...args);
      exchange.ended = now();
      followBody(response, exchange);
      return response;
    } catch (error) {
      exchange.ended = now();
      throw error;
    }
  };
  return made;
};

const handle = ipcMain.handle.bind(ipcMain);
ipcMain.handle = (channel, listener) => {
  handle(channel, async (...args) => {
    const handling = { channel, begun: now(), ended: Infinity };
    handlings.push(handling);
    try {
      return await listener(...args);
    } finally {
      handling.ended = now();
    }
  });
};

/**
 * How long at least one exchange was in flight between two moments.
 * @param {number} from
 * @param {number} to
 */
function inFlight(from, to) {
  let sum = 0;
  let reached = from;
  for (const { begun, ended } of [...exchanges].sort((a, b) => a.begun - b.begun)) {
    const start = Math.max(begun, reached);
    const end = Math.min(ended, to);
    if (end <= start) continue;
    sum += end - start;
    reached = end;
  }
  return sum;
}

/**
 * The first handling of a channel that begun after a moment.
 * @param {string} channel
 * @param {number} since
 */
const handlingOf = (channel, since) => handlings.find((handling) => handling.channel === channel && handling.begun >= since);

/** How many exchanges begun between two moments. */
const exchangesIn = (/** @type {number} */ from, /** @type {number} */ to) => exchanges.filter(({ begun }) => begun >= from && begun <= to).length;

module.exports = { exchangesIn, handlingOf, inFlight };
