/**
 * Every so-many-th place of what a filter shows, so that a page far down begins next to one instead of counting from the top.
 * Made when first asked for, from the newest down, in steps; what changes below an anchor leaves it as it is.
 */
import { rowsOf, type Db } from './database';
import { countHits, hitsOf } from './hits';
import type { Match } from './match';

/** Lines between two anchors. A page passes over fewer than that. */
const STEP = 2_000;
/** Filters remembered. */
const REMEMBERED = 6;

/** `places[n]`: of line (n + 1) × STEP, counted from 0. */
type Walk = { readonly match: Match; readonly places: number[]; isAtEnd: boolean; total: number | null };

export type Anchors = {
  /** Where to begin for line `from`: after this place, and so many further to pass over. Past the end: nothing is there. */
  readonly near: (db: Db, match: Match, from: number, pause: () => Promise<void>) => Promise<{ readonly match: Match; readonly offset: number }>;
  /** How many lines there are. */
  readonly total: (db: Db, match: Match) => number;
  /** Something at that place came, went or became another. */
  readonly drop: (place: number) => void;
  readonly clear: () => void;
};

export function createAnchors(): Anchors {
  const walks = new Map<string, Walk>();

  function walkOf(match: Match): Walk {
    const key = JSON.stringify(match);
    const known = walks.get(key) ?? { match, places: [], isAtEnd: false, total: null };
    // The most recently used is the last; the first goes.
    walks.delete(key);
    walks.set(key, known);
    for (const old of [...walks.keys()].slice(0, -REMEMBERED)) walks.delete(old);
    return known;
  }

  /** One step down. */
  function step(db: Db, walk: Walk): void {
    const below = belowOf(walk.match, walk.places.at(-1));
    const { sql, bound } = hitsOf(below, 1, walk.places.length === 0 ? STEP : STEP - 1);
    const row = rowsOf(db, sql, ...bound)[0];
    if (row) walk.places.push(Number(row[0]));
    else walk.isAtEnd = true;
  }

  async function walkUntil(db: Db, match: Match, enough: (walk: Walk) => boolean, pause: () => Promise<void>): Promise<Walk> {
    let walk = walkOf(match);
    for (let steps = 1; !walk.isAtEnd && !enough(walk); steps += 1) {
      step(db, walk);
      // A change meanwhile may have cut it, or forgotten it: then it goes on from where it is.
      if (steps % 10 === 0) await pause();
      walk = walkOf(match);
    }
    return walk;
  }

  return {
    near: async (db, match, from, pause) => {
      if (from <= STEP) return { match, offset: from };
      const { places } = await walkUntil(db, match, (walk) => walk.places.length >= Math.floor(from / STEP), pause);
      const index = Math.min(Math.floor(from / STEP), places.length) - 1;
      const place = places[index];
      if (place === undefined) return { match, offset: from };
      return { match: { ...match, last: place }, offset: from - (index + 1) * STEP };
    },
    total: (db, match) => {
      const walk = walkOf(match);
      walk.total ??= countHits(db, match);
      return walk.total;
    },
    drop: (place) => {
      for (const walk of walks.values()) {
        if (place < walk.match.first || place > walk.match.last) continue;
        walk.total = null;
        walk.isAtEnd = false;
        while ((walk.places.at(-1) ?? -1) >= 0 && (walk.places.at(-1) ?? 0) <= place) walk.places.pop();
      }
    },
    clear: () => {
      walks.clear();
    },
  };
}

const belowOf = (match: Match, place: number | undefined): Match => (place === undefined ? match : { ...match, last: place - 1 });
