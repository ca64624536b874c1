'use strict';
/** Every passcode that a tenant in this process hands out, from the answers it writes, whether or not they arrive. */
const http = require('node:http');

const ISSUED = /"temporaryAccessPass":("(?:[^"\\]|\\.)*")/g;

/** @param {(passcode: string) => void} onPasscode */
exports.watchPasscodes = (onPasscode) => {
  for (const name of ['write', 'end']) {
    const original = http.ServerResponse.prototype[name];
    http.ServerResponse.prototype[name] = function (...args) {
      const [chunk] = args;
      const text = typeof chunk === 'string' ? chunk : Buffer.isBuffer(chunk) ? chunk.toString('utf8') : '';
      for (const [, quoted] of text.matchAll(ISSUED)) onPasscode(JSON.parse(quoted));
      return original.apply(this, args);
    };
  }
};
