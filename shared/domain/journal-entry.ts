/**
 * One line of the journal, this tool's own append-only record. An act is an `intent` before the call and an `outcome`
 * after it, joined by `intentId`; what happens on the desk alone is an `event`.
 */
import { z } from 'zod';
import { AcceptedBreak, ChainProblem } from './chain-break';

export const JournalAction = z.enum([
  'pass.issue',
  'pass.revoke',
  'pass.review',
  /** The passcode was put on the clipboard, printed, or sent by mail. */
  'pass.copy',
  'pass.print',
  'pass.mail',
  /** The person was told, without the passcode, that a pass was made. */
  'pass.tell-person',
  'sessions.revoke',
  'account.disable',
  'grant.make',
  'grant.extend',
  /** `notBefore` in its detail: PIM takes no removal earlier, and Tapdesk sends it then. */
  'grant.end',
  /** Everything of one person that can be ended, as one act; its steps are acts of their own with the same `actId`. */
  'access.end',
  /** A run over many people. What it does for each of them is an act of its own with the same `runId`; `planSha256` names the plan. */
  'run.begin',
  'run.pause',
  'run.resume',
  /** Slips of a run became an encrypted PDF. */
  'run.seal',
  /** The passcode was handed to the window; `passcode.show` once the window says that it stood there. */
  'passcode.reveal',
  'passcode.show',
  'passcode.close',
  'journal.export',
  /** A finding was looked at: `findingId` and `kind` in its detail, why in its reason. */
  'finding.see',
  /** Journals or evidence packs of other desks were opened to be read. */
  'journals.open',
  'session.sign-in',
  'session.sign-out',
]);
export type JournalAction = z.output<typeof JournalAction>;

const Actor = z.object({ id: z.string(), displayName: z.string(), userPrincipalName: z.string() });

/** What the caller says; the journal adds `seq`, `previousHash` and `hash`. Never a passcode, never a token. */
export const JournalRecord = z.object({
  id: z.guid(),
  at: z.iso.datetime(),
  phase: z.enum(['intent', 'outcome', 'event']),
  action: JournalAction,
  /** On an outcome or an event that belongs to an act: the id of its intent. */
  intentId: z.guid().nullable(),
  /** `unknown`: the call may or may not have happened, and reading back did not settle it. Null on intents. */
  result: z.enum(['succeeded', 'failed', 'unknown']).nullable(),
  tenantId: z.string(),
  operator: Actor,
  person: Actor.nullable(),
  ticket: z.string(),
  reason: z.string(),
  /** Flat facts of the act: lifetime, pass id, Graph's request id and error code, … */
  detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
});
export type JournalRecord = z.output<typeof JournalRecord>;

export const JournalEntry = JournalRecord.extend({
  /** Position in the chain, from 1, without gaps. */
  seq: z.int().min(1),
  /** Lower-case hex SHA-256 of the previous entry; 64 zeros before the first. */
  previousHash: z.string().length(64),
  hash: z.string().length(64),
});
export type JournalEntry = z.output<typeof JournalEntry>;

/** An act that the desk refused before anything was sent has an outcome and no intent. */
export const isRefused = ({ phase, intentId, result }: Pick<JournalRecord, 'phase' | 'intentId' | 'result'>): boolean => phase === 'outcome' && intentId === null && result === 'failed';

/** The verdict on the chain. Without an anchor a cut tail, or a chain computed anew to its end, cannot be seen: `anchoredSeq` says so. */
export const ChainVerdict = z.discriminatedUnion('state', [
  z.object({
    state: z.literal('intact'),
    entries: z.int(),
    head: z.string(),
    /** Up to here an anchor off this machine agrees; null: there was none to compare with. */
    anchoredSeq: z.int().nullable(),
  }),
  z.object({
    state: z.literal('broken'),
    entries: z.int(),
    /** Sequence number of the first entry that does not follow from the one before it, or that no anchor knows. */
    firstBadSeq: z.int(),
    /** The first bad entry stands from `firstBadSeq` to here; the same number where it is known exactly. */
    latestBadSeq: z.int(),
    problem: ChainProblem,
    /** What the desk policy has to say for work to go on with the file as it stands; left out where that was not asked, or no state can be accepted. */
    accept: AcceptedBreak.optional(),
  }),
  z.object({
    state: z.literal('accepted'),
    entries: z.int(),
    head: z.string(),
    /** As of an intact one; never within what was accepted. */
    anchoredSeq: z.int().nullable(),
    /** What was found and accepted. */
    firstBadSeq: z.int(),
    problem: ChainProblem,
    /** Up to here nothing is proven; the entries behind it follow from one another. */
    throughSeq: z.int(),
  }),
]);
export type ChainVerdict = z.output<typeof ChainVerdict>;
