// @vitest-environment jsdom
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstLook, type Look, nextLook, piecesOf, sightOf } from '../../renderer/ui/row-window';

const GUESS = 52;
const MARGIN = 12;
/** What React lets a page do in a row before it takes it away: https://react.dev/errors/185. */
const NESTED_UPDATES = 50;

type Laid = { readonly rows: readonly number[]; readonly scale: number; readonly scrollTop: number; readonly view: number; readonly width: number; /** Whether the browser keeps the row at the top of the view where it stood: scroll anchoring, which has its exceptions. */ readonly isAnchored: boolean };

const box = (top: number, height: number, width = 0) => ({ top, height, width }) as DOMRect;

/** A page that is laid out as a browser does it, in elements that answer for their boxes; nothing draws in these tests. */
function layOut(keys: readonly string[], look: Look, pinned: number, { rows, scale, scrollTop, view, width }: Laid): { readonly scroller: HTMLElement; readonly body: HTMLElement } {
  const scroller = document.createElement('div');
  const body = document.createElement('tbody');
  Object.defineProperties(scroller, { offsetHeight: { value: view }, offsetWidth: { value: width } });
  scroller.getBoundingClientRect = () => box(100, view * scale, width * scale);
  body.getBoundingClientRect = () => box(100 - scrollTop * scale, 0);
  for (const piece of piecesOf(keys, look, pinned, GUESS)) {
    if (piece.kind === 'gap') continue;
    const row = document.createElement('tr');
    row.dataset.row = keys[piece.at] ?? '';
    row.getBoundingClientRect = () => box(0, (rows[piece.at] ?? 0) * scale);
    body.append(row);
  }
  return { scroller, body };
}

/** Where each row that is drawn begins, pixels of the layout. */
function placesOf(keys: readonly string[], look: Look, pinned: number, rows: readonly number[]): ReadonlyMap<number, number> {
  const places = new Map<number, number>();
  let at = 0;
  for (const piece of piecesOf(keys, look, pinned, GUESS)) {
    if (piece.kind === 'row') places.set(piece.at, at);
    at += piece.kind === 'gap' ? piece.height : (rows[piece.at] ?? 0);
  }
  return places;
}

/** Looks until nothing changes. */
function settle(keys: readonly string[], from: Look, pinned: number, laid: Laid): { readonly look: Look; readonly looks: number; readonly scrollTop: number } {
  let look = from;
  let { scrollTop } = laid;
  for (let looks = 1; looks <= NESTED_UPDATES; looks += 1) {
    const { scroller, body } = layOut(keys, look, pinned, { ...laid, scrollTop });
    const before = placesOf(keys, look, pinned, laid.rows);
    const after = nextLook(look, { keys, guess: GUESS, margin: MARGIN }, sightOf(scroller, body));
    if (after === look) return { look, looks, scrollTop };
    const anchor = [...before].find(([at, place]) => place + (laid.rows[at] ?? 0) > scrollTop);
    look = after;
    const anchored = anchor && placesOf(keys, look, pinned, laid.rows).get(anchor[0]);
    if (laid.isAnchored && anchor && anchored !== undefined) scrollTop += anchored - anchor[1];
  }
  throw new Error('Does not come to rest.');
}

const anyTable = fc.record({
  rows: fc.array(fc.integer({ min: 30, max: 190 }), { minLength: 1, maxLength: 250 }),
  scrolls: fc.array(fc.record({ part: fc.double({ min: 0, max: 1, noNaN: true }), scale: fc.double({ min: 0.8, max: 1, noNaN: true }), width: fc.constantFrom(560, 900), isAnchored: fc.boolean(), pinned: fc.integer({ min: -1, max: 249 }) }), { minLength: 1, maxLength: 6 }),
  view: fc.integer({ min: 120, max: 900 }),
});

describe('the rows of a long table that are drawn', () => {
  it('come to rest and fill what is in sight, wherever one scrolls, while a dialog still grows to its size', () => {
    fc.assert(
      fc.property(anyTable, ({ rows, scrolls, view }) => {
        const keys = rows.map((_, at) => `row ${at}`);
        let look = firstLook(GUESS, MARGIN);
        for (const { part, scale, width, isAnchored, pinned } of scrolls) {
          const drawn = piecesOf(keys, look, pinned, GUESS).reduce((sum, piece) => sum + (piece.kind === 'gap' ? piece.height : (rows[piece.at] ?? 0)), 0);
          const settled = settle(keys, look, pinned, { rows, scale, view, width, isAnchored, scrollTop: part * Math.max(0, drawn - view) });
          ({ look } = settled);
          const places = placesOf(keys, look, pinned, rows);
          let filled = Math.max(0, settled.scrollTop);
          for (const [at, place] of [...places].sort(([a], [b]) => a - b)) if (place <= filled + 0.5) filled = Math.max(filled, place + (rows[at] ?? 0));
          const end = Math.min(settled.scrollTop + view, [...rows.keys()].reduce((sum, at) => sum + (look.heights.get(keys[at] ?? '') ?? GUESS), 0));
          expect(filled).toBeGreaterThanOrEqual(end - 1);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('are as high in a dialog that grows as they are when it has grown', () => {
    const keys = Array.from({ length: 120 }, (_, at) => `row ${at}`);
    const rows = keys.map((_, at) => 60 + (at % 5));
    const laid = { rows, scrollTop: 3000, view: 400, width: 900, isAnchored: true };
    const grown = settle(keys, firstLook(GUESS, MARGIN), 0, { ...laid, scale: 1 });
    const growing = settle(keys, firstLook(GUESS, MARGIN), 0, { ...laid, scale: 0.85 });
    expect([growing.look.first, growing.look.last]).toEqual([grown.look.first, grown.look.last]);
    for (const [key, height] of grown.look.heights) expect(growing.look.heights.get(key)).toBeCloseTo(height, 6);
  });
});
