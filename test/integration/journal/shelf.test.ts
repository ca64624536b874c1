import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readdirSync, statfsSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Database from 'libsql';
import { describe, expect, it } from 'vitest';
import { openJournal } from '../../../main/adapters/journal/journal';
import { createShelf } from '../../../main/adapters/journal/shelf';
import { journalWorker } from '../../support/bundle';
import { record } from '../../support/journal-records';
import { temporaryFolder } from '../../support/temporary';

async function given() {
  const [folder, temporary, workerFile] = [temporaryFolder(), temporaryFolder(), await journalWorker()];
  const file = path.join(folder, 'desk.db');
  const journal = openJournal({ file, workerFile });
  await journal.append(record());
  await journal.close();
  return { folder, temporary, file, shelf: createShelf(temporary, workerFile) };
}

/** Name and state of each journal; all are closed. */
async function states({ shelf, folder }: Awaited<ReturnType<typeof given>>) {
  const found = await shelf.open(folder);
  if (!found.ok) return found.error.reason;
  return Promise.all(
    found.value.map(async ({ name, journal }) => {
      const verdict = await journal.verify([]);
      await journal.close();
      return `${name}: ${verdict.ok ? verdict.value.state : 'cannot be read'}`;
    }),
  );
}

describe('a folder of journals', () => {
  it('is read from copies, which are gone afterwards', async () => {
    const at = await given();
    // What a killed app has left goes as well.
    mkdirSync(path.join(at.temporary, 'read-left'));
    writeFileSync(path.join(at.temporary, 'read-left', 'journal.db'), 'of yesterday');
    expect(await states(at)).toEqual(['desk: intact']);
    expect(readdirSync(at.temporary)).toEqual([]);
  });

  it.skipIf(process.platform === 'win32')('names what cannot be read, and shows the others', async () => {
    const at = await given();
    symlinkSync(path.join(at.folder, 'gone'), path.join(at.folder, 'a.db'));
    symlinkSync(path.join(at.folder, 'gone'), path.join(at.folder, 'a note'));
    expect(await states(at)).toEqual(['a: cannot be read', 'desk: intact']);
  });

  it('believes no file about what is to be done when it is read: a view that never ends, a column of a gigabyte, a trigger more', async () => {
    const at = await given();
    const changed = (name: string, sql: string) => {
      copyFileSync(at.file, path.join(at.folder, name));
      const db = new Database(path.join(at.folder, name));
      db.exec(sql);
      db.close();
    };
    changed('a.db', `ALTER TABLE entry RENAME TO old; CREATE VIEW entry AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT old.* FROM n, old WHERE i < 0;`);
    changed('b.db', `ALTER TABLE entry_search ADD COLUMN big TEXT AS (printf('%.*c', 1000000000, 'x')) VIRTUAL;`);
    changed('c.db', `CREATE TRIGGER more AFTER INSERT ON document BEGIN DELETE FROM open_intent; END;`);
    changed('e.db', `DROP TRIGGER entry_no_update; DROP INDEX entry_person;`);
    expect(await states(at)).toEqual(['a: cannot be read', 'b: cannot be read', 'c: cannot be read', 'desk: intact', 'e: intact']);
  });

  it.skipIf(process.platform === 'win32')('is not held up by what is no plain file', async () => {
    const at = await given();
    copyFileSync(at.file, path.join(at.folder, 'b.db'));
    execFileSync('mkfifo', [path.join(at.folder, 'b.db-wal'), path.join(at.folder, 'desk.anchors.jsonl'), path.join(at.folder, 'c.db')]);
    mkdirSync(path.join(at.folder, 'd.db'));
    expect(await states(at)).toEqual(['b: cannot be read', 'desk: intact']);
    expect(readdirSync(at.temporary)).toEqual([]);
  });

  it.skipIf(process.platform === 'win32')('fills no disk, and leaves nothing behind', async () => {
    const at = await given();
    const large = path.join(at.folder, 'z.db');
    copyFileSync(at.file, large);
    const { bavail, bsize } = statfsSync(at.temporary);
    // Sparse: it takes no room where it lies, and all there is where it is copied to.
    truncateSync(large, bavail * bsize);
    writeFileSync(path.join(at.folder, 'readme.txt'), 'x');
    expect([await states(at), readdirSync(at.temporary)]).toEqual(['not-one', []]);
  });
});
