import fc from 'fast-check';
import { expect, it } from 'vitest';
import { placeFor, timeOf, type FullTimes } from '../../../main/adapters/history/places';

const AT = '2026-03-02T09:00:00.000Z';

/** @returns the places of lines that come one after another, and how often one was tried. */
function placed(lines: readonly (readonly [id: string, at: string])[]) {
  const taken = new Set<number>();
  const full: FullTimes = new Map();
  let tries = 0;
  const isTaken = (place: number) => ((tries += 1), taken.has(place));
  for (const [id, at] of lines) taken.add(placeFor(id, at, isTaken, full));
  return { places: [...taken], tries };
}

it('no two lines stand in one place, and each stands at its time while there is room', () => {
  const instant = fc.constantFrom(AT, '2026-03-02T09:00:00.001Z', '2026-03-02T09:00:00.002Z', '1969-01-01T00:00:00Z', '9999-01-01T00:00:00Z');
  fc.assert(
    fc.property(fc.uniqueArray(fc.tuple(fc.uuid(), instant), { selector: ([id]) => id, maxLength: 200 }), (lines) => {
      const { places } = placed(lines);
      expect(places).toHaveLength(lines.length);
      lines.forEach(([, at], index) => expect(timeOf(places[index]!)).toBeLessThanOrEqual(Math.max(0, Date.parse(at)) + 1));
    }),
  );
});

it('a journal that claims to be of one moment takes no more tries than one spread over a year', () => {
  const count = 20_000;
  const of = (at: (index: number) => string) => placed(Array.from({ length: count }, (_, index) => [`act:${index}`, at(index)]));
  const atOnce = of(() => AT);
  expect([atOnce.places.length, of((index) => new Date(Date.parse(AT) + index * 1500).toISOString()).tries]).toEqual([count, count]);
  expect(atOnce.tries).toBeLessThan(count * 40);
});
