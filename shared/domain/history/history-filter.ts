/** What the History view shows. All parts must hold; an empty part holds for everything. */
import { z } from 'zod';
import { QUERY_MAXIMUM } from '../../ipc/sizes';
import { Tier } from '../limits';
import { FindingKind, LineKind, LineResult, LineUse } from './history-line';

const instant = z.iso.datetime();

export const HistoryFilter = z.strictObject({
  /** At or after; null: from the beginning. */
  from: instant.nullable(),
  /** Before; null: until now. */
  to: instant.nullable(),
  kinds: z.array(LineKind).max(LineKind.options.length).readonly(),
  /** Object ids, in lower case. */
  personId: z.string().max(64).nullable(),
  operatorId: z.string().max(64).nullable(),
  tier: Tier.nullable(),
  scenario: z.string().max(40).nullable(),
  /** The whole ticket, without regard to case; empty for all. */
  ticket: z.string().max(64),
  result: LineResult.nullable(),
  use: LineUse.nullable(),
  /** Lines with such a finding, seen or not; `any`: with any that nobody has marked as seen. */
  finding: z.union([FindingKind, z.literal('any')]).nullable(),
  /** Name of a journal; null: all that are open. */
  desk: z.string().max(200).nullable(),
  /** Words that must all be there, each at the beginning of a word: people, operators, ticket, reason, what. */
  text: z.string().max(QUERY_MAXIMUM),
});
export type HistoryFilter = z.output<typeof HistoryFilter>;

export const EVERYTHING: HistoryFilter = { from: null, to: null, kinds: [], personId: null, operatorId: null, tier: null, scenario: null, ticket: '', result: null, use: null, finding: null, desk: null, text: '' };
