/** What the lists share in finding and ordering rows. Pure. */

/** What a row is ordered by. Of one list and column all are numbers, or all are texts. */
export type Key = string | number;
/** After every text, in whatever language. */
export const LAST = '\uffff';

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/** Numbers not by subtraction: two infinities have no difference. */
function compare(one: Key, other: Key): number {
  if (typeof one === 'number' && typeof other === 'number') return one === other ? 0 : one < other ? -1 : 1;
  return collator.compare(String(one), String(other));
}

type Order<Row> = {
  /** Asked once for each row. */
  readonly keyOf: (row: Row) => Key;
  /** Puts rows of the same key in order, always upwards. */
  readonly nameOf: (row: Row) => string;
  readonly direction: 'ascending' | 'descending';
};

export function inOrder<Row>(rows: readonly Row[], { keyOf, nameOf, direction }: Order<Row>): readonly Row[] {
  const sign = direction === 'descending' ? -1 : 1;
  return rows
    .map((row) => ({ row, key: keyOf(row), name: nameOf(row) }))
    .sort((one, other) => sign * compare(one.key, other.key) || collator.compare(one.name, other.name))
    .map(({ row }) => row);
}

/** @returns whether one of a row's texts has in it what was typed; all do while nothing is. */
export function finderOf(typed: string): (texts: readonly (string | null | undefined)[]) => boolean {
  const wanted = typed.trim().toLowerCase();
  return (texts) => wanted === '' || texts.some((text) => text?.toLowerCase().includes(wanted) === true);
}
