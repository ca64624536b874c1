import { opens, type PassEntry, stateOf } from './pass-entry';

/** One who issued passes that can still open an account. */
export type Issuer = {
  readonly id: string;
  readonly displayName: string;
  readonly rows: readonly PassEntry[];
  /** Passes of theirs that could not be read, and so cannot be told to be live or not. */
  readonly unread: number;
};

/** Everybody who issued something that still opens an account, by name. Ids are compared without regard to case. */
export function issuersOf(rows: readonly PassEntry[], now: Date): readonly Issuer[] {
  const byId = new Map<string, PassEntry[]>();
  for (const row of rows) {
    if (!row.issuedBy) continue;
    const id = row.issuedBy.id.toLowerCase();
    byId.set(id, [...(byId.get(id) ?? []), row]);
  }
  return [...byId]
    .map(([id, theirs]) => ({
      id,
      displayName: theirs[0]?.issuedBy?.displayName ?? '',
      rows: theirs.filter((row) => opens(row, now)),
      unread: theirs.filter((row) => stateOf(row, now) === 'not-read').length,
    }))
    .filter((issuer) => issuer.rows.length > 0)
    .sort((one, other) => one.displayName.localeCompare(other.displayName));
}
