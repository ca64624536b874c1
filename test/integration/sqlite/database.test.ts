import { copyFileSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { closeQuietly, openPrivately, type Db } from '../../../main/sqlite/database';
import { inTransaction } from '../../../main/sqlite/in-transaction';
import { temporaryFolder } from '../../support/temporary';

const newFile = () => join(temporaryFolder(), 'data', 'desk.db');
const opened = (file = newFile()) => openPrivately(file, (db) => void db.exec('CREATE TABLE IF NOT EXISTS thing (name UNIQUE)'));
const names = (db: Db) => (db.prepare('SELECT name FROM thing ORDER BY name').raw(true).all() as unknown[][]).flat();

describe('a database of the desk', () => {
  it.skipIf(process.platform === 'win32')('is private to its owner, also where it was not', () => {
    const file = newFile();
    mkdirSync(dirname(file), { mode: 0o755 });
    writeFileSync(file, '', { mode: 0o644 });
    opened(file).close();
    expect([dirname(file), file].map((place) => (statSync(place).mode & 0o777).toString(8))).toEqual(['700', '600']);
  });

  it('is closed again when it cannot be prepared, and says why', () => {
    const seen: Db[] = [];
    const foreign = new Error('of another program');
    expect(() => openPrivately(newFile(), (db) => { seen.push(db); throw foreign; })).toThrow(foreign);
    expect(() => seen[0]?.exec('SELECT 1')).toThrow('not open');
  });

  it('is one whole file when it is closed', () => {
    const file = newFile();
    const db = opened(file);
    db.prepare('PRAGMA journal_mode = WAL').all();
    db.exec("INSERT INTO thing VALUES ('kept')");
    const log = statSync(`${file}-wal`).size;
    closeQuietly(db);
    const copy = newFile();
    mkdirSync(dirname(copy));
    copyFileSync(file, copy);
    const again = opened(copy);
    expect([log > 0, statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0, names(again)]).toEqual([true, 0, ['kept']]);
    again.close();
  });
});

describe('a transaction', () => {
  it('keeps all that was done in it, or nothing, and hands on the first error', () => {
    const db = opened();
    const add = (name: string) => db.prepare('INSERT INTO thing VALUES (?)').run(name);
    expect(inTransaction(db, () => (add('one'), add('two'), 'done'))).toBe('done');
    const first = new Error('the first');
    expect(() => inTransaction(db, () => { add('three'); throw first; })).toThrow(first);
    expect([names(db), db.inTransaction]).toEqual([['one', 'two'], false]);
    db.close();
  });

  it('hands on the first error also where SQLite itself has undone it', () => {
    const db = opened();
    const addOrUndo = (name: string) => db.prepare('INSERT OR ROLLBACK INTO thing VALUES (?)').run(name);
    expect(() => inTransaction(db, () => { addOrUndo('one'); addOrUndo('one'); })).toThrow('UNIQUE');
    expect([names(db), db.inTransaction]).toEqual([[], false]);
    db.close();
  });

  it('is the only one that writes, from its beginning on', () => {
    const file = newFile();
    const [db, other] = [opened(file), opened(file)];
    other.exec('PRAGMA busy_timeout = 0');
    inTransaction(db, () => {
      expect(() => inTransaction(other, () => undefined)).toThrow('locked');
    });
    expect(inTransaction(other, () => names(other))).toEqual([]);
    for (const each of [db, other]) each.close();
  });
});
