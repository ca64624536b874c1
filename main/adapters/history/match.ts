/** A filter as a stretch of places and an expression for the index of hits. Nothing of the filter becomes SQL. */
import type { HistoryFilter } from '../../../shared/domain/history/history-filter';
import { rowsOf, type Db } from './database';
import { fold, mark, operatorMark, personMark, ticketMark, wordsOf } from './marks';
import { FIRST, LAST, millisecondsOf, placeAt } from './places';

/** `match` null: every line in the stretch. Both ends belong to it. */
export type Match = { readonly match: string | null; readonly first: number; readonly last: number };

/** Lengths up to which the index knows the beginnings of words by themselves; see `prefix` in schema.ts. */
const KNOWN_BEGINNINGS = 5;
/** A longer beginning that stands for at most so many words is asked for as these. More: the index collects them first, which takes longer. */
const SPELT_OUT = 48;
/** Words of a query that count; it has at most 200 characters. */
const QUERY_WORDS = 20;

/** @param asOf - The newest place that belongs to the answer. */
export function matchOf(db: Db, filter: HistoryFilter, asOf: number): Match {
  const first = filter.from === null ? FIRST : placeAt(millisecondsOf(filter.from));
  const last = filter.to === null ? LAST : placeAt(millisecondsOf(filter.to)) - 1;
  const parts = [...partsOf(filter), ...wordParts(db, filter.text)];
  return { match: parts.length === 0 ? null : parts.join(' AND '), first, last: Math.min(last, asOf) };
}

/** The same lines, and a further mark they must have. */
export function narrowed(match: Match, further: string): Match {
  return { ...match, match: match.match === null ? quoted(further) : `${match.match} AND ${quoted(further)}` };
}

function partsOf({ kinds, personId, operatorId, tier, scenario, ticket, result, use, finding, desk }: HistoryFilter): readonly string[] {
  const marks = [
    ...(personId === null ? [] : [personMark(personId)]),
    ...(operatorId === null ? [] : [operatorMark(operatorId)]),
    ...(tier === null ? [] : [mark('tier', tier)]),
    ...(scenario === null ? [] : [mark('scenario', scenario)]),
    ...(ticket.trim() === '' ? [] : [ticketMark(ticket)]),
    ...(result === null ? [] : [mark('result', result)]),
    ...(use === null ? [] : [mark('use', use)]),
    ...(finding === null ? [] : [mark('finding', finding)]),
    ...(desk === null ? [] : [mark('desk', desk)]),
  ].map(quoted);
  return kinds.length === 0 ? marks : [anyOf(kinds.map((kind) => mark('kind', kind))), ...marks];
}

const OBJECT_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function wordParts(db: Db, text: string): readonly string[] {
  const id = fold(text.trim());
  // Somebody has pasted an object id: whoever it is.
  if (OBJECT_ID.test(id)) return [anyOf([personMark(id), operatorMark(id)])];
  return wordsOf(text)
    .slice(0, QUERY_WORDS)
    .map((word) => beginning(db, word));
}

function beginning(db: Db, word: string): string {
  if ([...word].length <= KNOWN_BEGINNINGS) return `${quoted(word)} *`;
  const count = Number(rowsOf(db, 'SELECT count(*) FROM (SELECT 1 FROM word WHERE word >= ? AND word < ? LIMIT ?)', word, `${word}\u{10ffff}`, SPELT_OUT + 1)[0]?.[0]);
  if (count > SPELT_OUT) return `${quoted(word)} *`;
  const words = rowsOf(db, 'SELECT CAST(word AS BLOB) FROM word WHERE word >= ? AND word < ?', word, `${word}\u{10ffff}`).map(([bytes]) => Buffer.from(bytes as Uint8Array).toString('utf8'));
  // The word itself when no line has one like it: it finds nothing.
  return anyOf(words.length === 0 ? [word] : words);
}

const anyOf = (tokens: readonly string[]): string => (tokens.length === 1 ? quoted(tokens[0] ?? '') : `(${tokens.map(quoted).join(' OR ')})`);

/** A string of the query language; within it only the quotation mark has a meaning, and no word or mark has one. */
const quoted = (token: string): string => `"${token.replaceAll('"', '')}"`;
