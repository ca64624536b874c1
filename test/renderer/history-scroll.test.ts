import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawnHeight, type Extent, HEIGHT_MAXIMUM, isExact, offsetFor, offsetToSee, placing, rowsInSight, scrollTopFor } from '../../renderer/features/history/scroll-map';

const MILLION: Extent = { rows: 1_000_000, rowHeight: 52, view: 700 };
const anyExtent = fc.record({ rows: fc.integer({ min: 1, max: 3_000_000 }), rowHeight: fc.integer({ min: 30, max: 130 }), view: fc.integer({ min: 50, max: 2000 }) });

describe('rows in an area that scrolls', () => {
  it('are one pixel for one as long as a browser can draw them, and by proportion beyond', () => {
    const few: Extent = { rows: 1000, rowHeight: 52, view: 700 };
    expect([isExact(few), drawnHeight(few), offsetFor(1234, few), scrollTopFor(1234, few)]).toEqual([true, 52_000, 1234, 1234]);
    expect([isExact(MILLION), drawnHeight(MILLION)]).toEqual([false, HEIGHT_MAXIMUM]);
  });

  it('reach the first row at the top, the last at the bottom, and the middle in the middle', () => {
    const bottom = HEIGHT_MAXIMUM - MILLION.view;
    expect([0, bottom / 2, bottom].map((scrollTop) => rowsInSight(offsetFor(scrollTop, MILLION), MILLION))).toEqual([
      { first: 0, last: 13 },
      { first: 499_993, last: 500_006 },
      { first: 999_986, last: 999_999 },
    ]);
  });

  it('are where the scroll bar says, there and back, for any number and height', () => {
    fc.assert(
      fc.property(anyExtent, fc.double({ min: 0, max: 1, noNaN: true }), (extent, part) => {
        const offset = part * Math.max(0, extent.rows * extent.rowHeight - extent.view);
        const back = offsetFor(scrollTopFor(offset, extent), extent);
        expect(Math.abs(back - offset)).toBeLessThan(0.01);
        expect(scrollTopFor(offset, extent)).toBeLessThanOrEqual(HEIGHT_MAXIMUM);
      }),
    );
  });

  it('come into sight whole by the shortest way, and stay where they are when they are', () => {
    fc.assert(
      fc.property(anyExtent, fc.nat(), fc.nat(), (extent, from, to) => {
        fc.pre(extent.view >= extent.rowHeight);
        const start = offsetToSee(from % extent.rows, 0, extent);
        const row = to % extent.rows;
        const offset = offsetToSee(row, start, extent);
        const top = row * extent.rowHeight - offset;
        expect(top >= 0 && top + extent.rowHeight <= extent.view).toBe(true);
        expect(offsetToSee(row, offset, extent)).toBe(offset);
      }),
    );
  });

  it('stand at their place to the pixel, although the scroll bar moves by less', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999_000 }), fc.integer({ min: 0, max: 51 }), (row, into) => {
        const offset = row * MILLION.rowHeight + into;
        const scrollTop = scrollTopFor(offset, MILLION);
        const { shift, blockAt } = placing(offset, scrollTop, MILLION);
        // Where the row's top is on the screen.
        expect(shift + row * MILLION.rowHeight - blockAt - scrollTop).toBeCloseTo(-into, 3);
      }),
    );
  });
});
