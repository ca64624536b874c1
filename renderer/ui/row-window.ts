/** Stands in for the height of the view where there is no layout to measure. Pixels. */
const NO_LAYOUT_HEIGHT = 800;
/** What is less is noise: of a fraction of a pixel, or of a page that is drawn at another scale. Pixels. */
const TELLING_DIFFERENCE = 0.25;

/** Rows to draw in order, and empty space, in pixels, in place of those that are not. */
export type RowPiece = { readonly kind: 'row'; readonly at: number } | { readonly kind: 'gap'; readonly key: string; readonly height: number };

type Heights = ReadonlyMap<string, number>;

export type Look = {
  /** The first row to draw, and the last. Positions among all rows, from 0. */
  readonly first: number;
  readonly last: number;
  /** Of the rows that were drawn at some time, pixels. */
  readonly heights: Heights;
  /** Of what scrolls, pixels: in another width every row has another height. */
  readonly width: number;
};

/** What is in sight, as it is laid out. Pixels. */
export type Sight = {
  /** From the top of the first row to the top of what is in sight; less than 0 while something stands above the rows. */
  readonly top: number;
  /** 0 where there is no layout. */
  readonly height: number;
  readonly width: number;
  /** Of the rows that are drawn now. */
  readonly measured: readonly (readonly [key: string, height: number])[];
};

type Rows = {
  readonly keys: readonly string[];
  /** A row's height before it was ever drawn, pixels. */
  readonly guess: number;
  /** Rows drawn above and below what is in sight. */
  readonly margin: number;
};

export const firstLook = (guess: number, margin: number): Look => ({ first: 0, last: Math.ceil(NO_LAYOUT_HEIGHT / guess) + margin, heights: new Map(), width: 0 });

/**
 * What is in sight of `body` within `scroller`. A dialog that opens is drawn smaller than it is laid out, and a gap made
 * as high as rows were drawn would be drawn smaller still: what is measured is brought back to the scale of the layout.
 */
export function sightOf(scroller: HTMLElement, body: HTMLElement): Sight {
  const view = scroller.getBoundingClientRect();
  const scale = scroller.offsetHeight > 0 && view.height > 0 ? view.height / scroller.offsetHeight : 1;
  return {
    top: (view.top - body.getBoundingClientRect().top) / scale,
    height: scroller.offsetHeight,
    width: scroller.offsetWidth,
    measured: [...body.querySelectorAll<HTMLElement>('[data-row]')].map((row) => [row.dataset.row ?? '', row.getBoundingClientRect().height / scale] as const),
  };
}

/** @returns the old object itself when nothing has changed, so that looking comes to rest. */
export function nextLook(old: Look, { keys, guess, margin }: Rows, sight: Sight): Look {
  const heights = withMeasured(sight.width === old.width ? old.heights : new Map(), sight.measured);
  const bottom = sight.top + (sight.height || NO_LAYOUT_HEIGHT);
  let first = keys.length - 1;
  let last = 0;
  let at = 0;
  for (const [index, key] of keys.entries()) {
    const end = at + (heights.get(key) ?? guess);
    if (end > sight.top && at < bottom) {
      first = Math.min(first, index);
      last = index;
    }
    at = end;
  }
  const look = { first: Math.max(0, first - margin), last: last + margin, heights, width: sight.width };
  return look.first === old.first && look.last === old.last && look.heights === old.heights && look.width === old.width ? old : look;
}

function withMeasured(old: Heights, measured: Sight['measured']): Heights {
  const fresh = measured.filter(([key, height]) => height > 0 && Math.abs((old.get(key) ?? 0) - height) > TELLING_DIFFERENCE);
  return fresh.length === 0 ? old : new Map([...old, ...fresh]);
}

/** @param pinned - A row that is drawn wherever one scrolls; -1 for none. */
export function piecesOf(keys: readonly string[], { first, last, heights }: Look, pinned: number, guess: number): readonly RowPiece[] {
  const pieces: RowPiece[] = [];
  let gap = 0;
  const closeGap = (before: string) => {
    if (gap > 0) pieces.push({ kind: 'gap', key: `before ${before}`, height: gap });
    gap = 0;
  };
  for (const [at, key] of keys.entries()) {
    if (at !== pinned && (at < first || at > last)) {
      gap += heights.get(key) ?? guess;
    } else {
      closeGap(key);
      pieces.push({ kind: 'row', at });
    }
  }
  closeGap('the end');
  return pieces;
}
