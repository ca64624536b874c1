import { type RefObject, useEffectEvent, useLayoutEffect, useRef, useState } from 'react';
import { clamped, drawnHeight, type Extent, isExact, offsetFor, offsetToSee, placing, rowsInSight, scrollTopFor } from './scroll-map';

/** Stand in for the area where there is no layout to measure. Pixels. */
const NO_LAYOUT = { view: 800, width: 1200 };
/** Taller than any screen: whatever a layout does, no more rows are drawn than fit in here. Pixels. */
const VIEW_MAXIMUM = 4000;
/** A line of a mouse wheel that counts in lines, pixels. */
const WHEEL_LINE = 40;

type Look = { readonly offset: number; readonly scrollTop: number; readonly view: number; readonly width: number };

export type LineScroll = {
  readonly first: number;
  readonly last: number;
  /** Height of what scrolls, pixels. */
  readonly height: number;
  /** Width of what is in sight, pixels. */
  readonly width: number;
  readonly shift: number;
  /** Where a row stands within what is shifted, pixels. */
  readonly placeOf: (row: number) => number;
  readonly isAtTop: boolean;
  /** Brings a row into sight, if it is not. */
  readonly show: (row: number) => void;
  /** Rows that fit, less one. */
  readonly pageRows: number;
};

/** Heights in an area of some width, pixels. The head stands above the rows and does not scroll away. */
export type Heights = { readonly row: number; readonly head: number };

export function useLineScroll(rows: number, heightsFor: (width: number) => Heights, scroller: RefObject<HTMLElement | null>): LineScroll {
  const [look, setLook] = useState<Look>({ offset: 0, scrollTop: 0, ...NO_LAYOUT });
  // Where this code has put the scroll bar: an event that says the same tells nothing new, and less exactly.
  const put = useRef(0);
  const extent: Extent = { rows, rowHeight: heightsFor(look.width).row, view: look.view };
  const offset = clamped(look.offset, extent);

  const moveTo = (wanted: number) => {
    const next = clamped(wanted, extent);
    const element = scroller.current;
    if (!element) return;
    const scrollTop = scrolledTo(element, scrollTopFor(next, extent));
    put.current = scrollTop;
    setLook((old) => ({ ...old, offset: next, scrollTop }));
  };
  const onScroll = useEffectEvent((scrollTop: number) => {
    const delta = scrollTop - put.current;
    if (Math.abs(delta) < 1) return;
    put.current = scrollTop;
    // A screen reader that brings a row into sight means so many pixels of the list; who drags the bar means a place.
    const isStep = !isExact(extent) && Math.abs(delta) <= extent.view;
    const next = isStep ? clamped(offset + delta, extent) : offsetFor(scrollTop, extent);
    const isAtEnd = scrollTop <= 0 || scrollTop >= drawnHeight(extent) - extent.view;
    // By steps the bar may come to its end before the list does: it is put right.
    if (isStep && isAtEnd) moveTo(next);
    else setLook((old) => ({ ...old, offset: next, scrollTop }));
  });
  const onWheel = useEffectEvent((event: WheelEvent) => {
    // By the scroll bar's proportion a notch of the wheel would leap over rows.
    if (isExact(extent) || event.ctrlKey || event.shiftKey || event.deltaY === 0) return;
    event.preventDefault();
    moveTo(offset + event.deltaY * ([1, WHEEL_LINE, extent.view][event.deltaMode] ?? 1));
  });
  const onResize = useEffectEvent((element: HTMLElement) => {
    const width = element.clientWidth || NO_LAYOUT.width;
    const heights = heightsFor(width);
    const view = Math.max(heights.row, Math.min(VIEW_MAXIMUM, element.clientHeight || NO_LAYOUT.view) - heights.head);
    // In another width rows have another height: what was on top stays on top.
    const row = offset / extent.rowHeight;
    const next = { ...extent, view, rowHeight: heights.row };
    const moved = clamped(row * next.rowHeight, next);
    setLook((old) => (old.width === width && old.view === view ? old : { ...old, width, view, offset: moved }));
  });

  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    // eslint-disable-next-line react-hooks/set-state-in-effect -- how much room there is is known only once it is laid out
    onResize(element);
    const scrolled = () => onScroll(element.scrollTop);
    const wheeled = (event: WheelEvent) => onWheel(event);
    const resized = new ResizeObserver(() => onResize(element));
    resized.observe(element);
    element.addEventListener('scroll', scrolled, { passive: true });
    element.addEventListener('wheel', wheeled, { passive: false });
    return () => {
      resized.disconnect();
      element.removeEventListener('scroll', scrolled);
      element.removeEventListener('wheel', wheeled);
    };
  }, [scroller]);
  // After the heights or the number of rows have changed, the scroll bar follows the list.
  const follow = useEffectEvent(() => {
    const wanted = scrollTopFor(offset, extent);
    if (scroller.current && Math.abs(scroller.current.scrollTop - wanted) >= 1) moveTo(offset);
  });
  // eslint-disable-next-line react-hooks/set-state-in-effect -- where the scroll bar can stand is known only once the area has its height
  useLayoutEffect(() => follow(), [extent.rows, extent.rowHeight, extent.view]);

  const { shift, blockAt } = placing(offset, look.scrollTop, extent);
  return {
    ...rowsInSight(offset, extent),
    height: drawnHeight(extent),
    width: look.width,
    shift,
    placeOf: (row) => row * extent.rowHeight - blockAt,
    isAtTop: offset === 0,
    show: (row) => moveTo(offsetToSee(row, offset, extent)),
    pageRows: Math.max(1, Math.floor(extent.view / extent.rowHeight) - 1),
  };
}

/** @returns where the scroll bar really is then: a browser rounds, and goes no further than there is. */
function scrolledTo(element: HTMLElement, top: number): number {
  element.scrollTop = top;
  return element.scrollTop;
}
