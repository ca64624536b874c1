import { type RefObject, useEffectEvent, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { firstLook, nextLook, piecesOf, type RowPiece, sightOf } from './row-window';

/** Rows drawn above and below what is in sight, unless the table asks for fewer. */
const MARGIN = 12;
/**
 * Looks in a row before the next scroll or change of size. Three do, mostly; a table that never came to rest would be
 * taken away by React, and the whole window with it.
 */
const MOST_LOOKS = 20;

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
  const [look, setLook] = useState(() => firstLook(guess, margin));
  const looks = useRef(0);

  const lookAgain = useEffectEvent(() => {
    if (scroller.current && body.current) setLook(nextLook(look, { keys, guess, margin }, sightOf(scroller.current, body.current)));
  });

  useLayoutEffect(() => {
    const scrolling = scroller.current;
    if (!scrolling) return;
    const onChange = () => {
      looks.current = 0;
      lookAgain();
    };
    const resized = new ResizeObserver(onChange);
    resized.observe(scrolling);
    scrolling.addEventListener('scroll', onChange, { passive: true });
    return () => {
      resized.disconnect();
      scrolling.removeEventListener('scroll', onChange);
    };
  }, [scroller]);
  useLayoutEffect(() => {
    looks.current = 0;
  }, [keys]);
  // Rows that have just been drawn have a height now; it comes to rest when nothing has changed.
  useLayoutEffect(() => {
    looks.current += 1;
    if (looks.current <= MOST_LOOKS) lookAgain();
  }, [keys, look]);

  return useMemo(() => piecesOf(keys, look, pinned, guess), [keys, look, pinned, guess]);
}
