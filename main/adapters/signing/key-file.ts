/** The file of the signing key: JSON, readable by this user alone, made whole or not at all, and never replaced. */
import { randomUUID } from 'node:crypto';
import { link, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';

const KeptKey = z.strictObject({ version: z.literal(1), /** SPKI, DER, base64. */ publicKey: z.base64(), /** PKCS #8, PEM, sealed, base64. */ sealed: z.base64() });
export type KeptKey = z.output<typeof KeptKey>;

/** @returns null when there is none. */
export async function readKey(file: string): Promise<KeptKey | 'unreadable' | null> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (cause) {
    return cause instanceof Error && 'code' in cause && cause.code === 'ENOENT' ? null : 'unreadable';
  }
  try {
    return KeptKey.parse(JSON.parse(text));
  } catch {
    return 'unreadable';
  }
}

/**
 * @returns the key that lies there now: this one, or the one that another process was quicker with.
 * @throws the file system's errors.
 */
export async function writeNewKey(file: string, key: KeptKey): Promise<KeptKey> {
  const draft = `${file}.${randomUUID()}.tmp`;
  await mkdir(path.dirname(file), { recursive: true });
  try {
    const handle = await open(draft, 'wx', 0o600);
    try {
      await handle.writeFile(JSON.stringify(key));
      await handle.sync();
    } finally {
      await handle.close();
    }
    // A link fails where a file is already; a rename would take its place.
    await link(draft, file);
    return key;
  } catch (cause) {
    const other = cause instanceof Error && 'code' in cause && cause.code === 'EEXIST' ? await readKey(file) : null;
    if (other !== null && other !== 'unreadable') return other;
    throw cause;
  } finally {
    await rm(draft, { force: true });
  }
}

/** @returns false when it could not be moved; it is then left where it is. */
export async function setAside(file: string): Promise<boolean> {
  return rename(file, `${file}.unreadable-${randomUUID()}`).then(
    () => true,
    () => false,
  );
}
