/** Reads a journal's file by itself, without any code of the program: SQLite and the columns, nothing more. */
import Database from 'libsql';

export type Line = {
  readonly seq: number;
  readonly id: string;
  readonly at: string;
  readonly phase: string;
  readonly action: string;
  readonly intentId: string;
  readonly result: string;
  /** Lower case; empty when the line is about nobody. */
  readonly personId: string;
  readonly detail: Readonly<Record<string, unknown>>;
};

const COLUMNS = ['id', 'at', 'phase', 'action', 'intent_id', 'result', 'person_id', 'detail'];

/** Text is read as bytes, because libsql ends the process on text that is not UTF-8. */
export function readJournal(file: string): readonly Line[] {
  const database = new Database(file, { readonly: true });
  try {
    const rows = database
      .prepare(`SELECT CAST(seq AS INTEGER), ${COLUMNS.map((column) => `CAST(${column} AS BLOB)`).join(', ')} FROM entry ORDER BY seq`)
      .raw(true)
      .all() as unknown[][];
    return rows.map(lineOf);
  } finally {
    database.close();
  }
}

/** Lower case; empty when the detail names none. */
export const passIdOf = ({ detail }: Pick<Line, 'detail'>): string => (typeof detail.passId === 'string' ? detail.passId.toLowerCase() : '');

function lineOf([seq, ...blobs]: unknown[]): Line {
  const [id = '', at = '', phase = '', action = '', intentId = '', result = '', personId = '', detail = '{}'] = blobs.map(textOf);
  return { seq: Number(seq), id, at, phase, action, intentId, result, personId: personId.toLowerCase(), detail: JSON.parse(detail) as Line['detail'] };
}

function textOf(blob: unknown): string {
  return blob === null || blob === undefined ? '' : Buffer.from(blob as Uint8Array).toString('utf8');
}
