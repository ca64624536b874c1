/**
 * A journal entry as it stands in a pack, and how its hash is made of it. The journal's rule (docs/adr/0003): SHA-256 over
 *
 *     tapdesk-journal 1 LF
 *     previous_hash=HEX LF
 *     name=storage class:number of bytes:bytes LF, or name=null LF, for each column in order
 *
 * `detail` is the JSON text that was hashed, as a text: written anew by another program it could come out another way.
 */
import { createHash } from 'node:crypto';
import { JournalEntry } from '../../../shared/domain/journal-entry';
import { jsonLine } from './json-lines';

const COLUMN_FORMAT = 1;

export function entryLine({ detail, ...entry }: JournalEntry): string {
  return jsonLine({ format: COLUMN_FORMAT, ...entry, detail: JSON.stringify(detail) });
}

/** @returns null when it is no entry of this format. */
export function entryFrom(value: unknown): { readonly entry: JournalEntry; readonly detailText: string } | null {
  if (typeof value !== 'object' || value === null || !('detail' in value) || typeof value.detail !== 'string' || !('format' in value) || value.format !== COLUMN_FORMAT) return null;
  try {
    const parsed = JournalEntry.safeParse({ ...value, detail: JSON.parse(value.detail) as unknown });
    return parsed.success ? { entry: parsed.data, detailText: value.detail } : null;
  } catch {
    return null;
  }
}

/** @param detailText - As it was hashed. @returns lower-case hex. */
export function entryHash(entry: JournalEntry, detailText: string): string {
  const { operator, person } = entry;
  const columns: readonly (readonly [name: string, value: string | number | null])[] = [
    ['seq', entry.seq], ['format', COLUMN_FORMAT], ['id', entry.id], ['at', entry.at], ['phase', entry.phase], ['action', entry.action],
    ['intent_id', entry.intentId], ['result', entry.result], ['tenant_id', entry.tenantId],
    ['operator_id', operator.id], ['operator_name', operator.displayName], ['operator_upn', operator.userPrincipalName],
    ['person_id', person?.id ?? null], ['person_name', person?.displayName ?? null], ['person_upn', person?.userPrincipalName ?? null],
    ['ticket', entry.ticket], ['reason', entry.reason], ['detail', detailText],
  ];
  const hash = createHash('sha256').update(`tapdesk-journal 1\nprevious_hash=${entry.previousHash}\n`);
  for (const [name, value] of columns) {
    const bytes = value === null ? null : Buffer.from(String(value), 'utf8');
    hash.update(bytes === null ? `${name}=null\n` : `${name}=${typeof value === 'number' ? 'integer' : 'text'}:${bytes.byteLength}:`);
    if (bytes !== null) hash.update(bytes).update('\n');
  }
  return hash.digest('hex');
}
