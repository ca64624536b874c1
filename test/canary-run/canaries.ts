/** The passcodes of the run: each by a name that reports may use, and who told of it. */
import type { Secret } from '../support/secret-search';

export type Canaries = {
  /** A passcode, from wherever the run knows it. @returns its name. */
  readonly add: (passcode: string, from: string) => string;
  readonly all: () => readonly Secret[];
  /** The newest that a tenant gave out. */
  readonly newest: () => string;
  /** How many each source told of. */
  readonly bySource: () => ReadonlyMap<string, number>;
};

/** Shorter is no passcode: Entra's have eight characters at least. */
const SHORTEST = 8;

export function newCanaries(): Canaries {
  const named = new Map<string, string>();
  const told = new Map<string, Set<string>>();
  let newest = '';
  return {
    add: (passcode, from) => {
      if (passcode.length < SHORTEST) throw new Error(`Not a passcode, from ${from}: ${passcode.length} characters`);
      const name = named.get(passcode) ?? `passcode ${named.size + 1}`;
      named.set(passcode, name);
      told.set(from, (told.get(from) ?? new Set()).add(passcode));
      if (from === TENANT) newest = passcode;
      return name;
    },
    all: () => [...named].map(([value, name]) => ({ name, value })),
    newest: () => newest,
    bySource: () => new Map([...told].map(([from, passcodes]) => [from, passcodes.size])),
  };
}

export const TENANT = 'the tenant’s answer';
