'use strict';
/**
 * Keeps what the app's own code is about to delete, replace or empty: a link or a copy first, then the act. Nothing that
 * JavaScript in the main process does with files can be too quick for that; native code is watched from outside.
 */
const fs = require('node:fs');
const path = require('node:path');
const { fileURLToPath } = require('node:url');

const link = fs.linkSync;
const copy = fs.copyFileSync;
const stat = fs.statSync;
const list = fs.readdirSync;

/** @param {string} hold folder for what is kept, on the same disk as the app's */
exports.keepFiles = (hold, tell) => {
  let kept = 0;
  const keep = (place, how) => {
    try {
      const file = nameOf(place);
      const info = file === null ? undefined : stat(file, { throwIfNoEntry: false });
      if (info?.isDirectory()) for (const name of list(file)) keep(path.join(file, name), how);
      if (!info?.isFile() || info.size === 0) return;
      kept += 1;
      const held = path.join(hold, `${process.pid}-${kept}`);
      how(file, held);
      tell('kept', held, file);
    } catch (cause) {
      if (cause?.code !== 'ENOENT') tell('not-kept', String(place), String(cause?.code));
    }
  };
  const before = (names, act) => {
    for (const target of [fs, fs.promises]) {
      for (const name of names) {
        const original = target[name];
        if (original) target[name] = function (...args) { act(args); return original.apply(this, args); };
      }
    }
  };
  before(['unlink', 'unlinkSync', 'rm', 'rmSync', 'rmdir', 'rmdirSync'], ([place]) => keep(place, link));
  before(['rename', 'renameSync', 'copyFile', 'copyFileSync', 'cp', 'cpSync'], ([, place]) => keep(place, copy));
  before(['writeFile', 'writeFileSync', 'truncate', 'truncateSync', 'createWriteStream'], ([place]) => keep(place, copy));
  before(['open', 'openSync'], ([place, flags]) => isEmptying(flags) && keep(place, copy));
  before(['ftruncate', 'ftruncateSync'], ([descriptor]) => keep(`/proc/self/fd/${descriptor}`, copy));
};

const isEmptying = (flags) => (typeof flags === 'string' ? flags.startsWith('w') : typeof flags === 'number' && (flags & fs.constants.O_TRUNC) !== 0);

/** Null for what is open already, such as a descriptor or a file handle. */
function nameOf(place) {
  if (place instanceof URL) return fileURLToPath(place);
  return typeof place === 'string' ? path.resolve(place) : Buffer.isBuffer(place) ? place.toString() : null;
}
