/**
 * The outbox's file: JSON lines, appended and synced one after another. What a failed write leaves half done is cut off again, so that it
 * cannot swallow the line after it. Callers wait for one call before the next.
 */
import { mkdir, open, readFile, rename, rm, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { OutboxLine } from './outbox-lines';
import { holdOutbox } from './outbox-lock';

export type OutboxFile = {
  /** What stood there when it was opened, oldest first. What is no line was never acknowledged. */
  readonly lines: readonly OutboxLine[];
  /** Lines added since the file was last short. */
  readonly added: () => number;
  /** All of them on the disk, or it throws. */
  readonly append: (lines: readonly OutboxLine[]) => Promise<void>;
  /** These instead of all, whole or not at all. Never throws: on a full disk the long file goes on being used. */
  readonly shorten: (lines: Iterable<OutboxLine>) => Promise<void>;
  readonly close: () => Promise<void>;
};

/** @throws the file system's errors, and OutboxLocked when another process writes there. */
export async function openOutboxFile(file: string): Promise<OutboxFile> {
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  const release = await holdOutbox(file);
  try {
    // What a stop in the middle of shortening left.
    await rm(`${file}.tmp`, { force: true });
    return await openHeld(file, release);
  } catch (cause) {
    await release();
    throw cause;
  }
}

async function openHeld(file: string, release: () => Promise<void>): Promise<OutboxFile> {
  const text = await readText(file);
  const lines = text.split('\n').flatMap(parse);
  let opened: { readonly handle: FileHandle; size: number } | null = await openToAppend(file);
  /** The file ends in the middle of a line, and could not be cut. */
  let isTorn = text !== '' && !text.endsWith('\n');
  let added = lines.length;
  const leave = async () => {
    const { handle } = opened ?? {};
    opened = null;
    await handle?.close();
  };
  return {
    lines,
    added: () => added,
    append: async (more) => {
      opened ??= await openToAppend(file);
      const { handle, size } = opened;
      const bytes = Buffer.from(`${isTorn ? '\n' : ''}${more.map(lineText).join('')}`, 'utf8');
      try {
        await handle.appendFile(bytes);
        await handle.sync();
      } catch (cause) {
        const isCut = await handle.truncate(size).then(() => true, () => false);
        isTorn ||= !isCut;
        throw cause;
      }
      opened.size = size + bytes.byteLength;
      isTorn = false;
      added += more.length;
    },
    shorten: async (fewer) => {
      // Also where it fails: it is tried again after as many lines, not after each.
      added = 0;
      const temporary = `${file}.tmp`;
      try {
        await written(temporary, fewer);
        // Before the name leads elsewhere: what is acknowledged must stand where the name leads.
        await leave();
        await rename(temporary, file);
        isTorn = false;
        await syncFolder(path.dirname(file));
      } catch {
        await rm(temporary, { force: true }).catch(() => undefined);
      }
    },
    close: () => leave().finally(release),
  };
}

async function openToAppend(file: string): Promise<{ readonly handle: FileHandle; size: number }> {
  const handle = await open(file, 'a', 0o600);
  try {
    if (process.platform !== 'win32') await handle.chmod(0o600);
    return { handle, size: (await handle.stat()).size };
  } catch (cause) {
    await handle.close();
    throw cause;
  }
}

async function written(file: string, lines: Iterable<OutboxLine>): Promise<void> {
  const handle = await open(file, 'wx', 0o600);
  try {
    await handle.writeFile([...lines].map(lineText).join(''));
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** A rename is on the disk when its folder is. Windows has no such call, and some file systems refuse it. */
async function syncFolder(folder: string): Promise<void> {
  try {
    const handle = await open(folder, 'r');
    await handle.sync().finally(() => handle.close());
  } catch {
    // The lines are on the disk under one name or the other.
  }
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return '';
    throw cause;
  }
}

const lineText = (line: OutboxLine): string => `${JSON.stringify(line)}\n`;

function parse(line: string): readonly OutboxLine[] {
  if (line === '') return [];
  try {
    const parsed = OutboxLine.safeParse(JSON.parse(line));
    return parsed.success ? [parsed.data] : [];
  } catch {
    return [];
  }
}
