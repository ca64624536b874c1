/** The head of the chain with the links that lead to it, for noting off this machine. */
import type { Journal } from '../../ports/journal';
import { readHead, type Head } from './append';
import { inSnapshot, type Db } from './database';
import { DamagedJournal } from './failure';
import { textOf } from './rows';

/** Most links with one head; of more entries the newest are linked. 95 kB as JSON. */
export const LINKS_MAXIMUM = 5000;
/** Hex digits of a hash in a link: 64 bits, so that finding another entry with the same ones is out of reach. */
const DIGITS = 16;

type Noted = Extract<Awaited<ReturnType<Journal['head']>>, { readonly ok: true }>['value'];

/** @throws SQLite's errors, and DamagedJournal. */
export function headOf(db: Db, sinceSeq: number): Noted {
  return inSnapshot(db, () => {
    const head = readHead(db);
    return { ...head, links: linksOf(db, Math.max(sinceSeq, head.seq - LINKS_MAXIMUM), head) };
  });
}

function linksOf(db: Db, after: number, { seq }: Head): readonly string[] {
  const rows = db.prepare('SELECT CAST(hash AS BLOB) FROM entry WHERE seq > ? AND seq <= ? ORDER BY seq').raw(true).all(after, seq) as (readonly unknown[])[];
  return rows.map(([hash]) => {
    const digits = textOf(hash)?.slice(0, DIGITS) ?? '';
    if (!/^[0-9a-f]{16}$/.test(digits)) throw new DamagedJournal('a hash is none');
    return digits;
  });
}
