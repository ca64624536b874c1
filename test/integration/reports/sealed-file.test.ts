import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { saveSealed } from '../../../main/adapters/reports/sealed-file';
import { canMount, disk } from '../../support/disk';
import { temporaryFolder } from '../../support/temporary';

const BYTES = Buffer.alloc(200_000, 7);
const failed = (reason: string) => ({ ok: false, error: { kind: 'export-failed', reason } });

describe('a sealed file', () => {
  it('is written whole, over what was there, with nothing beside it', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'slips.pdf'), 'before');
    expect([await saveSealed(join(folder, 'slips.pdf'), BYTES), readFileSync(join(folder, 'slips.pdf')).equals(BYTES), readdirSync(folder)]).toEqual([{ ok: true, value: null }, true, ['slips.pdf']]);
  });

  it.skipIf(process.platform === 'win32')('can be read by this user alone', async () => {
    const file = join(temporaryFolder(), 'slips.pdf');
    await saveSealed(file, BYTES);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('says that a folder is not there, or that a folder stands in its place, and leaves nothing behind', async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'slips.pdf'));
    expect([await saveSealed(join(folder, 'nowhere', 'slips.pdf'), BYTES), await saveSealed(join(folder, 'slips.pdf'), BYTES), readdirSync(folder)]).toEqual([failed('other'), failed('other'), ['slips.pdf']]);
  });

  it.skipIf(process.platform === 'win32' || process.getuid?.() === 0)('says that it may not write there', async () => {
    const folder = temporaryFolder();
    chmodSync(folder, 0o500);
    expect(await saveSealed(join(folder, 'slips.pdf'), BYTES)).toEqual(failed('denied'));
  });

  it.skipIf(!canMount)('says that the disk is full or read-only, and leaves what was there as it was', async () => {
    const [full, readOnly] = [disk('size=64k'), disk('size=64k,ro')];
    writeFileSync(join(full!, 'slips.pdf'), 'before');
    expect(await Promise.all([full, readOnly].map((folder) => saveSealed(join(folder!, 'slips.pdf'), BYTES)))).toEqual([failed('full'), failed('denied')]);
    expect([readdirSync(full!), readFileSync(join(full!, 'slips.pdf'), 'utf8')]).toEqual([['slips.pdf'], 'before']);
  });
});
