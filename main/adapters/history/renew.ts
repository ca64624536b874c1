/** A newer version of the program may join facts in another way: then every group is put together again, from facts that are there. */
import { inTransaction } from '../../sqlite/in-transaction';
import { fromBytes, toBytes } from './bytes';
import { change, rowsOf, type Db } from './database';
import { JOIN_VERSION } from './schema';

export function renewJoins(db: Db, version = JOIN_VERSION): void {
  const row = rowsOf(db, "SELECT value FROM meta WHERE name = 'join-version'")[0];
  if (row && fromBytes<number>(row[0]) === version) return;
  inTransaction(db, () => {
    change(db, 'INSERT INTO dirty (grp) SELECT id FROM grp WHERE true ON CONFLICT DO NOTHING');
    // What findings were judged by may have changed as well.
    change(db, 'UPDATE grp SET look_at = 0');
    change(db, "INSERT OR REPLACE INTO meta (name, value) VALUES ('join-version', ?)", toBytes(version));
  });
}
