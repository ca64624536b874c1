/** Signing out where the file cannot be deleted: a scanner or a backup holds it, as happens on Windows. */
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import type * as fs from 'node:fs/promises';
import path from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createTokenCache } from '../../../main/adapters/msal/token-cache';
import { memoryLog } from '../../support/memory-log';
import { aesSecretBox } from '../../support/secret-box';
import { temporaryFolder } from '../../support/temporary';

const held = vi.hoisted(() => ({ file: '', isReadOnly: false }));
vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof fs>();
  const busy = () => Promise.reject(Object.assign(new Error('busy'), { code: 'EBUSY' }));
  return {
    ...real,
    rm: (file: string, options: object) => (file === held.file ? busy() : real.rm(file, options)),
    open: (file: string, flags: string, mode?: number) => (file === held.file && held.isReadOnly ? busy() : real.open(file, flags, mode)),
    rename: (from: string, to: string) => (to === held.file ? busy() : real.rename(from, to)),
  };
});
beforeEach(() => Object.assign(held, { file: '', isReadOnly: false }));

const secretBox = aesSecretBox();
function aCache(file: string) {
  const log = memoryLog();
  return { log, cache: createTokenCache({ file, madeFor: 'client authority', secretBox, log }) };
}
async function withAccount() {
  const file = path.join(temporaryFolder(), 'sign-in.bin');
  const { cache, log } = aCache(file);
  await cache.use('ada');
  const restarted = async () => {
    const { cache: next } = aCache(file);
    await next.load();
    return next.account();
  };
  expect(await restarted()).toBe('ada');
  return { file, cache, log, restarted };
}

describe('signing out', () => {
  it('empties a file that cannot be deleted', async () => {
    const { file, cache, log, restarted } = await withAccount();
    held.file = file;
    await cache.clear();
    expect([statSync(file).size, log.lines]).toEqual([0, []]);
    expect(await restarted()).toBeNull();
  });

  it('makes it known, and the file unread, where it cannot be emptied either; a new sign-in ends that', async () => {
    const { file, cache, log, restarted } = await withAccount();
    const before = readFileSync(file);
    Object.assign(held, { file, isReadOnly: true });
    await cache.clear();
    expect(readFileSync(file)).toEqual(before);
    expect(log.lines).toEqual(['warn session.token-cache-not-removed {}']);
    expect([cache.account(), await restarted()]).toEqual([null, null]);

    held.file = '';
    expect(await restarted()).toBeNull();
    expect(readdirSync(path.dirname(file))).toEqual([]);
    Object.assign(held, { file, isReadOnly: true });
    writeFileSync(`${file}.signed-out`, '');
    held.file = '';
    await cache.use('bob');
    expect(await restarted()).toBe('bob');
  });

  it('never throws, whatever lies there', async () => {
    const file = path.join(temporaryFolder(), 'sign-in.bin');
    mkdirSync(file);
    const { cache, log } = aCache(file);
    await cache.clear();
    expect(log.lines.at(-1)).toContain('session.token-cache-not-removed');
  });
});

it('drafts that were left behind are removed when it is loaded and when it is cleared, and nothing else is', async () => {
  const { file, cache, restarted } = await withAccount();
  const draft = `${file}.1b4e28ba.tmp`;
  const other = path.join(path.dirname(file), 'other.tmp');
  for (const name of [draft, other]) writeFileSync(name, 'x');
  await restarted();
  expect([existsSync(draft), existsSync(other), existsSync(file)]).toEqual([false, true, true]);
  writeFileSync(draft, 'x');
  await cache.clear();
  expect(readdirSync(path.dirname(file))).toEqual(['other.tmp']);
});
