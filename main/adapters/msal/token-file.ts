/**
 * The file of the token cache: written whole, and removed as thoroughly as the system allows.
 *
 * A virus scanner or a backup may hold it open, and on Windows it then cannot be deleted. So it is emptied instead; and
 * where not even that works, a marker beside it says that the operator signed out, and nobody reads it any more.
 */
import { randomUUID } from 'node:crypto';
import { access, mkdir, open, readdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

const markerOf = (file: string): string => `${file}.signed-out`;

/** @throws the file system's errors; what was there before then stays as it was. */
export async function writeWhole(file: string, content: Buffer): Promise<void> {
  const draft = `${file}.${randomUUID()}.tmp`;
  await mkdir(path.dirname(file), { recursive: true });
  try {
    const handle = await open(draft, 'wx', 0o600);
    try {
      await handle.writeFile(content);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(draft, file);
  } catch (cause) {
    await rm(draft, { force: true });
    throw cause;
  }
  // Only now: the marker was about what has just been replaced.
  await succeeds(rm(markerOf(file), { force: true }));
}

/** @returns false when its content may still be there; it is then marked as not to be read, as far as that can be done. */
export async function removeForGood(file: string): Promise<boolean> {
  const remove = () => succeeds(rm(file, { force: true }));
  let isGone = await remove();
  if (!isGone && (await succeeds(overwrite(file)))) {
    // Empty is as good as gone.
    isGone = true;
    await remove();
  }
  if (isGone) await succeeds(rm(markerOf(file), { force: true }));
  else await succeeds(writeFile(markerOf(file), '', { mode: 0o600 }));
  return isGone;
}

/** True when the operator signed out and the file could not be removed then. */
export function isGivenUp(file: string): Promise<boolean> {
  return succeeds(access(markerOf(file)));
}

/** Drafts of a process that ended while it wrote: they hold tokens as much as the file does. */
export async function removeDrafts(file: string): Promise<void> {
  const folder = path.dirname(file);
  const prefix = `${path.basename(file)}.`;
  const names = await readdir(folder).catch((): string[] => []);
  const drafts = names.filter((name) => name.startsWith(prefix) && name.endsWith('.tmp'));
  await Promise.all(drafts.map((name) => succeeds(rm(path.join(folder, name), { force: true }))));
}

/** Zeros first: truncating alone leaves the bytes to whoever gets the blocks next. */
async function overwrite(file: string): Promise<void> {
  const handle = await open(file, 'r+');
  try {
    const { size } = await handle.stat();
    await handle.write(Buffer.alloc(size), 0, size, 0);
    await handle.sync();
    await handle.truncate(0);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function succeeds(action: Promise<unknown>): Promise<boolean> {
  return action.then(
    () => true,
    () => false,
  );
}
