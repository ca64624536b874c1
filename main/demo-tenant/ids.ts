/**
 * Identifiers and chance that come out the same for the same seed.
 *
 * Not for secrets: tokens, passcodes and request ids use node:crypto.
 */

/** 32-bit mixer (the finaliser of MurmurHash3, public domain): every input bit reaches every output bit. */
function mix(value: number): number {
  let h = value | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** FNV-1a over UTF-16 code units, 32 bits. */
export function hashOf(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return mix(h);
}

const hex8 = (value: number): string => value.toString(16).padStart(8, '0');

/** A version 4 shaped GUID for the n-th thing of a kind. */
export function guidOf(seed: number, kind: string, n: number): string {
  const start = hashOf(kind) ^ mix(seed + 0x9e3779b9);
  const a = mix(start + Math.imul(n + 1, 0x9e3779b1));
  const b = hex8(mix(a + n + 0x7f4a7c15));
  const c = hex8(mix(a ^ 0x51ed270b));
  const d = hex8(mix(a + 0x2545f491));
  return `${hex8(a)}-${b.slice(0, 4)}-4${b.slice(5)}-${'89ab'[a & 3] ?? '8'}${c.slice(1, 4)}-${c.slice(4)}${d}`;
}

/** Chance for the n-th thing: a small generator whose state is one 32-bit number (a Weyl sequence through the mixer). */
export type Chance = {
  /** From 0 up to, not including, 1. */
  next(): number;
  /** A whole number from 0 up to, not including, `bound`. */
  below(bound: number): number;
  pick<T>(from: readonly [T, ...(readonly T[])]): T;
};

export function chanceOf(seed: number, n: number): Chance {
  let state = mix(seed ^ 0x1b873593) ^ Math.imul(n + 1, 0x9e3779b1);
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    return mix(state) / 4_294_967_296;
  };
  const below = (bound: number): number => Math.floor(next() * bound);
  return { next, below, pick: (from) => from[below(from.length)] ?? from[0] };
}
