import { type RefObject, useEffectEvent, useLayoutEffect, useMemo, useState } from 'react';

/** Rows drawn above and below what is in sight, unless the table asks for fewer. */
const MARGIN = 12;
/** Stands in for the height of the view where there is no layout to measure. Pixels. */
const NO_LAYOUT_HEIGHT = 800;

/** Rows to draw in order, and empty space, in pixels, in place of those that are not. */
export type RowPiece = { readonly kind: 'row'; readonly at: number } | { readonly kind: 'gap'; readonly key: string; readonly height: number };

type Heights = ReadonlyMap<string, number>;
type Look = { readonly first: number; readonly last: number; readonly heights: Heights; /** Of what scrolls, pixels: in another width every row has another height. */ readonly width: number };

type Options = {
  readonly keys: readonly string[];
  /** What scrolls. */
  readonly scroller: RefObject<HTMLElement | null>;
  /** What holds the rows. Each row carries its key in `data-row`. */
  readonly body: RefObject<HTMLElement | null>;
  /** A row that is drawn wherever one scrolls, so that the keyboard stays on it; -1 for none. */
  readonly pinned: number;
  /** A row's height before it was ever drawn, pixels. */
  readonly guess: number;
  /** Rows drawn above and below what is in sight; fewer where a row has much in it. Never changes. */
  readonly margin?: number;
};

/**
 * Which rows of a long table to draw: those in sight, and a few around them. Heights are measured as rows are drawn,
 * because at 200 % or in a narrow window no two are alike.
 */
export function useRowWindow({ keys, scroller, body, pinned, guess, margin = MARGIN }: Options): readonly RowPiece[] {
  const [look, setLook] = useState<Look>({ first: 0, last: Math.ceil(NO_LAYOUT_HEIGHT / guess) + margin, heights: new Map(), width: 0 });

  const lookAgain = useEffectEvent(() => {
    const scrolling = scroller.current;
    const rows = body.current;
    if (scrolling && rows) setLook(next(look, { keys, scrolling, rows, guess, margin }));
  });

  useLayoutEffect(() => {
    const scrolling = scroller.current;
    if (!scrolling) return;
    const onChange = () => lookAgain();
    const resized = new ResizeObserver(onChange);
    resized.observe(scrolling);
    scrolling.addEventListener('scroll', onChange, { passive: true });
    return () => {
      resized.disconnect();
      scrolling.removeEventListener('scroll', onChange);
    };
  }, [scroller]);
  // Rows that have just been drawn have a height now; it comes to rest when nothing has changed.
  // eslint-disable-next-line react-hooks/set-state-in-effect -- heights are known only once rows are laid out
  useLayoutEffect(() => lookAgain(), [keys, look]);

  return useMemo(() => piecesOf(keys, look, pinned, guess), [keys, look, pinned, guess]);
}

type Seen = { readonly keys: readonly string[]; readonly scrolling: HTMLElement; readonly rows: HTMLElement; readonly guess: number; readonly margin: number };

/** @returns the old object itself when nothing has changed, so that looking comes to rest. */
function next(old: Look, { keys, scrolling, rows, guess, margin }: Seen): Look {
  const view = scrolling.getBoundingClientRect();
  const heights = withMeasured(view.width === old.width ? old.heights : new Map(), rows);
  const top = view.top - rows.getBoundingClientRect().top;
  const bottom = top + (view.height || NO_LAYOUT_HEIGHT);
  let first = keys.length - 1;
  let last = 0;
  let at = 0;
  for (const [index, key] of keys.entries()) {
    const end = at + (heights.get(key) ?? guess);
    if (end > top && at < bottom) {
      first = Math.min(first, index);
      last = index;
    }
    at = end;
  }
  const look = { first: Math.max(0, first - margin), last: last + margin, heights, width: view.width };
  return look.first === old.first && look.last === old.last && look.heights === old.heights && look.width === old.width ? old : look;
}

function withMeasured(old: Heights, rows: HTMLElement): Heights {
  const measured = [...rows.querySelectorAll<HTMLElement>('[data-row]')].map((row) => [row.dataset.row ?? '', row.getBoundingClientRect().height] as const);
  const fresh = measured.filter(([key, height]) => height > 0 && old.get(key) !== height);
  return fresh.length === 0 ? old : new Map([...old, ...fresh]);
}

function piecesOf(keys: readonly string[], { first, last, heights }: Look, pinned: number, guess: number): readonly RowPiece[] {
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
