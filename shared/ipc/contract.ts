/**
 * Everything the window may ask of the main process, and everything it is told. Inputs are strict objects, so a field
 * nobody declared is refused; replies are a `Result`. Add a method here and the compiler names every place to fill in.
 */
import { z } from 'zod';
import { AppError } from '../errors';
import { ChainVerdict, JournalEntry } from '../domain/journal-entry';
import { FEATURE_NAMES } from '../domain/features';
import { known } from '../domain/known';
import { Pass, PassPolicy } from '../domain/pass';
import { PersonDetails, PersonExtras, PersonRow } from '../domain/person';
import type { Result } from '../result';
import { Settings, ViewName } from '../settings';
import { ENRICH_MAXIMUM, QUERY_MAXIMUM } from './sizes';

export { JOURNAL_PAGE, QUERY_MAXIMUM, SEARCH_TOP } from './sizes';

const method = <I extends z.ZodType, O extends z.ZodType>(input: I, output: O) => ({ input, output });
const nothing = z.strictObject({});
const done = z.object({});

export const SessionState = z.discriminatedUnion('status', [
  z.object({
    status: z.literal('signed-out'),
    /** Whether "Sign in with Microsoft" can work, and if not, why. */
    setup: z.discriminatedUnion('state', [
      z.object({ state: z.literal('ready'), file: z.string(), cloud: z.string() }),
      z.object({ state: z.literal('missing'), file: z.string() }),
      z.object({ state: z.literal('broken'), error: AppError }),
    ]),
  }),
  /** The browser is open and the operator is expected to sign in there. */
  z.object({ status: z.literal('signing-in') }),
  z.object({
    status: z.literal('signed-in'),
    tenant: z.object({
      kind: z.enum(['demo', 'entra']),
      id: z.string(),
      cloud: z.string(),
      passesAvailable: z.boolean(),
    }),
    operator: z.object({ id: z.string(), displayName: z.string(), userPrincipalName: z.string() }),
    /** `memory`: the OS offers no encryption, so the sign-in is forgotten when the app closes. */
    tokenCache: z.enum(['encrypted', 'memory', 'none']),
  }),
]);
export type SessionState = z.output<typeof SessionState>;

/** Something the operator should know at the start of a session. Shown until dismissed. */
export const Notice = z.discriminatedUnion('kind', [
  /** A settings file that could not be read was set aside under this name, and defaults are in use. */
  z.object({ kind: z.literal('settings-set-aside'), file: z.string() }),
  /** The app was stopped between an intent and its outcome. */
  z.object({ kind: z.literal('unsettled'), entry: JournalEntry }),
  /** A pass was issued, and the app was stopped before anybody had seen its passcode. */
  z.object({ kind: z.literal('passcode-never-shown'), entry: JournalEntry }),
  z.object({ kind: z.literal('journal'), error: AppError }),
  z.object({ kind: z.literal('journal-chain'), verdict: ChainVerdict }),
  z.object({ kind: z.literal('token-cache-in-memory') }),
]);
export type Notice = z.output<typeof Notice>;

export const LinkName = z.enum(['setup-guide', 'entra-tap-docs', 'entra-app-registration']);
export type LinkName = z.output<typeof LinkName>;

export const HandOver = z.object({
  /** Names the passcode in the main process's memory; the passcode itself does not travel with it. */
  handle: z.guid(),
  /** The vault forgets the passcode then, shown or not. */
  keptUntil: z.iso.datetime(),
  pass: Pass,
});
export type HandOver = z.output<typeof HandOver>;

/**
 * How a hand-over ended. `seen`: the passcode was shown, the pass stays. `revoked`: nobody had seen it, and the pass is
 * proven gone. `still-live`: nobody had seen it and the pass could not be revoked yet; Tapdesk keeps trying while it runs.
 */
export const HandOverEnd = z.enum(['seen', 'revoked', 'still-live']);
export type HandOverEnd = z.output<typeof HandOverEnd>;

export const contract = {
  /** Everything the first paint needs, in one call. */
  'app.start': method(nothing, z.object({ settings: Settings, session: SessionState, version: z.string(), platform: z.string() })),
  'app.notices': method(nothing, z.object({ notices: z.array(Notice).readonly() })),
  'app.open-link': method(z.strictObject({ link: LinkName }), done),

  'session.sign-in': method(nothing, SessionState),
  'session.cancel-sign-in': method(nothing, done),
  /** Asks, in the browser, for the scopes these features need. The same account must come back. */
  'session.consent': method(z.strictObject({ features: z.array(z.enum(FEATURE_NAMES)).min(1).max(7).readonly() }), SessionState),
  'session.open-demo': method(nothing, SessionState),
  'session.sign-out': method(nothing, SessionState),

  'people.search': method(
    z.strictObject({ query: z.string().trim().min(1).max(QUERY_MAXIMUM) }),
    z.object({ people: z.array(PersonRow).readonly(), hasMore: z.boolean() }),
  ),
  /** Manager and roles of the rows in view; at most ten, so that all fit into one `$batch` of twenty. */
  'people.enrich': method(z.strictObject({ ids: z.array(z.guid()).min(1).max(ENRICH_MAXIMUM).readonly() }), z.object({ extras: z.array(PersonExtras).readonly() })),
  'people.read': method(z.strictObject({ personId: z.guid() }), PersonDetails),

  'passes.policy': method(nothing, known(PassPolicy)),
  'passes.issue': method(
    z.strictObject({
      personId: z.guid(),
      lifetimeInMinutes: z.int(),
      isUsableOnce: z.boolean(),
      startDateTime: z.iso.datetime().nullable(),
      reason: z.string().max(2000),
      ticket: z.string().max(200),
      /** The live pass the operator agreed to replace; null when they saw none. */
      replacesPassId: z.string().max(200).nullable(),
    }),
    HandOver,
  ),
  'passes.revoke': method(
    z.strictObject({ personId: z.guid(), passId: z.string().min(1).max(200), reason: z.string().max(2000) }),
    z.object({ provenGoneAt: z.iso.datetime() }),
  ),
  /** The only method that returns a passcode. Each reveal is a line in the journal. */
  'passcode.reveal': method(z.strictObject({ handle: z.guid() }), z.object({ passcode: z.string() })),
  /** Ends the hand-over. A pass whose passcode nobody has seen is revoked: it could open the account for nobody's good. */
  'passcode.close': method(z.strictObject({ handle: z.guid() }), z.object({ outcome: HandOverEnd })),

  'journal.page': method(
    z.strictObject({ query: z.string().trim().max(QUERY_MAXIMUM), beforeSeq: z.int().min(1).nullable() }),
    z.object({ entries: z.array(JournalEntry).readonly(), hasOlder: z.boolean(), total: z.int() }),
  ),
  'journal.verify': method(nothing, ChainVerdict),
  /** Asks for a place with the system's save dialog; `cancelled` is an error of that kind. */
  'journal.export': method(z.strictObject({ query: z.string().trim().max(QUERY_MAXIMUM) }), z.object({ file: z.string(), rows: z.int(), sha256: z.string() })),

  'settings.update': method(
    z.strictObject({ theme: Settings.shape.theme.optional(), density: Settings.shape.density.optional(), lastView: ViewName.optional() }),
    Settings,
  ),
} as const;

export type Contract = typeof contract;
export type MethodName = keyof Contract;
export type Input<M extends MethodName> = z.output<Contract[M]['input']>;
export type Output<M extends MethodName> = z.output<Contract[M]['output']>;
export type Reply<M extends MethodName> = Result<Output<M>, AppError>;
export type Handlers = { readonly [M in MethodName]: (input: Input<M>) => Promise<Reply<M>> };

/** What the main process tells the window without being asked. */
export const events = {
  'session.changed': SessionState,
  /** The vault has forgotten this passcode: time-out, lock, suspend, sign-out. The view must drop its copy. */
  'passcode.forgotten': z.object({ handle: z.guid(), outcome: HandOverEnd }),
  /** Conceal whatever is revealed: the window lost focus, the screen locked. */
  'passcode.conceal': z.object({}),
  'journal.appended': z.object({ seq: z.int() }),
  'notices.changed': z.object({}),
} as const;
export type EventName = keyof typeof events;
export type EventPayload<E extends EventName> = z.output<(typeof events)[E]>;

/** The one object the preload puts on `window.desk`. */
export type Bridge = {
  readonly call: <M extends MethodName>(name: M, input: Input<M>) => Promise<Reply<M>>;
  /** @returns a function that ends the subscription. */
  readonly on: <E extends EventName>(name: E, listener: (payload: EventPayload<E>) => void) => () => void;
};
