/** A list of people read from a CSV, and everything that is wrong with it, with line and column. */
import { z } from 'zod';
import { RunMember } from './run';

/** Longest CSV that is read, characters. */
export const LIST_TEXT_MAXIMUM = 4_000_000;

/**
 * `no-header`, `no-identifier`, `column-twice`, `broken-quotes`, `not-utf-8`, `too-many`: about the file, and nothing of it
 * is used. `too-many-values`, `too-few-values`, `empty`, `bad-date`, `bad-time-zone`, `unknown`, `ambiguous`, `duplicate`,
 * `contradicts`: about one line, which is left out.
 */
export const ListProblemKind = z.enum([
  'no-header', 'no-identifier', 'column-twice', 'broken-quotes', 'not-utf-8', 'too-many',
  'too-many-values', 'too-few-values', 'empty', 'bad-date', 'bad-time-zone', 'unknown', 'ambiguous', 'duplicate', 'contradicts',
]);
export type ListProblemKind = z.output<typeof ListProblemKind>;

export const ListProblem = z.object({
  kind: ListProblemKind,
  /** From 1, as a text editor counts. */
  line: z.int().min(1),
  /** Number of the column, from 1. */
  column: z.int().min(1),
  /** Its heading; empty where there is none. */
  heading: z.string(),
  /** What stands there, cut to 100 characters. */
  value: z.string(),
  /** `duplicate`: the line that has the person already. */
  firstLine: z.int().nullable(),
});
export type ListProblem = z.output<typeof ListProblem>;

export const RunList = z.object({
  people: z.array(RunMember.extend({ displayName: z.string(), userPrincipalName: z.string() })).readonly(),
  problems: z.array(ListProblem).readonly(),
  /** Headings that mean nothing here and were passed over. */
  ignored: z.array(z.string()).readonly(),
  /** Lines with anything on them, the header aside. */
  lines: z.int(),
});
export type RunList = z.output<typeof RunList>;
