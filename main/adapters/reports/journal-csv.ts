/**
 * The journal as CSV: RFC 4180, UTF-8 with a byte order mark (Excel needs it), every cell quoted and safe against formula
 * injection, instants in UTC. Newest first, as the journal pages. Read and written page by page, so its size does not matter.
 */
import { createHash } from 'node:crypto';
import { stringify } from 'csv-stringify/sync';
import type { JournalEntry } from '../../../shared/domain/journal-entry';
import type { AppErrorOf } from '../../../shared/errors';
import { err, ok, type Result } from '../../../shared/result';
import type { Journal, JournalUnavailable } from '../../ports/journal';
import { writeWhole } from './atomic-file';
import { safeCell, safeJson } from './csv-cell';
import { exportFailure } from './export-failure';

type Exported = { readonly rows: number; readonly sha256: string };
type Cell = (entry: JournalEntry) => string | number | boolean | null | undefined;

const PAGE = 1000;
const BYTE_ORDER_MARK = '\uFEFF';
/** Facts that have a column of their own; the rest of `detail` is JSON in the last of them. */
const OWN_COLUMN: ReadonlySet<string> = new Set(['lifetimeInMinutes', 'isUsableOnce', 'passId', 'requestId']);

const COLUMNS: readonly (readonly [heading: string, cell: Cell])[] = [
  ['Number', ({ seq }) => seq],
  ['Time (UTC)', ({ at }) => new Date(at).toISOString()],
  ['Phase', ({ phase }) => phase],
  ['Action', ({ action }) => action],
  ['Result', ({ result }) => result],
  ['Operator', ({ operator }) => operator.displayName],
  ['Operator UPN', ({ operator }) => operator.userPrincipalName],
  ['Operator id', ({ operator }) => operator.id],
  ['Person', ({ person }) => person?.displayName],
  ['Person UPN', ({ person }) => person?.userPrincipalName],
  ['Person id', ({ person }) => person?.id],
  ['Ticket', ({ ticket }) => ticket],
  ['Reason', ({ reason }) => reason],
  ['Lifetime in minutes', ({ detail }) => detail.lifetimeInMinutes],
  ['One-time', ({ detail }) => detail.isUsableOnce],
  ['Pass id', ({ detail }) => detail.passId],
  ['Graph request id', ({ detail }) => detail.requestId],
  ['Other details (JSON)', ({ detail }) => safeJson(Object.fromEntries(Object.entries(detail).filter(([name]) => !OWN_COLUMN.has(name))))],
  ['Entry id', ({ id }) => id],
  ['Belongs to intent', ({ intentId }) => intentId],
  ['Tenant id', ({ tenantId }) => tenantId],
  ['Previous hash', ({ previousHash }) => previousHash],
  ['Hash', ({ hash }) => hash],
];

/** Carries the journal's own failure out of the writing. */
class JournalFailed extends Error {
  override readonly name = 'JournalFailed';
  readonly failure: JournalUnavailable;
  constructor(failure: JournalUnavailable) {
    super('the journal could not be read');
    this.failure = failure;
  }
}

/**
 * @param query - As in `Journal.page`; empty for all.
 * @param file - Replaced when it exists. When anything fails it is as it was before, and nothing lies beside it.
 * @returns the number of entries and the lower-case hex SHA-256 of the file.
 */
export async function exportJournalCsv(
  journal: Journal,
  query: string,
  file: string,
): Promise<Result<Exported, AppErrorOf<'export-failed'> | JournalUnavailable>> {
  try {
    return ok(
      await writeWhole(file, async (handle) => {
        const sha256 = createHash('sha256');
        const write = async (text: string) => {
          const bytes = Buffer.from(text, 'utf8');
          sha256.update(bytes);
          await handle.writeFile(bytes);
        };
        await write(BYTE_ORDER_MARK + lines([COLUMNS.map(([heading]) => heading)]));
        let rows = 0;
        for await (const entries of pages(journal, query)) {
          await write(lines(entries.map(cellsOf)));
          rows += entries.length;
        }
        return { rows, sha256: sha256.digest('hex') };
      }),
    );
  } catch (cause) {
    return err(cause instanceof JournalFailed ? cause.failure : exportFailure(cause));
  }
}

async function* pages(journal: Journal, query: string): AsyncGenerator<readonly JournalEntry[]> {
  for (let beforeSeq: number | null = null; ; ) {
    const page = await journal.page(query, beforeSeq, PAGE);
    if (!page.ok) throw new JournalFailed(page.error);
    const last: JournalEntry | undefined = page.value.entries.at(-1);
    if (!last) return;
    yield page.value.entries;
    beforeSeq = last.seq;
  }
}

function cellsOf(entry: JournalEntry): readonly string[] {
  return COLUMNS.map(([, cell]) => {
    const value = cell(entry) ?? '';
    // Numbers are never formulas; -5 stays a number.
    return typeof value === 'string' ? safeCell(value) : String(value);
  });
}

function lines(rows: readonly (readonly string[])[]): string {
  return stringify([...rows], { quoted: true, quoted_empty: true, record_delimiter: 'windows' });
}
