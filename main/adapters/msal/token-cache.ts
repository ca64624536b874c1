/**
 * Where MSAL's tokens are kept: in memory, and in one encrypted file when the OS encrypts for this user. The file holds
 * which account is in use and for which client and authority it was made, so that a changed desk policy never meets
 * another tenant's tokens. Written whole, by rename, readable by this user only; forgotten for good, see `token-file`.
 */
import { readFile } from 'node:fs/promises';
import type { ICachePlugin } from '@azure/msal-node';
import { z } from 'zod';
import type { Log } from '../../ports/desk';
import type { SecretBox } from './secret-box';
import { isGivenUp, removeDrafts, removeForGood, writeWhole } from './token-file';

const Kept = z.strictObject({
  version: z.literal(1),
  madeFor: z.string(),
  /** MSAL's `homeAccountId` of the account in use. More accounts may lie in `msal` some day. */
  account: z.string().nullable(),
  msal: z.string(),
});
type Kept = z.output<typeof Kept>;

export type TokenCache = {
  /** Reads the file, once. `memory`: nothing is ever written, and what is known ends with the process. */
  readonly load: () => Promise<'encrypted' | 'memory'>;
  /** A plugin for one MSAL client. After `clear` the plugins handed out before write no more. */
  readonly plugin: () => ICachePlugin;
  readonly account: () => string | null;
  readonly use: (homeAccountId: string) => Promise<void>;
  /** Forgets everything, on disk too. */
  readonly clear: () => Promise<void>;
};

type Options = {
  readonly file: string;
  /** Client and authority; what was kept for others is thrown away. */
  readonly madeFor: string;
  readonly secretBox: SecretBox;
  readonly log: Log;
};

export function createTokenCache({ file, madeFor, secretBox, log }: Options): TokenCache {
  const empty: Kept = { version: 1, madeFor, account: null, msal: '' };
  let kept = empty;
  let generation = 0;
  let loading: Promise<'encrypted' | 'memory'> | undefined;
  let writing: Promise<void> = Promise.resolve();

  const read = async (): Promise<'encrypted' | 'memory'> => {
    await removeDrafts(file);
    if (!(await secretBox.isAvailable())) return 'memory';
    if (await isGivenUp(file)) {
      await remove();
      return 'encrypted';
    }
    const sealed = await readFile(file).catch(() => undefined);
    if (sealed === undefined) return 'encrypted';
    try {
      const { text, shouldSealAgain } = await secretBox.open(sealed);
      const found = Kept.parse(JSON.parse(text));
      if (found.madeFor === madeFor) kept = found;
      else await remove();
      if (shouldSealAgain && kept !== empty) await write();
    } catch {
      // Another user's, an older keyring's, or cut short: no one can use it, and signing in again makes a new one.
      log.warn('session.token-cache-unreadable');
      await remove();
    }
    return 'encrypted';
  };
  const load = () => (loading ??= read());

  /** Never throws: a full disk costs a sign-in at the next start, not the work of now. */
  const write = async (): Promise<void> => {
    try {
      await writeWhole(file, await secretBox.seal(JSON.stringify(kept)));
    } catch {
      log.warn('session.token-cache-unwritable');
    }
  };
  /** Never throws: what cannot be removed is said, and neither this process nor the next one reads it. */
  const remove = async (): Promise<void> => {
    await removeDrafts(file);
    if (!(await removeForGood(file))) log.warn('session.token-cache-not-removed');
  };
  const save = async (): Promise<void> => {
    const place = await load();
    // In memory mode a file of better days is out of date from now on.
    writing = writing.then(() => (place === 'encrypted' && kept !== empty ? write() : remove()));
    await writing;
  };

  return {
    load,
    account: () => kept.account,
    use: async (account) => {
      kept = { ...kept, account };
      await save();
    },
    clear: async () => {
      generation += 1;
      kept = empty;
      await save();
    },
    plugin: () => {
      const mine = generation;
      return {
        // MSAL empties its own store before each look-up and expects to be filled again.
        beforeCacheAccess: async ({ tokenCache }) => {
          await load();
          if (mine === generation && kept.msal) tokenCache.deserialize(kept.msal);
        },
        afterCacheAccess: async ({ cacheHasChanged, tokenCache }) => {
          if (!cacheHasChanged || mine !== generation) return;
          kept = { ...kept, msal: tokenCache.serialize() };
          await save();
        },
      };
    },
  };
}
