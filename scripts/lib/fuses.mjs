/**
 * Electron's fuses: switches in its executable that are set once, when the app is packaged. electron-builder.yml
 * decides those electron-builder knows; what is newer than it is decided here, and a fuse that nobody decided stops
 * the packaging instead of shipping with whatever the binary came with.
 */
import { readFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import path from 'node:path';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { parse } from 'yaml';
import { ROOT } from './project.mjs';

/** Marks the fuses in the executable (Electron's documentation of fuses, "Quick start"). */
const SENTINEL = Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX');
/** After the sentinel: the version of the wire, its length, then a byte per fuse. */
const HEADER_LENGTH = 2;
const ON = '1'.charCodeAt(0);
const OFF = '0'.charCodeAt(0);

/**
 * Fuses of the shipping Electron that neither electron-builder nor the @electron/fuses it uses know.
 * wasmTrapHandlers stays on, as in every browser: off only saves address space where memory is very short.
 * @type {Readonly<Record<string, { readonly index: number, readonly on: boolean }>>}
 */
export const NEWER_FUSES = Object.freeze({ wasmTrapHandlers: { index: 8, on: true } });

/** @returns {any} what electron-builder.yml says */
export function builderConfiguration() {
  return parse(readFileSync(path.join(ROOT, 'electron-builder.yml'), 'utf8'));
}

/** @returns {readonly { readonly key: string, readonly index: number }[]} every fuse known here, by its key in electron-builder.yml */
export function knownFuses() {
  const names = Object.entries(FuseV1Options).filter(([, index]) => typeof index === 'number');
  const builders = names.map(([name, index]) => ({ key: `${name.charAt(0).toLowerCase()}${name.slice(1)}`, index: Number(index) }));
  const newer = Object.entries(NEWER_FUSES).map(([key, { index }]) => ({ key, index }));
  return [...builders, ...newer.filter(({ index }) => builders.every((known) => known.index !== index))];
}

/**
 * @param {Readonly<Record<string, boolean>>} electronFuses what electron-builder.yml says
 * @returns {ReadonlyMap<number, { readonly key: string, readonly on: boolean }>} the decisions by place on the wire
 */
export function decidedFuses(electronFuses) {
  const decided = new Map();
  for (const { key, index } of knownFuses()) {
    const on = electronFuses[key] ?? NEWER_FUSES[key]?.on;
    if (on !== undefined) decided.set(index, { key, on });
  }
  return decided;
}

/**
 * @param {string} executable
 * @returns {Promise<readonly ('on' | 'off' | 'removed')[]>} the state of each fuse that the executable has
 */
export async function readFuses(executable) {
  const wire = Object.entries(await getCurrentFuseWire(executable)).filter(([key]) => /^\d+$/.test(key));
  return wire.map(([, state]) => (state === ON ? 'on' : state === OFF ? 'off' : 'removed'));
}

/**
 * The part of the decisions that this executable can take: an older Electron has fewer fuses, and electron-builder
 * refuses to set one that is not there.
 * @param {Readonly<Record<string, boolean>>} electronFuses
 * @param {number} wireLength
 * @returns {Record<string, boolean>}
 */
export function fusesFor(electronFuses, wireLength) {
  const present = new Set(knownFuses().filter(({ index }) => index < wireLength).map(({ key }) => key));
  return Object.fromEntries(Object.entries(electronFuses).filter(([key]) => present.has(key)));
}

/**
 * Sets the fuses that electron-builder cannot, and refuses an executable with a fuse that was never decided.
 * @param {string} executable the file with the wire in it
 * @param {Readonly<Record<string, boolean>>} electronFuses
 */
export async function setNewerFuses(executable, electronFuses) {
  const states = await readFuses(executable);
  const decided = decidedFuses(electronFuses);
  const undecided = states.flatMap((state, index) => (state === 'removed' || decided.has(index) ? [] : [index]));
  if (undecided.length > 0) {
    throw new Error(`This Electron has fuses that nobody decided (number ${undecided.join(', ')}). Decide them in electron-builder.yml or scripts/lib/fuses.mjs.`);
  }
  const file = readFileSync(executable);
  const handle = await open(executable, 'r+');
  try {
    // A universal build for macOS holds the wire twice.
    for (const at of new Set([file.indexOf(SENTINEL), file.lastIndexOf(SENTINEL)])) {
      for (const { index, on } of Object.values(NEWER_FUSES)) {
        if (index < states.length) await handle.write(Buffer.from([on ? ON : OFF]), 0, 1, at + SENTINEL.length + HEADER_LENGTH + index);
      }
    }
  } finally {
    await handle.close();
  }
}
