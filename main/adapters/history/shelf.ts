/** One open file, and what is remembered of it between calls. What is remembered can always be forgotten. */
import type { Anchors } from './anchors';
import { change, prepared, rowsOf, type Db } from './database';
import { fromBytes, plainText, toBytes } from './bytes';
import type { FullTimes } from './places';

export type Shelf = {
  readonly db: Db;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly anchors: Anchors;
  /** See `placeFor`. */
  readonly full: FullTimes;
  /** See {@link nameId}. */
  readonly names: Map<string, { readonly id: number; readonly at: number }>;
};

export type NameKind = 'operator' | 'scenario';
type Named = { readonly id: string; readonly displayName: string };

/** Names remembered at once; more than there are operators and presets anywhere, unless somebody means harm. */
const REMEMBERED = 10_000;

/** A short number for an operator or a preset. The newest line says how it is called. */
export function nameId({ db, names }: Shelf, what: NameKind, named: Named, at: number): number {
  const key = `${what}:${plainText(named.id)}`;
  const known = names.get(key) ?? stored(db, what, plainText(named.id));
  if (known && known.at >= at) {
    names.set(key, known);
    return known.id;
  }
  const id = known?.id ?? Number(prepared(db, 'INSERT INTO name (what, key, at, body) VALUES (?, ?, ?, ?)').run([what, plainText(named.id), at, toBytes(named)]).lastInsertRowid);
  if (known) change(db, 'UPDATE name SET at = ?, body = ? WHERE id = ?', at, toBytes(named), id);
  if (names.size >= REMEMBERED) names.clear();
  names.set(key, { id, at });
  return id;
}

export function namedBy(db: Db, id: number): Named {
  const row = rowsOf(db, 'SELECT body FROM name WHERE id = ?', id)[0];
  return row ? fromBytes<Named>(row[0]) : { id: '', displayName: '' };
}

function stored(db: Db, what: NameKind, key: string): { readonly id: number; readonly at: number } | undefined {
  const row = rowsOf(db, 'SELECT id, at FROM name WHERE what = ? AND key = ?', what, key)[0];
  return row && { id: Number(row[0]), at: Number(row[1]) };
}
