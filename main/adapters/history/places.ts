/**
 * The place of a line in the list: its time, and within a millisecond one of {@link SLOTS} by its id. It is the rowid of its row
 * in every table, so that the order of rows is the order of time and pages need no sorting.
 *
 * Unit: 1/1024 milliseconds since 1970. 2^53 of them reach until 2248; what claims to be later, or before 1970, stands at the end.
 */
const SLOTS = 1024;
const LATEST = Math.floor(Number.MAX_SAFE_INTEGER / SLOTS) - 1;

/** Before everything, and after. */
export const FIRST = 0;
export const LAST = Number.MAX_SAFE_INTEGER;

/** @param instant - ISO 8601. @returns epoch milliseconds; 0 when it is none. */
export function millisecondsOf(instant: string): number {
  const milliseconds = Date.parse(instant);
  return Number.isNaN(milliseconds) ? 0 : Math.max(0, Math.min(milliseconds, LATEST));
}

/** The first place of that millisecond. */
export function placeAt(milliseconds: number): number {
  return Math.max(0, Math.min(Math.ceil(milliseconds), LATEST)) * SLOTS;
}

export function timeOf(place: number): number {
  return Math.floor(place / SLOTS);
}

/** Where to go on looking, by milliseconds of which all places were tried: a whole journal may claim to be of one moment. */
export type FullTimes = Map<number, number>;

/** Places tried one after another before it is looked up whether the whole time is full. */
const NEAR = 16;
/** Times remembered at once. */
const FULL_MAXIMUM = 10_000;

/**
 * Where a line goes. With two of one millisecond and one slot the second stands next to it, which is the only thing that the
 * order of arrival decides.
 */
export function placeFor(id: string, instant: string, isTaken: (place: number) => boolean, full: FullTimes): number {
  const passed = new Set<number>();
  let place = placeAt(millisecondsOf(instant)) + (hash(id) % SLOTS);
  for (let tries = 1; isTaken(place); tries += 1) {
    const time = timeOf(place);
    if (tries > NEAR) passed.add(time);
    place = Math.max(place + 1, tries > NEAR ? (full.get(time) ?? 0) : 0);
  }
  if (full.size + passed.size > FULL_MAXIMUM) full.clear();
  for (const time of passed) full.set(time, place + 1);
  return place;
}

/** FNV-1a over UTF-16, 32 bits. Source: http://www.isthe.com/chongo/tech/comp/fnv/ */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193) >>> 0;
  return value;
}
