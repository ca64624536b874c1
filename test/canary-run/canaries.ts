/** The passcodes of the run and the keys of its encrypted PDFs: each by a name that reports may use, and who told of it. */
import type { Secret } from '../support/secret-search';

export type CanaryKind = 'passcode' | 'key';

export type Canaries = {
  /** A passcode or a key, from wherever the run knows it. @returns its name. */
  readonly add: (secret: string, from: string, kind?: CanaryKind) => string;
  /** In every form a person may write them. */
  readonly all: () => readonly Secret[];
  readonly of: (kind: CanaryKind) => readonly Secret[];
  /** The newest passcode that a tenant gave out. */
  readonly newest: () => string;
  /** How many each source told of. */
  readonly bySource: () => ReadonlyMap<string, number>;
};

/** Shorter is no passcode: Entra's have eight characters at least. */
const SHORTEST = 8;

type Canary = { readonly name: string; readonly kind: CanaryKind };

export function newCanaries(): Canaries {
  const named = new Map<string, Canary>();
  const told = new Map<string, Set<string>>();
  let newest = '';
  const of = (kind: CanaryKind): readonly Secret[] => [...named].filter(([, canary]) => canary.kind === kind).flatMap(([value, { name }]) => writtenAs(value, kind).map((form) => ({ name, value: form })));
  return {
    add: (secret, from, kind = 'passcode') => {
      if (secret.length < SHORTEST) throw new Error(`Not a ${kind}, from ${from}: ${secret.length} characters`);
      const count = [...named.values()].filter((canary) => canary.kind === kind).length;
      const { name } = named.get(secret) ?? { name: `${kind} ${count + 1}` };
      named.set(secret, { name, kind });
      told.set(from, (told.get(from) ?? new Set()).add(secret));
      if (from === TENANT) newest = secret;
      return name;
    },
    all: () => [...of('passcode'), ...of('key')],
    of,
    newest: () => newest,
    bySource: () => new Map([...told].map(([from, secrets]) => [from, secrets.size])),
  };
}

/** A key is written with hyphens; who copies one by hand may leave them out. */
const writtenAs = (value: string, kind: CanaryKind): readonly string[] => (kind === 'key' ? [value, value.replaceAll('-', '')] : [value]);

export const TENANT = 'the tenant’s answer';
/** The replies that reveal the key of an encrypted PDF. */
export const KEY_REPLY = 'the reply with the key of an encrypted PDF';
