/**
 * Everything the window may ask of the main process, and everything it is told. Inputs are strict objects, so a field
 * nobody declared is refused; replies are a `Result`. Add a method here and the compiler names every place to fill in.
 */
import { z } from 'zod';
import { AppError } from '../errors';
import { ChainVerdict, JournalEntry } from '../domain/journal-entry';
import { Charts } from '../domain/history/charts';
import { ExportFormat } from '../domain/history/export';
import { Finding } from '../domain/history/finding';
import { HistoryFilter } from '../domain/history/history-filter';
import { HistoryLife, HistoryLine } from '../domain/history/history-line';
import { HistoryState, OpenJournal } from '../domain/history/history-state';
import { Contractor } from '../domain/contractor';
import { AccessPreview, AccessResult, END_ACCESS_MAXIMUM, OpenAccessAct } from '../domain/end-access';
import { FEATURE_NAMES } from '../domain/features';
import { Grant, GrantHow, GrantRow, GrantScope, GrantTarget, GrantTime, HeldPath } from '../domain/grant';
import { GrantFacts } from '../domain/grant-facts';
import { GrantLineId } from '../domain/grant-lines';
import { known } from '../domain/known';
import { isTimeZone, Limits, VerificationKind } from '../domain/limits';
import { Pass, PassPolicy } from '../domain/pass';
import { PassFacts } from '../domain/pass-facts';
import { PassLife, PassRow } from '../domain/pass-life';
import { DeskRules, PreflightLineId } from '../domain/rules';
import { SEEN_MAXIMUM, Verification } from '../domain/verification';
import { DETAILS_MAXIMUM, Joiner, JoinerDetails, OnboardingBy } from '../domain/onboarding';
import { RunKind, RunPlan, RunProgress, RunReading, RunRequest, RunRow } from '../domain/run';
import { LIST_TEXT_MAXIMUM, RunList } from '../domain/run-list';
import { RUN_MAXIMUM } from '../domain/run-rules';
import { PersonDetails, PersonExtras, PersonReference, PersonRow } from '../domain/person';
import type { Result } from '../result';
import { Settings, ViewName } from '../settings';
import { CHECK_MAXIMUM, ENRICH_MAXIMUM, QUERY_MAXIMUM } from './sizes';

export { HISTORY_PAGE, QUERY_MAXIMUM, SEARCH_TOP } from './sizes';

const method = <I extends z.ZodType, O extends z.ZodType>(input: I, output: O) => ({ input, output });
const nothing = z.strictObject({});
/** In lower case, as Graph writes it: whatever compares ids as text then compares the same ones. */
const PersonId = z.guid().toLowerCase();
const done = z.object({});
/** Read-only: asks for no permission to write, and issues nothing. */
const AsWhat = z.strictObject({ isReadOnly: z.boolean() });
const LineId = z.string().min(1).max(300);
/** IANA name, such as "Europe/Berlin". */
const TimeZone = z.string().max(60, { abort: true }).refine(isTimeZone, { error: 'must be an IANA time zone' });

export const SessionState = z.discriminatedUnion('status', [
  z.object({
    status: z.literal('signed-out'),
    /** Whether "Sign in with Microsoft" can work, and if not, why. */
    setup: z.discriminatedUnion('state', [
      z.object({ state: z.literal('ready'), file: z.string(), cloud: z.string() }),
      z.object({ state: z.literal('missing'), file: z.string() }),
      /** `canSignIn`: the file still says where the tenant is, so one can read there; nothing can be issued. */
      z.object({ state: z.literal('broken'), error: AppError, canSignIn: z.boolean() }),
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
    /** Reads and exports only: because the operator chose so, or belongs to a group of auditors. Null: may act. */
    readOnly: z.enum(['chosen', 'group']).nullable(),
  }),
]);
export type SessionState = z.output<typeof SessionState>;

/**
 * How an act that was cut off ended. `nothing-made`: no pass of it exists. `lost-pass-removed`: a pass whose passcode nobody
 * saw was deleted and is proven gone. `grant-made`, `grant-ended`, `grant-changed`: it had taken effect, as PIM says now. `revoked`: a revoke was finished and proven. `left-alone`: another pass is there, and
 * it is not this desk's to delete. `not-known`: what it did outside Entra's passes cannot be read back.
 */
export const SettledOutcome = z.enum(['nothing-made', 'lost-pass-removed', 'revoked', 'left-alone', 'not-known', 'grant-made', 'grant-ended', 'grant-changed', 'account-disabled']);
export type SettledOutcome = z.output<typeof SettledOutcome>;

/** Something the operator should know at the start of a session. Shown until dismissed. */
export const Notice = z.discriminatedUnion('kind', [
  /** A settings file that could not be read was set aside under this name, and defaults are in use. */
  z.object({ kind: z.literal('settings-set-aside'), file: z.string() }),
  /** The app was stopped between an intent and its outcome. */
  z.object({ kind: z.literal('unsettled'), entry: JournalEntry }),
  /** The app had been stopped in the middle of an act; before the desk opened, this is how it was settled. */
  z.object({ kind: z.literal('settled'), entry: JournalEntry, outcome: SettledOutcome }),
  /** The limits could not be read: nothing is issued until they can. */
  z.object({ kind: z.literal('desk-policy-broken'), error: AppError }),
  /** A pass was issued, the app was stopped before anybody had seen its passcode, and it could not be revoked yet. */
  z.object({ kind: z.literal('passcode-never-shown'), entry: JournalEntry }),
  /** A grant made here ends soon. */
  z.object({ kind: z.literal('grant-ends'), scheduleId: z.string(), personId: z.string(), displayName: z.string(), what: z.string(), endsAt: z.string() }),
  /** A run was begun and has not ended: the app was stopped in it, or it waits. */
  z.object({ kind: z.literal('run-open'), runId: z.guid(), runKind: RunKind, at: z.iso.datetime(), by: z.string(), people: z.int(), ticket: z.string() }),
  /** Ending access was begun and is not complete for everybody. */
  z.object({ kind: z.literal('access-open'), act: OpenAccessAct }),
  /** A removal that was put off until PIM takes it, and that did not succeed. */
  z.object({ kind: z.literal('grant-end-failed'), scheduleId: z.string(), personId: z.string(), displayName: z.string(), what: z.string(), error: AppError }),
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
  /** What the person does with the pass, step by step. */
  card: z.array(z.string()).readonly(),
  /** How the passcode may leave the desk. */
  delivery: Limits.shape.delivery,
  /** The manager's mail address, where there is one; whether it may be used is decided when it is. */
  managerMail: z.string().nullable(),
});
export type HandOver = z.output<typeof HandOver>;

/**
 * How a hand-over ended. `seen`: the passcode was shown, the pass stays. `revoked`: nobody had seen it, and the pass is
 * proven gone. `still-live`: nobody had seen it and the pass could not be revoked yet; Tapdesk keeps trying while it runs.
 * `kept`: nobody has seen it, and it waits with the others of its run.
 */
export const HandOverEnd = z.enum(['seen', 'revoked', 'still-live', 'kept']);
export type HandOverEnd = z.output<typeof HandOverEnd>;

/** Somebody who may have a pass, and why one thinks so. */
export const PassCandidate = z.object({
  personId: z.guid(),
  displayName: z.string(),
  userPrincipalName: z.string(),
  sources: z.array(z.enum(['journal', 'audits', 'seen'])).readonly(),
});
export type PassCandidate = z.output<typeof PassCandidate>;

/** A guard that Entra itself can set, whoever's tool is used. */
export const Backstop = z.object({
  id: z.enum(['one-time', 'longest-lifetime', 'standing-issuers', 'conditional-access']),
  state: z.enum(['in-place', 'missing', 'not-checked']),
  /** Whose role and permission would settle it. */
  needs: z.enum(FEATURE_NAMES).nullable(),
  /** `longest-lifetime`: the tenant's maximum, minutes. `standing-issuers`: how many. */
  count: z.int().nullable(),
  /** `standing-issuers`: who. */
  names: z.array(z.string()).readonly(),
});
export type Backstop = z.output<typeof Backstop>;

/** The limits in force and what enforces them. */
export const PolicyReport = z.object({
  desk: z.discriminatedUnion('state', [
    /** `file`: where it lies, or would lie. */
    z.object({ state: z.literal('in-force'), file: z.string(), isDefault: z.boolean(), rules: DeskRules }),
    z.object({ state: z.literal('broken'), file: z.string(), error: AppError }),
  ]),
  tenant: known(PassPolicy),
  /** Name of the policy's operator group that counts for the operator; null when none does. */
  operatorGroup: known(z.string().nullable()),
  backstops: z.array(Backstop).readonly(),
});
export type PolicyReport = z.output<typeof PolicyReport>;

/** One thing to grant; the time, the reason and the ticket are the same for all of a request. */
export const GrantItemInput = z.strictObject({ target: z.strictObject(GrantTarget.shape), how: GrantHow, scope: GrantScope });

const GrantRequestInput = z.strictObject({
  personId: PersonId,
  template: z.string().max(40),
  items: z.array(GrantItemInput).max(20).readonly(),
  ...GrantTime.shape,
  reason: z.string().max(2000),
  ticket: z.string().max(200),
  acknowledged: z.array(GrantLineId).max(GrantLineId.options.length).readonly(),
  /** The grants and a pass under one ticket with one end; null when there is no pass. */
  taskId: z.guid().nullable(),
});

/** PIM's verdict on one item, by a request that makes nothing. */
export const GrantVerdict = z.discriminatedUnion('state', [
  z.object({ state: z.literal('accepted') }),
  z.object({ state: z.literal('refused'), error: AppError }),
]);
export type GrantVerdict = z.output<typeof GrantVerdict>;

/** What became of one item. `grant` is what PIM has now. */
export const GrantMade = z.discriminatedUnion('state', [
  z.object({ state: z.literal('made'), grant: Grant }),
  z.object({ state: z.literal('failed'), error: AppError }),
]);
export type GrantMade = z.output<typeof GrantMade>;

/** Names one grant of one person as the view saw it. */
const GrantName = z.strictObject({ personId: PersonId, scheduleId: z.string().min(1).max(200), target: z.strictObject(GrantTarget.shape), how: GrantHow, scope: z.string().max(200) });

/**
 * How ending a grant went. `ended`: no instance of it is there any more; `stillHeld` names other paths to the same access,
 * which live on. `planned`: PIM takes no removal before `at`; Tapdesk sends it then, also after a restart.
 */
export const GrantEnded = z.discriminatedUnion('state', [
  /** `isUnsure`: not everything could be read that may give the same access. */
  z.object({ state: z.literal('ended'), provenAt: z.iso.datetime(), stillHeld: z.array(HeldPath).readonly(), isUnsure: z.boolean().optional() }),
  z.object({ state: z.literal('planned'), at: z.iso.datetime() }),
]);
export type GrantEnded = z.output<typeof GrantEnded>;

/** A list of grants and which parts of it could be read. The numbers count rows. */
const GrantSources = z.object({
  roles: known(z.int()),
  eligibleRoles: known(z.int()),
  groups: known(z.int()),
  /** Groups could be asked one by one only: what others give is not in the list. */
  isSomeGroupsOnly: z.boolean().optional(),
});

export const contract = {
  /** Everything the first paint needs, in one call. */
  'app.start': method(nothing, z.object({ settings: Settings, session: SessionState, version: z.string(), platform: z.string() })),
  'app.notices': method(nothing, z.object({ notices: z.array(Notice).readonly() })),
  'app.open-link': method(z.strictObject({ link: LinkName }), done),

  'session.sign-in': method(AsWhat, SessionState),
  'session.cancel-sign-in': method(nothing, done),
  /** Asks, in the browser, for the scopes these features need. The same account must come back. */
  'session.consent': method(z.strictObject({ features: z.array(z.enum(FEATURE_NAMES)).min(1).max(FEATURE_NAMES.length).readonly() }), SessionState),
  'session.open-demo': method(AsWhat, SessionState),
  'session.sign-out': method(nothing, SessionState),

  'people.search': method(
    z.strictObject({ query: z.string().trim().min(1).max(QUERY_MAXIMUM) }),
    z.object({ people: z.array(PersonRow).readonly(), hasMore: z.boolean() }),
  ),
  /** Manager and roles of the rows in view; at most ten, so that all fit into one `$batch` of twenty. */
  'people.enrich': method(z.strictObject({ ids: z.array(PersonId).min(1).max(ENRICH_MAXIMUM).readonly() }), z.object({ extras: z.array(PersonExtras).readonly() })),
  'people.read': method(z.strictObject({ personId: PersonId }), PersonDetails),

  'passes.policy': method(nothing, known(PassPolicy)),
  /** Everything that decides about a pass for this person, for `evaluateIssue` to judge as one types. */
  'passes.preflight': method(z.strictObject({ personId: PersonId, taskId: z.guid().nullable() }), z.object({ facts: PassFacts, rules: DeskRules })),
  /** Notes how the operator made sure who is calling. One at a time for a person; the next issue uses it up. */
  'verification.record': method(
    z.strictObject({ personId: PersonId, kind: VerificationKind, against: z.string().trim().min(1).max(SEEN_MAXIMUM), againstId: z.string().max(200) }),
    Verification,
  ),
  'passes.issue': method(
    z.strictObject({
      personId: PersonId,
      lifetimeInMinutes: z.int(),
      isUsableOnce: z.boolean(),
      startDateTime: z.iso.datetime().nullable(),
      reason: z.string().max(2000),
      ticket: z.string().max(200),
      /** The live pass the operator agreed to replace; null when they saw none. */
      replacesPassId: z.string().max(200).nullable(),
      /** Lines of the preflight that the operator goes on without, or in spite of. */
      acknowledged: z.array(PreflightLineId).max(PreflightLineId.options.length).readonly(),
      verificationId: z.guid().nullable(),
      /** The preset that was chosen; empty when none was. */
      scenario: z.string().max(40),
      /** The task whose grants this pass goes with, and which it does not outlive; null without one. */
      taskId: z.guid().nullable(),
    }),
    HandOver,
  ),
  /** People who have or may have a pass. Graph lists none for a tenant, so these come from the journal, audits and panels seen. */
  'passes.candidates': method(nothing, z.object({ candidates: z.array(PassCandidate).readonly(), audits: known(z.int()), readAt: z.iso.datetime() })),
  /** Asks Graph about these people's passes, now; one batch. */
  'passes.check': method(z.strictObject({ personIds: z.array(PersonId).min(1).max(CHECK_MAXIMUM).readonly() }), z.object({ rows: z.array(PassRow).readonly() })),
  /** Marks a pass as looked at, with date and reviewer. */
  'passes.review': method(z.strictObject({ personId: PersonId, passId: z.string().min(1).max(200) }), z.object({ at: z.iso.datetime() })),
  /** The life of the newest pass this desk issued to the person; null when it issued none in the last 30 days. */
  'passes.life': method(z.strictObject({ personId: PersonId }), z.object({ life: PassLife.nullable() })),
  /** Ends the person's sign-in sessions. Access tokens already handed out live on for up to an hour or so. */
  'sessions.revoke': method(z.strictObject({ personId: PersonId, reason: z.string().max(2000), ticket: z.string().max(200) }), z.object({ at: z.iso.datetime() })),
  'passes.revoke': method(
    z.strictObject({ personId: PersonId, passId: z.string().min(1).max(200), reason: z.string().max(2000) }),
    z.object({ provenGoneAt: z.iso.datetime() }),
  ),
  /** The only method that returns a passcode. Each reveal is a line in the journal. After a split only the first half comes. */
  'passcode.reveal': method(z.strictObject({ handle: z.guid() }), z.object({ passcode: z.string(), part: z.enum(['all', 'first-half']) })),
  /** The window says what became of a reveal: `isShown` false when it dropped it, so that nobody has seen it. */
  'passcode.seen': method(z.strictObject({ handle: z.guid(), isShown: z.boolean() }), done),
  /** Puts the passcode on the clipboard; cleared at `clearsAt` and on quitting, if it is still there. */
  'passcode.copy': method(z.strictObject({ handle: z.guid() }), z.object({ clearsAt: z.iso.datetime() })),
  /** Opens the system's print dialog with the slip. */
  'passcode.print': method(z.strictObject({ handle: z.guid() }), done),
  /** Mails the passcode, or its second half, to the manager. */
  'passcode.mail': method(z.strictObject({ handle: z.guid(), part: z.enum(['all', 'second-half']) }), z.object({ to: z.string() })),
  /** Ends the hand-over. A pass whose passcode nobody has seen is revoked: it could open the account for nobody's good. */
  'passcode.close': method(z.strictObject({ handle: z.guid() }), z.object({ outcome: HandOverEnd })),

  /** Everything that decides about a grant for this person, for `evaluateGrant` to judge as one types. */
  'grants.facts': method(z.strictObject({ personId: PersonId }), z.object({ facts: GrantFacts, rules: DeskRules })),
  /** Asks PIM, without making anything; the answers are in the order of the items. */
  'grants.try': method(GrantRequestInput, z.object({ verdicts: z.array(GrantVerdict).readonly() })),
  /** Asks PIM once more, then makes them one after another; in the order of the items. */
  'grants.make': method(GrantRequestInput, z.object({ made: z.array(GrantMade).readonly() })),
  /** Every live and future grant of the tenant that the operator may read, soon-to-end first. */
  'grants.list': method(nothing, z.object({ rows: z.array(GrantRow).readonly(), sources: GrantSources, readAt: z.iso.datetime() })),
  /** One person's, permanent and inherited ones too. */
  'grants.of': method(z.strictObject({ personId: PersonId }), z.object({ rows: z.array(GrantRow).readonly(), sources: GrantSources, readAt: z.iso.datetime() })),
  /** Ends a grant or cancels a future one, and proves it. */
  'grants.end': method(GrantName.extend({ reason: z.string().max(2000), ticket: z.string().max(200) }), GrantEnded),
  /** Moves the end, to later (`adminExtend`) or earlier (`adminUpdate`). */
  'grants.change': method(
    GrantName.extend({ until: z.iso.datetime(), reason: z.string().max(2000), acknowledged: z.array(GrantLineId).max(GrantLineId.options.length).readonly() }),
    z.object({ grant: Grant }),
  ),
  /** Ends every grant of a task and revokes its pass. `left`: what could not be ended, by schedule or pass id. */
  'tasks.end': method(
    z.strictObject({ personId: PersonId, taskId: z.guid(), reason: z.string().max(2000) }),
    z.object({ ended: z.int(), planned: z.int(), passRevoked: z.boolean(), left: z.array(z.object({ what: z.string(), error: AppError })).readonly() }),
  ),

  /** People whom the desk policy makes contractors, by the sources that could be read. */
  'contractors.list': method(nothing, z.object({ contractors: z.array(Contractor).readonly(), unread: z.array(z.object({ source: z.string(), needs: z.string() })).readonly(), isComplete: z.boolean(), readAt: z.iso.datetime() })),
  /** One of them, with what a dossier shows beside the person's own panel. */
  'contractors.read': method(
    z.strictObject({ personId: PersonId }),
    z.object({ contractor: Contractor, sponsors: known(z.array(PersonReference).readonly()), details: PersonDetails, history: z.array(JournalEntry).readonly() }),
  ),

  /** What ending their access would do and could not do. Nothing is sent. */
  'access.preview': method(z.strictObject({ personIds: z.array(PersonId).min(1).max(ENRICH_MAXIMUM).readonly() }), z.object({ previews: z.array(AccessPreview).readonly(), refused: z.array(z.object({ personId: z.guid(), error: AppError })).readonly() })),
  /** Notes, for each person, that their access is to be ended, before anything is sent; from then on it can be resumed. */
  'access.begin': method(
    z.strictObject({ personIds: z.array(PersonId).min(1).max(END_ACCESS_MAXIMUM).readonly(), disable: z.boolean(), reason: z.string().trim().min(1).max(500), ticket: z.string().max(200) }),
    /** `refused`: people whom Entra would not show; nothing is begun for them. */
    z.object({ actId: z.guid(), refused: z.array(z.object({ personId: z.guid(), error: AppError })).readonly() }),
  ),
  /** Does every step for one person of the act that is not done yet, and proves each. May be repeated. */
  'access.run': method(z.strictObject({ actId: z.guid(), personId: PersonId }), AccessResult),
  'access.open': method(nothing, z.object({ acts: z.array(OpenAccessAct).readonly() })),
  /** Gives up what is left of an act for one person, with a reason that stands in the journal. */
  'access.drop': method(z.strictObject({ actId: z.guid(), personId: PersonId, reason: z.string().trim().min(1).max(500) }), done),

  /** People who start soon or started lately. `isComplete`: false when there are more than one reading gives. */
  'onboarding.list': method(z.strictObject({ choice: OnboardingBy }), z.object({ people: z.array(Joiner).readonly(), isComplete: z.boolean(), readAt: z.iso.datetime() })),
  /** Manager, methods and pass of the rows in view. */
  'onboarding.details': method(z.strictObject({ ids: z.array(PersonId).min(1).max(DETAILS_MAXIMUM).readonly() }), z.object({ details: z.array(JoinerDetails).readonly() })),
  /** Groups whose name begins so, to choose people by. */
  'onboarding.groups': method(z.strictObject({ query: z.string().trim().min(1).max(QUERY_MAXIMUM) }), z.object({ groups: z.array(z.object({ id: z.guid(), displayName: z.string(), description: z.string().nullable() })).readonly() })),

  /** Reads a CSV and finds its people. Nothing is kept. */
  'runs.read-list': method(z.strictObject({ text: z.string().max(LIST_TEXT_MAXIMUM) }), RunList),
  /** The dry run: the preflight for everybody. Nothing is sent. A newer one replaces the last. */
  'runs.plan': method(RunRequest, RunPlan),
  'runs.cancel-plan': method(nothing, done),
  /** @param acknowledged - Lines answered for everybody who has them. Answers once the run is noted, not when it is done. */
  'runs.start': method(z.strictObject({ planId: z.guid(), acknowledged: z.array(PreflightLineId).max(PreflightLineId.options.length).readonly() }), z.object({ runId: z.guid() })),
  /** The run of this desk: the one that runs, or the last; null when there was none. */
  'runs.read': method(nothing, z.object({ run: RunReading.nullable() })),
  'runs.pause': method(z.strictObject({ runId: z.guid() }), done),
  /** Goes on after a pause, also with a run that the app was stopped in. */
  'runs.resume': method(z.strictObject({ runId: z.guid() }), done),
  /** Ends the run; whoever has not had their turn is left as they are. */
  'runs.cancel': method(z.strictObject({ runId: z.guid() }), done),
  /** Tries those who failed once more. */
  'runs.retry': method(z.strictObject({ runId: z.guid() }), z.object({ people: z.int() })),
  /** Opens the hand-over of one held passcode; from there it is as for a single pass. */
  'runs.hand-over': method(z.strictObject({ runId: z.guid(), personId: PersonId }), HandOver),
  /** Held passcodes go to the printer: a page a person, or a sheet a manager. Opens the system's print dialog. */
  'runs.print': method(z.strictObject({ runId: z.guid(), personIds: z.array(PersonId).min(1).max(RUN_MAXIMUM).readonly(), layout: z.enum(['page-per-person', 'sheet-per-manager']) }), z.object({ printed: z.int() })),
  /** The same into an encrypted PDF, at a place that is asked for. The key is named by a handle and shown once. */
  'runs.seal': method(z.strictObject({ runId: z.guid(), personIds: z.array(PersonId).min(1).max(RUN_MAXIMUM).readonly(), layout: z.enum(['page-per-person', 'sheet-per-manager']) }), z.object({ keyHandle: z.guid(), file: z.string(), sealed: z.int() })),
  /** The key of a sealed PDF. Its passes count as handed over once the window says that it stood there. */
  'runs.reveal-key': method(z.strictObject({ keyHandle: z.guid() }), z.object({ key: z.string() })),
  /** `isShown` false: the window dropped the key, nobody has it, and the file opens to nobody. */
  'runs.key-seen': method(z.strictObject({ keyHandle: z.guid(), isShown: z.boolean() }), done),
  /** One mail a manager with the passcodes of their people, where the policy allows it. */
  'runs.mail': method(z.strictObject({ runId: z.guid(), personIds: z.array(PersonId).min(1).max(RUN_MAXIMUM).readonly() }), z.object({ mails: z.int(), people: z.int(), failed: z.int() })),
  /** Gives up held passcodes: their passes are revoked, as nobody has received them. */
  'runs.give-up': method(z.strictObject({ runId: z.guid(), personIds: z.array(PersonId).min(1).max(RUN_MAXIMUM).readonly() }), z.object({ revoked: z.int(), stillLive: z.int() })),

  'policy.read': method(nothing, PolicyReport),

  'journal.verify': method(nothing, ChainVerdict),

  'history.state': method(nothing, HistoryState),
  /** Newest first. `from`: so many lines down; `asOf`: as the first page gave it, so that what is added does not shift the rows. */
  'history.page': method(
    z.strictObject({ filter: HistoryFilter, from: z.int().min(0), asOf: z.number().nullable() }),
    z.object({ lines: z.array(HistoryLine).readonly(), asOf: z.number() }),
  ),
  'history.count': method(z.strictObject({ filter: HistoryFilter, asOf: z.number().nullable() }), z.object({ count: z.int() })),
  'history.life': method(z.strictObject({ id: LineId }), z.object({ life: HistoryLife.nullable(), findings: z.array(Finding).readonly() })),
  /** The line that an entry of this desk's journal belongs to. */
  'history.line-of': method(z.strictObject({ seq: z.int().min(1) }), z.object({ id: z.string().nullable() })),
  'history.charts': method(z.strictObject({ filter: HistoryFilter, timeZone: TimeZone }), Charts),
  'history.facets': method(
    nothing,
    z.object({
      operators: z.array(z.object({ id: z.string(), displayName: z.string() })).readonly(),
      scenarios: z.array(z.string()).readonly(),
      desks: z.array(z.string()).readonly(),
    }),
  ),
  'history.findings': method(z.strictObject({ which: z.enum(['unseen', 'all']) }), z.object({ findings: z.array(Finding).readonly() })),
  'history.see-finding': method(z.strictObject({ id: z.string().min(1).max(300), reason: z.string().trim().min(3).max(500) }), done),
  /** Asks for a place with the system's save dialog; `cancelled` is an error of that kind. One at a time. */
  'history.export': method(
    z.strictObject({ filter: HistoryFilter, filterText: z.string().max(2000), format: ExportFormat, timeZone: TimeZone }),
    z.object({ file: z.string(), rows: z.int(), sha256: z.string(), signedBy: z.string().nullable() }),
  ),
  'history.cancel-export': method(nothing, done),
  /** Asks for a folder with journals, or for an evidence pack, by the system's dialog. Read only; each is verified. */
  'journals.open': method(z.strictObject({ kind: z.enum(['folder', 'pack']), expectedFingerprint: z.string().max(200).nullable() }), z.object({ journals: z.array(OpenJournal).readonly() })),
  'journals.close': method(z.strictObject({ name: z.string().min(1).max(200) }), done),

  'settings.update': method(
    z.strictObject({ theme: Settings.shape.theme.optional(), density: Settings.shape.density.optional(), lastView: ViewName.optional(), savedFilters: Settings.shape.savedFilters.optional() }),
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
  /** Lines, findings or what is known about them have changed; at most a few times a second. */
  'history.changed': z.object({}),
  'history.exporting': z.object({ lines: z.int(), of: z.int() }),
  /** A notification was clicked: show this line. */
  'history.show': z.object({ lineId: z.string() }),
  'notices.changed': z.object({}),
  /** A grant was made, ended or changed from here, also by a removal that was put off. */
  'grants.changed': z.object({ personId: z.string() }),
  /** How far the dry run is. */
  'run.planning': z.object({ done: z.int(), people: z.int() }),
  /** A few times a second while a run goes on; `rows` are those that changed since the last. */
  'run.changed': z.object({ progress: RunProgress, rows: z.array(RunRow).readonly() }),
} as const;
export type EventName = keyof typeof events;
export type EventPayload<E extends EventName> = z.output<(typeof events)[E]>;

/**
 * Methods whose answer can have thousands of rows. The bridge hands their replies over as JSON text: Electron copies an
 * object into the window value by value, which is felt then, but a string at once. `tell` in the window reads it.
 */
export type LongMethod = 'grants.list' | 'contractors.list' | 'onboarding.list' | 'runs.read-list' | 'runs.plan' | 'runs.read' | 'history.page' | 'history.findings';

/** The one object the preload puts on `window.desk`. */
export type Bridge = {
  readonly call: <M extends MethodName>(name: M, input: Input<M>) => Promise<Reply<M>>;
  /** @returns a function that ends the subscription. */
  readonly on: <E extends EventName>(name: E, listener: (payload: EventPayload<E>) => void) => () => void;
};
