/**
 * Rows of one height in an area that scrolls. Pure. A browser draws nothing below some 33 million pixels, and half of that at
 * 200 %: beyond {@link HEIGHT_MAXIMUM} the scroll bar stands for a place in the list by proportion, and one of its pixels for
 * several of the list's. Unit throughout: CSS pixels.
 */
export const HEIGHT_MAXIMUM = 8_000_000;

/** `view`: height of what is in sight. */
export type Extent = { readonly rows: number; readonly rowHeight: number; readonly view: number };

/** Height of all rows as if there were no bound. */
const wholeHeight = ({ rows, rowHeight }: Extent): number => rows * rowHeight;
/** Height that the area is given. */
export const drawnHeight = (extent: Extent): number => Math.min(wholeHeight(extent), HEIGHT_MAXIMUM);
/** A pixel of the scroll bar's area is a pixel of the list. */
export const isExact = (extent: Extent): boolean => wholeHeight(extent) <= HEIGHT_MAXIMUM;

const farthest = (extent: Extent): number => Math.max(0, wholeHeight(extent) - extent.view);
const farthestDrawn = (extent: Extent): number => Math.max(0, drawnHeight(extent) - extent.view);

/** @param offset - How far down the list what is in sight begins. */
export const clamped = (offset: number, extent: Extent): number => Math.min(farthest(extent), Math.max(0, offset));

/** The place in the list for a place of the scroll bar. */
export function offsetFor(scrollTop: number, extent: Extent): number {
  if (isExact(extent)) return clamped(scrollTop, extent);
  return clamped((scrollTop * farthest(extent)) / Math.max(1, farthestDrawn(extent)), extent);
}

/** The reverse of {@link offsetFor}. */
export function scrollTopFor(offset: number, extent: Extent): number {
  if (isExact(extent)) return clamped(offset, extent);
  return (clamped(offset, extent) * farthestDrawn(extent)) / Math.max(1, farthest(extent));
}

/** First and last row in sight, whole or in part. */
export function rowsInSight(offset: number, { rows, rowHeight, view }: Extent): { readonly first: number; readonly last: number } {
  const last = rows - 1;
  return { first: Math.max(0, Math.min(last, Math.floor(offset / rowHeight))), last: Math.max(0, Math.min(last, Math.ceil((offset + view) / rowHeight) - 1)) };
}

/** The nearest place from which a row is in sight as a whole. */
export function offsetToSee(row: number, offset: number, extent: Extent): number {
  const top = row * extent.rowHeight;
  if (top < offset) return clamped(top, extent);
  if (top + extent.rowHeight > offset + extent.view) return clamped(top + extent.rowHeight - extent.view, extent);
  return offset;
}

/**
 * Where rows are placed. A row's own place counts from a block of the list, so that it stays what it is while one scrolls;
 * `shift` moves the block to where it is in sight.
 */
export function placing(offset: number, scrollTop: number, extent: Extent): { readonly shift: number; readonly blockAt: number } {
  if (isExact(extent)) return { shift: 0, blockAt: 0 };
  const blockAt = Math.floor(offset / BLOCK) * BLOCK;
  return { shift: scrollTop - (offset - blockAt), blockAt };
}
/** Small enough that no number in a style becomes imprecise. */
const BLOCK = 1_000_000;
