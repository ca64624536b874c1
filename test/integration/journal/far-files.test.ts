/** A share that has died, as a pipe shows it that nobody writes to: whoever opens it waits until somebody does. */
import { execFileSync } from 'node:child_process';
import { closeSync, constants, openSync, readdirSync, writeFileSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { createFarFiles, type FarFiles } from '../../../main/adapters/journal/far-files';
import { createShelf } from '../../../main/adapters/journal/shelf';
import { temporaryFolder } from '../../support/temporary';

const LIMIT_MS = 200;

function given() {
  const folder = temporaryFolder();
  const file = path.join(folder, 'desk.db');
  execFileSync('mkfifo', [file]);
  return { folder, file, far: createFarFiles(LIMIT_MS), release: () => { closeSync(openSync(file, constants.O_RDWR | constants.O_NONBLOCK)); } };
}

async function whole(far: FarFiles, file: string): Promise<string> {
  let text = '';
  for await (const chunk of far.chunks(file)) text += Buffer.from(chunk).toString('utf8');
  return text;
}

describe.skipIf(process.platform === 'win32')('a folder that does not answer', () => {
  it('is given up, holds two threads at most, and is asked again once it has answered', async () => {
    const { folder, file, far, release } = given();
    const plain = path.join(folder, 'plain.txt');
    writeFileSync(plain, 'x'.repeat(3_000_000));
    for (let turn = 0; turn < 2; turn += 1) await expect(whole(far, file)).rejects.toMatchObject({ code: 'ETIMEDOUT' });
    const begun = vi.fn();
    await expect(whole(far, plain).then(begun)).rejects.toMatchObject({ code: 'ETIMEDOUT' });
    await expect(far.list(folder)).rejects.toMatchObject({ code: 'ETIMEDOUT' });
    expect(begun).not.toHaveBeenCalled();
    // Nor is another file opened, which would hold a third: nobody waits at the other end of its pipe.
    const third = path.join(folder, 'third.db');
    execFileSync('mkfifo', [third]);
    await expect(whole(far, third)).rejects.toMatchObject({ code: 'ETIMEDOUT' });
    await stat(folder);
    expect(() => openSync(third, constants.O_WRONLY | constants.O_NONBLOCK)).toThrow(/ENXIO/);
    release();
    await vi.waitFor(async () => expect((await whole(far, plain)).length).toBe(3_000_000), { timeout: 10_000 });
  });

  it('is said to be so, and nothing of it is left behind', async () => {
    const { folder, far, release } = given();
    const temporary = temporaryFolder();
    // A pipe would be passed over: here it passes for a file on a share.
    const shelf = createShelf(temporary, 'no-worker.js', { ...far, size: async () => 4096 });
    expect(await shelf.open(folder)).toEqual({ ok: false, error: { kind: 'not-a-journal', reason: 'no-answer' } });
    expect(readdirSync(temporary)).toEqual([]);
    release();
  });
});
