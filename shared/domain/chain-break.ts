/**
 * What may be wrong with a chain, and what an administrator accepts of it in the desk policy (`journal.acceptedBreaks`).
 *
 * Accepted is a state of the file and nothing else: every stored byte of the entries up to `throughSeq`, whatever is wrong with
 * them. It gives no immunity. What stands behind it has to chain from the hash stored there, and is held against heads as ever; a
 * byte changed in the accepted part, or an end cut into it, is a break again. Tapdesk makes the whole item; nobody writes it by hand.
 */
import { z } from 'zod';

/** `cut`: its end is missing. `rewritten`: it holds together, and an anchor says that it was another. */
export const ChainProblem = z.enum(['edited', 'missing', 'out-of-order', 'unreadable', 'cut', 'rewritten']);
export type ChainProblem = z.output<typeof ChainProblem>;

/** Acts that may be named as wrongly open or hidden. */
export const OPEN_INTENTS_MAXIMUM = 100;

export const PinnedState = z.strictObject({
  /** The last entry of the state; 0: no entry was left. */
  throughSeq: z.int().min(0),
  /** Lower-case hex SHA-256 of the state, see main/adapters/journal/pinned.ts. */
  digest: z.string().regex(/^[0-9a-f]{64}$/, { error: 'must be 64 hexadecimal digits' }),
  /** Entries of which the list of open acts says something else than the entries themselves. */
  openIntents: z.array(z.int().min(1)).max(OPEN_INTENTS_MAXIMUM).readonly(),
});
export type PinnedState = z.output<typeof PinnedState>;

export const AcceptedBreak = z.strictObject({
  /** Name under which heads of this journal are noted. Many desks may share a policy, and a journal without entries looks like any other. */
  journal: z.string().min(1).max(300),
  /** For people: what was found, and where. The state below counts. */
  firstBadSeq: z.int(),
  problem: ChainProblem,
  ...PinnedState.shape,
  /**
   * Heads noted until then are not asked about entries behind the state: they are of the end that is gone. Null: there are none. A
   * head that was noted with a clock set back is set aside like them; how far heads agree is said, and shows it.
   */
  headsUntil: z.iso.datetime().nullable(),
});
export type AcceptedBreak = z.output<typeof AcceptedBreak>;
