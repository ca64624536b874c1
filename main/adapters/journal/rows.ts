/** Between a row of the table and a {@link JournalEntry}. Every column is read as a blob and decoded here: see blob.ts. */
import { JournalEntry, type JournalRecord } from '../../../shared/domain/journal-entry';
import { blobOf, utf8Of } from '../../sqlite/blob';
import { COLUMNS, FORMAT, type Column } from './chain';
import { DamagedJournal } from './failure';

type Row = readonly unknown[];

/** Columns of one entry, as {@link entryOf} expects them; `e` is the table's alias. */
export const ENTRY_COLUMNS = [...COLUMNS, 'previous_hash', 'hash']
  .map((column) => (column === 'seq' || column === 'format' ? `CAST(e.${column} AS INTEGER)` : `CAST(e.${column} AS BLOB)`))
  .join(', ');

const HASH_AT = COLUMNS.length + 1;

/** @throws DamagedJournal when a row is not what this program writes. */
export function entryOf(row: Row): JournalEntry {
  const text = (column: Column): string | null => textOf(row[COLUMNS.indexOf(column)]);
  if (row[1] !== FORMAT) throw new DamagedJournal('unknown format');
  const personId = text('person_id');
  const parsed = JournalEntry.safeParse({
    seq: row[0],
    id: text('id'),
    at: text('at'),
    phase: text('phase'),
    action: text('action'),
    intentId: text('intent_id'),
    result: text('result'),
    tenantId: text('tenant_id'),
    operator: { id: text('operator_id'), displayName: text('operator_name'), userPrincipalName: text('operator_upn') },
    person: personId === null ? null : { id: personId, displayName: text('person_name'), userPrincipalName: text('person_upn') },
    ticket: text('ticket'),
    reason: text('reason'),
    detail: jsonOf(text('detail')),
    previousHash: textOf(row[HASH_AT - 1]),
    hash: textOf(row[HASH_AT]),
  });
  if (!parsed.success) throw new DamagedJournal('unreadable entry');
  return parsed.data;
}

/** One value per column of {@link COLUMNS}, in that order. */
export function valuesOf(seq: number, record: JournalRecord): readonly (string | number | null)[] {
  const { operator, person } = record;
  return [
    seq, FORMAT, record.id, record.at, record.phase, record.action, record.intentId, record.result, record.tenantId,
    operator.id, operator.displayName, operator.userPrincipalName,
    person?.id ?? null, person?.displayName ?? null, person?.userPrincipalName ?? null,
    record.ticket, record.reason, JSON.stringify(record.detail),
  ];
}

/** @throws DamagedFile when it is no blob, or its bytes are not UTF-8. */
export function textOf(value: unknown): string | null {
  return value === null ? null : utf8Of(blobOf(value));
}

/** @throws DamagedFile when it is no blob. */
export function bytesFrom(value: unknown): Buffer<ArrayBuffer> | null {
  if (value === null) return null;
  const { buffer, byteOffset, byteLength } = blobOf(value);
  return Buffer.from(buffer, byteOffset, byteLength);
}

function jsonOf(text: string | null): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    throw new DamagedJournal('detail is not JSON');
  }
}
