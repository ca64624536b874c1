/** The journal that is tampered with: written by the real adapter, the same for the same seed, with heads noted on the way. */
import { openBook } from '../../main/adapters/journal/book';
import { headOf } from '../../main/adapters/journal/head';
import { openDatabase } from '../../main/adapters/journal/database';
import type { AnchoredHead } from '../../shared/domain/anchor';
import type { JournalRecord } from '../../shared/domain/journal-entry';
import { chanceOf, type Chance } from '../support/chance';

/** Entries written with one sync. */
const TOGETHER = 500;
/** Heads noted while it is written. */
const HEADS = 40;
/** One intent in so many stays without an outcome. */
const OPEN_ONE_IN = 150;
const START = Date.parse('2026-03-02T09:00:00Z');
const NAMES = ['Ada Lindqvist', 'Bruno Castellane', 'Łucja Żółć', '山田 花子', 'Ｆｕｌｌ Width', 'İpek Öz', "O'Neill; DROP TABLE entry", 'Ægir ﬁne', 'نور رحيمي'];

export type Base = { readonly heads: readonly AnchoredHead[]; readonly appendsPerSecond: number };

/** @throws when an append is refused. */
export async function makeBase(file: string, entries: number, seed: number): Promise<Base> {
  const chance = chanceOf(seed);
  const book = openBook(file);
  const heads: AnchoredHead[] = [];
  const nextHead = () => Math.round(((heads.length + 0.5 + chance.next() / 2) * entries) / HEADS);
  let head = nextHead();
  const begun = performance.now();
  for (let written = 0; written < entries; ) {
    const most = Math.min(TOGETHER, entries - written, Math.max(1, head - written));
    const added = await book.appendAll(acts(chance, written, most));
    if (!added.ok) throw new Error(`The journal could not be written: ${added.error.reason}.`);
    written += most;
    if (written < head) continue;
    heads.push({ ...headIn(file, heads.at(-1)?.seq ?? 0), at: instant(written) });
    head = nextHead();
  }
  const seconds = (performance.now() - begun) / 1000;
  await book.close();
  return { heads, appendsPerSecond: entries / seconds };
}

/** A connection of its own: what a colleague's desk would note. */
function headIn(file: string, since: number): Omit<AnchoredHead, 'at'> {
  const db = openDatabase(file);
  try {
    return headOf(db, since);
  } finally {
    db.close();
  }
}

function acts(chance: Chance, written: number, count: number): readonly JournalRecord[] {
  const records: JournalRecord[] = [];
  while (records.length < count) {
    const intent = intentOf(chance, written + records.length);
    records.push(intent);
    if (chance.below(OPEN_ONE_IN) === 0) continue;
    const result = chance.pick(['succeeded', 'succeeded', 'succeeded', 'failed', 'unknown'] as const);
    records.push({ ...intent, id: guid(chance), phase: 'outcome', intentId: intent.id, result, detail: { passId: guid(chance), requestId: guid(chance) } });
  }
  return records.slice(0, count);
}

function intentOf(chance: Chance, n: number): JournalRecord {
  const actor = () => ({ id: guid(chance), displayName: chance.pick(NAMES), userPrincipalName: `person-${chance.below(5000)}@contoso.example` });
  return {
    id: guid(chance), at: instant(n), phase: 'intent', action: chance.pick(['pass.issue', 'pass.revoke', 'pass.mail', 'grant.make', 'journal.export'] as const),
    intentId: null, result: null, tenantId: 'demo', operator: actor(), person: chance.below(10) === 0 ? null : actor(),
    ticket: `INC-${1000 + n}`, reason: chance.pick(['Lost phone', 'First day', 'Neues Gerät für die Außenstelle', 'パスキー']), detail: { lifetimeInMinutes: 60, isUsableOnce: true },
  };
}

const instant = (n: number) => new Date(START + n * 30_000).toISOString();

function guid(chance: Chance): string {
  const hex = Array.from({ length: 4 }, () => chance.below(0x1_0000_0000).toString(16).padStart(8, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
}
