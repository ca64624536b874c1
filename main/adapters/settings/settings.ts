/**
 * Settings over a store of JSON. Never throws: what cannot be read becomes defaults, what cannot be written an answer.
 * The store is an argument; `settings-store.ts` gives it electron-store.
 */
import { lstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { err, ok } from '../../../shared/result';
import { DEFAULT_SETTINGS, Settings } from '../../../shared/settings';
import type { SettingsStore } from '../../ports/desk';
import { setAside } from './set-aside';
import { tolerate } from './settings-fields';

/** The part of electron-store that is used: reads the file when read, replaces it atomically when assigned. */
export type JsonStore = { store: Record<string, unknown> };

export type SettingsOptions = {
  /** The app's user-data folder. */
  readonly folder: string;
  readonly openStore: (folder: string, name: string) => JsonStore;
  readonly now?: () => Date;
};

const NAME = 'settings';
/** Largest file read, bytes; a real one has some hundreds. */
const SIZE_MAXIMUM = 65_536;

export function openSettings({ folder, openStore, now = () => new Date() }: SettingsOptions): SettingsStore {
  const file = join(folder, `${NAME}.json`);
  const aside = isUsable(file) ? null : setAside(file, now());
  const store = attempt(() => openStore(folder, NAME));
  let last = DEFAULT_SETTINGS;

  function read(): Settings {
    // Looked at each time: the file may have been changed by hand while the app runs.
    const raw = attempt(() => (isUsable(file) ? store?.store : null)) ?? null;
    if (raw !== null) last = tolerate({ ...raw }).settings;
    return last;
  }

  return {
    read,
    setAside: aside,
    update: (change) => {
      const next = Settings.safeParse({ ...read(), ...withoutUndefined(change) });
      if (!next.success) return err({ kind: 'invalid-input', paths: next.error.issues.map(({ path }) => path.join('.')) });
      try {
        if (!store) throw new Error('there is no store');
        // What other versions keep in the file stays in it.
        store.store = { ...attempt(() => store.store), ...next.data };
        last = next.data;
        return ok(next.data);
      } catch {
        return err({ kind: 'settings-unwritable' });
      }
    },
  };
}

/** False for a file that is there and is not what this program writes. */
function isUsable(file: string): boolean {
  try {
    const stats = lstatSync(file, { throwIfNoEntry: false });
    if (!stats) return true;
    return stats.isFile() && stats.size <= SIZE_MAXIMUM && !tolerate(JSON.parse(readFileSync(file, 'utf8'))).isBroken;
  } catch {
    return false;
  }
}

function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}

/** A field that is there and undefined is no change; types forbid it, objects from elsewhere may still have it. */
function withoutUndefined(change: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
}
