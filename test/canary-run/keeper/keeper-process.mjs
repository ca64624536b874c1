/**
 * Keeps what is deleted: a process of its own that gives every file that appears below the watched folders a second name
 * in the hold folder, as soon as it is seen. A hard link is the file itself: whatever is written to it later is there as
 * well, and deleting the first name does nothing to it. What is overwritten or cut short is copied from time to time.
 *
 * Told of new files by the kernel (inotify, FSEvents) and, because that comes late and may be lost, by going through all
 * folders again and again. What lives shorter than that takes is the business of the hook and of the tracer.
 */
import { copyFileSync, linkSync, lstatSync, mkdirSync, readdirSync, watch, writeFileSync } from 'node:fs';
import path from 'node:path';

/** How often all folders are gone through, ms. */
const SWEEP_MS = 100;
/** A file that keeps changing is copied this often, ms. */
const COPY_MS = 250;
/** Larger files are kept by their link alone, bytes. */
const COPY_MAXIMUM = 16 * 1024 * 1024;

const hold = process.argv[2] ?? '';
/** @typedef {{ readonly id: number, readonly names: Set<string>, stamp: string, copiedAt: number, copies: number }} Held */
/** @type {Map<string, Held>} by device and inode, which cannot be used again while the link is there */
const held = new Map();
/** @type {Map<string, import('node:fs').FSWatcher>} */
const watched = new Map();
/** @type {Set<string>} */
const roots = new Set();
for (const folder of ['links', 'copies']) mkdirSync(path.join(hold, folder), { recursive: true });

/** @param {string} place */
function look(place) {
  const info = tryTo(() => lstatSync(place));
  if (!info) return;
  if (info.isDirectory()) return enter(place);
  if (!info.isFile()) return;
  const file = held.get(`${info.dev}:${info.ino}`) ?? keep(place);
  if (!file) return;
  file.names.add(place);
  const stamp = `${info.size} ${info.mtimeMs}`;
  const now = Date.now();
  if (stamp === file.stamp || now - file.copiedAt < COPY_MS || info.size > COPY_MAXIMUM) return;
  file.stamp = stamp;
  // An empty file has no state worth a copy, and must not make the first one that has wait.
  if (info.size === 0) return;
  if (tryTo(() => copyFileSync(path.join(hold, 'links', String(file.id)), path.join(hold, 'copies', `${file.id}.${file.copies}`)) ?? true)) file.copies += 1;
  file.copiedAt = now;
}

/** @param {string} place */
function keep(place) {
  const id = held.size + 1;
  const link = path.join(hold, 'links', String(id));
  if (!tryTo(() => linkSync(place, link) ?? true)) return undefined;
  // Between looking and linking another file may have taken the name.
  const linked = lstatSync(link);
  /** @type {Held} */
  const file = { id, names: new Set(), stamp: '', copiedAt: 0, copies: 0 };
  held.set(`${linked.dev}:${linked.ino}`, file);
  return file;
}

/** @param {string} folder */
function enter(folder) {
  if (!watched.has(folder)) {
    const watcher = tryTo(() => watch(folder, (_kind, name) => name !== null && look(path.join(folder, name))));
    if (!watcher) return;
    watcher.on('error', () => { watcher.close(); watched.delete(folder); });
    watched.set(folder, watcher);
  }
  for (const name of tryTo(() => readdirSync(folder)) ?? []) look(path.join(folder, name));
}

/**
 * @template T
 * @param {() => T} act
 * @returns {T | undefined} undefined when the file has gone meanwhile
 */
function tryTo(act) {
  try {
    return act();
  } catch {
    return undefined;
  }
}

const sweep = () => roots.forEach(enter);
const timer = setInterval(sweep, SWEEP_MS);

/** @param {{ readonly watch?: string, readonly stop?: true }} message */
function onMessage({ watch: root, stop }) {
  if (root !== undefined) {
    roots.add(root);
    enter(root);
    process.send?.({ watching: root });
  }
  if (!stop) return;
  clearInterval(timer);
  sweep();
  for (const watcher of watched.values()) watcher.close();
  const names = Object.fromEntries([...held.values()].map((file) => [file.id, [...file.names]]));
  writeFileSync(path.join(hold, 'names.json'), JSON.stringify(names));
  process.send?.({ stopped: true });
  process.disconnect();
}
process.on('message', onMessage);
process.on('disconnect', () => process.exit());
