/**
 * The history: journal, directory audits and sign-ins as one time line. A line is one life (a pass from issue to end, a grant
 * from request to removal) or one act that stands alone. Put together by `lives.ts`.
 */
import { z } from 'zod';
import { JournalEntry } from '../journal-entry';
import { Tier } from '../limits';
import { AuditRow, PassSeen, SignInRow } from './audit-row';

const instant = z.iso.datetime({ offset: true });

export const LINE_KINDS = ['pass', 'grant', 'end-access', 'sessions', 'account', 'run', 'person-change', 'policy', 'desk'] as const;
/**
 * `person-change`: a phone, manager or method of a person that matters for verification. `policy`: the tenant's own rules.
 * `desk`: sign-in and sign-out of operators, exports, findings marked as seen.
 */
export const LineKind = z.enum(LINE_KINDS);
export type LineKind = z.output<typeof LineKind>;

export const LINE_RESULTS = ['succeeded', 'failed', 'unknown', 'open'] as const;
/** `unknown`: the call may have happened. `open`: begun, and no outcome is recorded. */
export const LineResult = z.enum(LINE_RESULTS);
export type LineResult = z.output<typeof LineResult>;

/** How a life stands. `planned`: it begins later. `live`: now. `replaced`: another pass took its place. Null: nothing that lives. */
export const LifeState = z.enum(['planned', 'live', 'used', 'registered', 'revoked', 'ended', 'expired', 'replaced']);
export type LifeState = z.output<typeof LifeState>;

/** `signed-in`: the person has signed in while it lived, perhaps with it. `no`: certain. `not-known`: nothing readable tells. */
export const LineUse = z.enum(['yes', 'signed-in', 'no', 'not-known']);
export type LineUse = z.output<typeof LineUse>;

export const SOURCES = ['journal', 'audit', 'sign-in', 'seen'] as const;
export const Source = z.enum(SOURCES);
export type Source = z.output<typeof Source>;

/** How sure a join is. `certain`: by an id both sides name. `likely`: one candidate by person, operator and time. `possible`: several, or no operator. */
export const CERTAINTIES = ['certain', 'likely', 'possible'] as const;
export const Certainty = z.enum(CERTAINTIES);
export type Certainty = z.output<typeof Certainty>;

export const FINDING_KINDS = ['outside-tool', 'not-in-entra', 'never-used', 'used-elsewhere', 'out-of-hours', 'repeat-person', 'busy-operator', 'quota-near', 'weak-verification'] as const;
/**
 * `outside-tool`: Entra has it, no journal open here does that somebody vouches for. `not-in-entra`: a journal says it succeeded, and Entra's log, read
 * for that time, does not have it. `used-elsewhere`: another country or network than the person's usual.
 */
export const FindingKind = z.enum(FINDING_KINDS);
export type FindingKind = z.output<typeof FindingKind>;

const Who = z.object({ id: z.string(), displayName: z.string(), userPrincipalName: z.string() });
export type Who = z.output<typeof Who>;

export const HistoryLine = z.object({
  /** Stable and unique: `act:` and the id of the intent or event (of other desks with `@` and the group besides), or `audit:` and Graph's id. What links name. */
  id: z.string(),
  kind: LineKind,
  /** What it is sorted by: its first fact. */
  at: instant,
  /** Its last fact that has happened; the same as `at` when there is one alone. */
  lastAt: instant,
  /** The role or group of a grant, the activity of an audit, the action of an act that stands alone; empty for a pass. */
  what: z.string(),
  person: Who.nullable(),
  /** Who began it; an application by its name. */
  operator: Who.nullable(),
  tier: Tier.nullable(),
  /** Preset of a pass or template of a grant; empty when there was none. */
  scenario: z.string(),
  ticket: z.string(),
  reason: z.string(),
  /** Reasons and tickets of what was done to it later, such as its revoke, a line each; left out when there are none. Found by search. */
  laterReasons: z.string().optional(),
  result: LineResult,
  state: LifeState.nullable(),
  /** When it ends or ended; null when nothing ends or it is not known. */
  endsAt: instant.nullable(),
  use: LineUse.nullable(),
  firstUsedAt: instant.nullable(),
  /** A method that was registered while it lived or within the day after. */
  registeredAt: instant.nullable(),
  sources: z.array(Source).readonly(),
  /** The least sure of its joins; null when nothing was joined. */
  certainty: Certainty.nullable(),
  /** Nobody has marked them as seen. */
  findings: z.array(FindingKind).readonly(),
  /** Name of the journal it comes from: empty for this desk's own. */
  desk: z.string(),
  /** The run it was made in; empty for none. */
  runId: z.string(),
});
export type HistoryLine = z.output<typeof HistoryLine>;

/** By what a fact belongs to its life. `itself`: it begins it. */
export const JoinedBy = z.enum(['itself', 'intent', 'pass-id', 'schedule', 'request-id', 'correlation-id', 'act', 'person-operator-time', 'person-time']);
export type JoinedBy = z.output<typeof JoinedBy>;

const joined = { key: z.string(), at: instant, joinedBy: JoinedBy, certainty: Certainty };
/** One fact of a life, as its source has it. */
export const HistoryEvent = z.discriminatedUnion('source', [
  z.object({ source: z.literal('journal'), ...joined, entry: JournalEntry, desk: z.string(), /** Nobody vouches for who wrote it; left out where somebody does. */ isDoubted: z.literal(true).optional() }),
  z.object({ source: z.literal('audit'), ...joined, audit: AuditRow, /** Further rows that say the same: PIM writes up to three. */ also: z.array(AuditRow).readonly() }),
  z.object({ source: z.literal('sign-in'), ...joined, signIn: SignInRow }),
  z.object({ source: z.literal('seen'), ...joined, seen: PassSeen }),
]);
export type HistoryEvent = z.output<typeof HistoryEvent>;

/** A life with all its facts, oldest first. */
export const HistoryLife = z.object({ line: HistoryLine, events: z.array(HistoryEvent).readonly() });
export type HistoryLife = z.output<typeof HistoryLife>;
