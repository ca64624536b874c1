'use strict';
/** The line from the app to the run: one JSON line a message, the value as the structured clone that would cross to a window. */
const net = require('node:net');
const { inspect } = require('node:util');
const v8 = require('node:v8');

/** @param {string} place a Unix socket */
exports.tellTo = (place) => {
  const line = net.connect(place);
  line.on('error', () => undefined);
  line.unref();
  return (kind, channel, value) => {
    line.write(`${JSON.stringify({ kind, channel, data: bytesOf(value).toString('base64') })}\n`);
  };
};

function bytesOf(value) {
  if (Buffer.isBuffer(value)) return value;
  if (typeof value === 'string') return Buffer.from(value, 'utf8');
  try {
    return v8.serialize(value);
  } catch {
    return Buffer.from(inspect(value, { depth: null, maxStringLength: null, maxArrayLength: null }), 'utf8');
  }
}
