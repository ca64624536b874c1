/**
 * How entries are chained. Pure but for SHA-256.
 *
 * An entry's hash covers the hash before it and every stored column, exactly as stored, in format 1:
 *
 *     tapdesk-journal 1 LF
 *     previous_hash=HEX LF
 *     seq=integer:1:7 LF           name = storage class : number of bytes : bytes
 *     intent_id=null LF
 *     ticket=text:8:INC-1234 LF    …and so on, in the order of COLUMNS
 *
 * The byte counts make it unambiguous: no text, however chosen, can pass for the start of another column.
 * `scripts/verify-journal.mjs` implements the same rule a second time, from this description.
 */
import { createHash } from 'node:crypto';

export const FORMAT = 1;
export const NO_HASH = '0'.repeat(64);

/** Stored columns in the order they are hashed; `previous_hash` goes before them and `hash` is the result. */
export const COLUMNS = [
  'seq', 'format', 'id', 'at', 'phase', 'action', 'intent_id', 'result', 'tenant_id',
  'operator_id', 'operator_name', 'operator_upn', 'person_id', 'person_name', 'person_upn', 'ticket', 'reason', 'detail',
] as const;
export type Column = (typeof COLUMNS)[number];

/** Columns SQLite stores as integers; all others are text or null. */
export const INTEGER_COLUMNS: ReadonlySet<Column> = new Set<Column>(['seq', 'format']);

/** One value as stored: its bytes (UTF-8 for text, decimal digits for integers), or null. */
export type StoredValue = Buffer | null;

const SEPARATOR = Buffer.from('\n');
const NULL = Buffer.from('null\n');
/** What is hashed before the previous hash. */
export const HEADER = `tapdesk-journal ${FORMAT}\nprevious_hash=`;
const PREFIXES = COLUMNS.map((column) => `${column}=`);

/**
 * @param values - One per column of {@link COLUMNS}.
 * @returns lower-case hex SHA-256.
 */
export function chainHash(previousHash: string, values: readonly StoredValue[]): string {
  return createHash('sha256').update(`${HEADER}${previousHash}\n`).update(contentOf(values)).digest('hex');
}

/** @param values - Of the last columns of {@link COLUMNS}, in their order. @returns the part of the canonical form that they make. */
export function contentOf(values: readonly StoredValue[]): Buffer {
  const skipped = COLUMNS.length - values.length;
  const parts = values.flatMap((value, index): Uint8Array[] => {
    const column = COLUMNS[skipped + index] ?? 'seq';
    const prefix = PREFIXES[skipped + index] ?? '';
    if (value === null) return [Buffer.from(prefix), NULL];
    return [Buffer.from(`${prefix}${INTEGER_COLUMNS.has(column) ? 'integer' : 'text'}:${value.byteLength}:`), value, SEPARATOR];
  });
  return Buffer.concat(parts);
}

/** The bytes SQLite will store for a string; an unpaired surrogate becomes U+FFFD here and there alike. */
export function bytesOf(value: string | number | null): StoredValue {
  return value === null ? null : Buffer.from(String(value), 'utf8');
}
