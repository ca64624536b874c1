/**
 * Signs evidence packs with a key of this install. Made at first use; the private half lies in one file, sealed by the operating
 * system for this user, and is in memory only while it signs. Where the system does not encrypt there is no key: packs are
 * unsigned then, and say so.
 */
import { createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import { fingerprintOf } from './fingerprint';
import { readKey, setAside, writeNewKey, type KeptKey } from './key-file';

/** What is used of the operating system's encryption. */
export type SealingBox = {
  readonly isAvailable: () => Promise<boolean>;
  readonly seal: (text: string) => Promise<Buffer>;
  readonly open: (sealed: Buffer) => Promise<{ readonly text: string }>;
};

export type PackSignature = {
  /** Ed25519, base64. */
  readonly signature: string;
  /** SPKI, DER, base64. */
  readonly publicKey: string;
  readonly fingerprint: string;
};

export type PackSigner = {
  /** Of the key that would sign now; null where there can be none. Makes the key when there is none yet. */
  readonly fingerprint: () => Promise<string | null>;
  /** Of the key that lies there; null when none was made yet. Makes and opens nothing. */
  readonly keptFingerprint: () => Promise<string | null>;
  /** The public half beforehand, since what is signed names it; null where there can be none. */
  readonly publicKey: () => Promise<Omit<PackSignature, 'signature'> | null>;
  /** @returns null where there is no key, or it cannot be opened. */
  readonly sign: (bytes: Uint8Array) => Promise<PackSignature | null>;
};

type Options = {
  readonly file: string;
  readonly box: SealingBox;
  readonly warn: (event: 'signing.key-unreadable' | 'signing.key-unwritable') => void;
};

type Opened = { readonly privateKey: string; readonly publicKey: string };

export function createPackSigner({ file, box, warn }: Options): PackSigner {
  /** One after another, or two first uses would make two keys. */
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(act: () => Promise<T>): Promise<T> => {
    const mine = turn.then(act);
    turn = mine.catch(() => undefined);
    return mine;
  };

  const openKept = async (kept: KeptKey): Promise<Opened | null> => {
    try {
      const { text } = await box.open(Buffer.from(kept.sealed, 'base64'));
      // The public half is computed anew: what stands beside the sealed one could have been written by anybody.
      const publicKey = createPublicKey(createPrivateKey(text)).export({ type: 'spki', format: 'der' }).toString('base64');
      return publicKey === kept.publicKey ? { privateKey: text, publicKey } : null;
    } catch {
      return null;
    }
  };

  const make = async (): Promise<Opened | null> => {
    const pair = generateKeyPairSync('ed25519');
    const privateKey = pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    const publicKey = pair.publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
    try {
      const sealed = (await box.seal(privateKey)).toString('base64');
      // Another process may have been first: then its key is the install's.
      const kept = await writeNewKey(file, { version: 1, publicKey, sealed });
      return await openKept(kept);
    } catch {
      warn('signing.key-unwritable');
      return null;
    }
  };

  const key = async (): Promise<Opened | null> => {
    if (!(await box.isAvailable())) return null;
    const kept = await readKey(file);
    if (kept === null) return make();
    const opened = kept === 'unreadable' ? null : await openKept(kept);
    if (opened) return opened;
    // Another user's, or of a keyring that is gone: nobody can sign with it again. Kept aside; the new one has another fingerprint.
    warn('signing.key-unreadable');
    return (await setAside(file)) ? make() : null;
  };

  const publicHalf = ({ publicKey }: Opened) => ({ publicKey, fingerprint: fingerprintOf(Buffer.from(publicKey, 'base64')) });
  const publicKey = () => inTurn(async () => {
    const opened = await key();
    return opened && publicHalf(opened);
  });
  return {
    publicKey,
    fingerprint: async () => (await publicKey())?.fingerprint ?? null,
    keptFingerprint: async () => {
      const kept = await readKey(file);
      return kept === null || kept === 'unreadable' ? null : fingerprintOf(Buffer.from(kept.publicKey, 'base64'));
    },
    sign: (bytes) => inTurn(async () => {
      const opened = await key();
      return opened && { ...publicHalf(opened), signature: sign(null, bytes, createPrivateKey(opened.privateKey)).toString('base64') };
    }),
  };
}
