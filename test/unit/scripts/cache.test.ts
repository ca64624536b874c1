import { existsSync, mkdtempSync, readdirSync, rmSync, utimesSync, mkdirSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cachedFolder } from '../../../scripts/lib/cache.mjs';

let root = '';
beforeEach(() => { root = mkdtempSync(path.join(tmpdir(), 'cache-')); });
afterEach(() => rmSync(root, { recursive: true, force: true }));

const fill = (content: string) => async (scratch: string) => {
  const made = path.join(scratch, 'made');
  await mkdir(made);
  await writeFile(path.join(made, 'file'), content);
  return made;
};

describe('the cache of development tools', () => {
  it('builds a folder once', async () => {
    const first = await cachedFolder('tool-1', fill('one'), root);
    const second = await cachedFolder('tool-1', fill('two'), root);
    expect(second).toBe(first);
    expect(await readFile(path.join(first, 'file'), 'utf8')).toBe('one');
  });

  it('gives callers that build at the same time one whole folder and leaves nothing else', async () => {
    const folders = await Promise.all(Array.from({ length: 8 }, () => cachedFolder('tool-1', fill('same'), root)));
    expect(new Set(folders).size).toBe(1);
    expect(await readFile(path.join(folders[0]!, 'file'), 'utf8')).toBe('same');
    expect(readdirSync(root)).toEqual(['tool-1']);
  });

  it('keeps nothing of a build that failed', async () => {
    const failing = cachedFolder('tool-1', async () => { throw new Error('The disk is full.'); }, root);
    await expect(failing).rejects.toThrow('The disk is full.');
    expect(readdirSync(root)).toEqual([]);
  });

  it('sweeps away what a killed build left, but not a build that may still be at work', async () => {
    const [old, young] = [path.join(root, 'tmp-old'), path.join(root, 'tmp-young')];
    mkdirSync(old);
    mkdirSync(young);
    const twoDaysAgo = Date.now() / 1000 - 2 * 24 * 60 * 60;
    utimesSync(old, twoDaysAgo, twoDaysAgo);
    await cachedFolder('tool-1', fill('one'), root);
    expect([existsSync(old), existsSync(young)]).toEqual([false, true]);
  });
});
