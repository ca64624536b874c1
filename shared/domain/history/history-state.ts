/** How far the history knows, so that a view never shows less as if it were all. */
import { z } from 'zod';
import { SinkState } from '../alert';
import { ChainVerdict } from '../journal-entry';
import { Unread } from '../known';
import { Trust } from './trust';

const instant = z.iso.datetime({ offset: true });

export const FeedState = z.discriminatedUnion('state', [
  /** Not asked yet, or the desk policy wants none. */
  z.object({ state: z.enum(['waiting', 'off']) }),
  /** `through`: read without a gap until then; null: the first reading is on its way. */
  z.object({ state: z.literal('read'), through: instant.nullable(), rows: z.int() }),
  z.object({ state: z.literal('unread'), unread: Unread, through: instant.nullable() }),
]);
export type FeedState = z.output<typeof FeedState>;

/** What an evidence pack has shown of itself. `somebody`: signed, and only an expected fingerprint can say by whom. */
export const PackVerdict = z.object({
  holds: z.boolean(),
  problems: z.array(z.string()).readonly(),
  signature: z.enum(['expected', 'somebody', 'none', 'wrong']),
  fingerprint: z.string().nullable(),
});
export type PackVerdict = z.output<typeof PackVerdict>;

export const OpenJournal = z.object({
  /** Unique among those that are open; '' for this desk's own. */
  name: z.string(),
  kind: z.enum(['own', 'journal', 'pack']),
  entries: z.int(),
  /** Null: being verified; of a pack always, which has a verdict of its own. */
  verdict: ChainVerdict.nullable(),
  pack: PackVerdict.nullable(),
  trust: Trust,
  /** Entries up to this number are vouched for, and explain findings; 0: none. */
  vouchedThrough: z.int().min(0),
});
export type OpenJournal = z.output<typeof OpenJournal>;

export const AnchorState = z.object({
  name: z.string(),
  /** The last head noted there; null: none yet. */
  last: z.object({ seq: z.int(), at: instant }).nullable(),
  failure: z.enum(['offline', 'refused', 'full', 'unreadable', 'not-configured']).nullable(),
});
export type AnchorState = z.output<typeof AnchorState>;

export const HistoryState = z.object({
  /** Journal entries in the history so far, and in the journal. */
  taken: z.int(),
  entries: z.int(),
  audits: FeedState,
  signIns: FeedState,
  journals: z.array(OpenJournal).readonly(),
  anchors: z.array(AnchorState).readonly(),
  sinks: z.array(SinkState).readonly(),
  /** Of the key that signs evidence packs of this install; null: none was made yet, or none can be kept here. */
  fingerprint: z.string().nullable(),
  /** Set while an export is being written. */
  exporting: z.object({ lines: z.int(), of: z.int() }).nullable(),
});
export type HistoryState = z.output<typeof HistoryState>;
