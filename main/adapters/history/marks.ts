/**
 * What the index of hits holds of a line: its words, and one mark for each thing that can be filtered by. A mark begins with a
 * character that no word has, so that nobody can write one into a reason.
 */
import { createHash } from 'node:crypto';
import { FINDING_KINDS, type FindingKind, type HistoryLine } from '../../../shared/domain/history/history-line';

/** Private use: no letter, no digit, and a part of a token for the index (its tokenizer takes all that is not ASCII). */
const MARK = '\ue000';
/** Stands for a hyphen within a mark, which would end the token. */
const HYPHEN = '\ue001';

/** Characters of one word, and words of one line, that can be found. What is beyond is shown and not searched. */
const WORD_LENGTH = 64;
const WORDS = 400;
/** Characters of a text that are searched: a reason has at most 500, names a few hundred. */
const TEXT_LENGTH = 4_000;

export type MarkKind = 'kind' | 'person' | 'operator' | 'tier' | 'scenario' | 'ticket' | 'result' | 'use' | 'desk' | 'finding' | 'unfinished';
const LETTERS: Readonly<Record<MarkKind, string>> = { kind: 'k', person: 'p', operator: 'o', tier: 't', scenario: 's', ticket: 'n', result: 'r', use: 'u', desk: 'd', finding: 'f', unfinished: 'x' };

/** @param value - Any text. What is long or not plain becomes its digest, of which 80 bits keep two apart. */
export function mark(kind: MarkKind, value: string): string {
  const plain = /^[a-z0-9-]{0,40}$/.test(value) ? value.replaceAll('-', HYPHEN) : `${HYPHEN}${HYPHEN}${createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 20)}`;
  return `${MARK}${LETTERS[kind]}${plain}`;
}

/** A ticket without regard to case, an id as Graph compares it. */
export const ticketMark = (ticket: string): string => mark('ticket', fold(ticket.trim()));
export const personMark = (id: string): string => mark('person', id.toLowerCase());
export const operatorMark = (id: string): string => mark('operator', id.toLowerCase());

/** @param found - Kinds of all findings of the line. @param open - Of those that nobody has marked as seen. */
export function marksOf(line: HistoryLine, found: readonly FindingKind[], open: readonly FindingKind[]): readonly string[] {
  return [
    mark('kind', line.kind),
    mark('result', line.result),
    mark('desk', line.desk),
    ...(line.person ? [personMark(line.person.id)] : []),
    ...(line.operator ? [operatorMark(line.operator.id)] : []),
    ...(line.tier ? [mark('tier', line.tier)] : []),
    ...(line.scenario === '' ? [] : [mark('scenario', line.scenario)]),
    ...(line.ticket.trim() === '' ? [] : [ticketMark(line.ticket)]),
    ...(line.use ? [mark('use', line.use)] : []),
    ...(isUnfinished(line) ? [mark('unfinished', '')] : []),
    ...found.map((kind) => mark('finding', kind)),
    ...(open.length > 0 ? [mark('finding', 'any')] : []),
  ];
}

/** A pass that was used, or perhaps used, without a method registered since. */
export function isUnfinished({ kind, use, registeredAt, state }: HistoryLine): boolean {
  return kind === 'pass' && (use === 'yes' || use === 'signed-in') && registeredAt === null && state !== 'registered';
}

/** The words of a line: people, operators, ticket, reason, what, and why something was done to it later. Each once. */
export function wordsOfLine({ person, operator, ticket, reason, laterReasons = '', what }: HistoryLine): readonly string[] {
  const who = [person, operator].flatMap((one) => (one ? [one.displayName, one.userPrincipalName] : []));
  return wordsOf([...who, ticket, reason, what, laterReasons].map((text) => text.slice(0, TEXT_LENGTH)).join('\n')).slice(0, WORDS);
}

/** Letters, marks on them, and digits make words; all else keeps them apart. The same for what is searched and what is asked. */
export function wordsOf(text: string): readonly string[] {
  const words = fold(text).match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
  // Whole characters: half of one could not be stored.
  return [...new Set(words.map((word) => (word.length > WORD_LENGTH ? [...word].slice(0, WORD_LENGTH).join('') : word)))];
}

/** Case and compatibility forms (full-width letters, ligatures) do not matter. */
export function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}

/** Kinds as the bits of a number, in the order of FINDING_KINDS. */
export function toBits(kinds: Iterable<FindingKind>): number {
  let bits = 0;
  for (const kind of kinds) bits |= 1 << FINDING_KINDS.indexOf(kind);
  return bits;
}

export function fromBits(bits: number): readonly FindingKind[] {
  return FINDING_KINDS.filter((_, index) => (bits & (1 << index)) !== 0);
}
