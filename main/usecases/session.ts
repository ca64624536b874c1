/**
 * The one session of the app: Entra or the demo tenant, never both. Owns the desk that belongs to it. Leaving, by signing
 * out or quitting, lets acts under way finish and ends every hand-over before the desk is closed.
 */
import type { HandOverEnd, SessionState } from '../../shared/ipc/contract';
import type { AppError } from '../../shared/errors';
import type { Feature } from '../../shared/domain/features';
import { err, ok, type Result } from '../../shared/result';
import type { EntraSession, Session, SignedIn, TokenSource } from '../ports/session';
import type { Desk, Tenant } from './desk';
import { auditorByGroup } from './auditor-by-group';
import { checkChain } from './check-chain';
import { cancelExport } from './export-history';
import { endHandOver } from './hand-over';
import { closeHistory, keepHistory } from './keep-history';
import { watchGrants } from './watch-grants';
import { note } from './record';
import { revokeAll } from './deliver-run';
import { haltRun } from './halt-run';
import { restoreRun } from './restore-run';
import { dropKeys } from './seal-run';
import { settleAll } from './settle';

type SignedOut = Extract<SessionState, { status: 'signed-out' }>;

/** How long leaving waits for an act under way, ms: a create that gets no answer, and reading back after it. */
const ACT_LIMIT_MS = 25_000;

/** A demo tenant that is running or will be at its first use. */
export type DemoSession = {
  readonly state: SignedIn;
  readonly openDesk: () => Promise<Desk>;
  readonly close: () => Promise<void>;
};

export type SessionParts = {
  readonly setup: SignedOut['setup'];
  /** Loaded at first use: the sign-in library is not needed for the first paint. Null when the desk policy gives no tenant. */
  readonly loadEntra: (() => Promise<EntraSession>) | null;
  readonly openEntraDesk: (tenant: Tenant, operator: SignedIn['operator'], tokens: TokenSource) => Promise<Desk>;
  readonly startDemo: () => DemoSession;
  readonly onChanged: (state: SessionState) => void;
  /** A hand-over was ended from here: the view must drop what it shows. */
  readonly onForgotten: (handle: string, outcome: HandOverEnd) => void;
};

type Work<T> = (desk: Desk) => Promise<Result<T, AppError>>;

export type DeskSession = Session & {
  /** Does something at the desk of the signed-in operator. What is read may be cut off when they leave. */
  readonly read: <T>(work: Work<T>) => Promise<Result<T, AppError>>;
  /** As {@link read}, for what writes no more than the journal: leaving waits for it. */
  readonly report: <T>(work: Work<T>) => Promise<Result<T, AppError>>;
  /** As {@link report}, for what changes something in the tenant: refused in a session that reads only. */
  readonly act: <T>(work: Work<T>) => Promise<Result<T, AppError>>;
  /** Forgets every passcode; revokes the passes behind those nobody saw. Never rejects. */
  readonly endHandOvers: () => Promise<void>;
  /** Before quitting: acts finish, hand-overs end, the desk is closed. */
  readonly shutDown: () => Promise<void>;
};

/** A desk and whose it is; a session that has moved on never gets it. */
type OpenDesk = { readonly owner: SignedIn; readonly desk: Promise<Desk>; readonly acts: Set<Promise<unknown>> };

export function createSession({ setup, loadEntra, openEntraDesk, startDemo, onChanged, onForgotten }: SessionParts): DeskSession {
  let entra: Promise<EntraSession> | null = null;
  let demo: DemoSession | null = null;
  let state: SessionState = { status: 'signed-out', setup };
  let open: OpenDesk | null = null;
  let isLeaving = false;
  /** The account was kept from the last run: nobody has proven anything just now. */
  let isRestored = false;
  /** Only the newest way in counts: what an older one brings, after the operator chose another, is thrown away. */
  let latestAttempt = 0;

  const loaded = () => (entra ??= loadEntra ? loadEntra() : null);

  const become = (next: SessionState): SessionState => {
    state = next;
    onChanged(next);
    return next;
  };

  /** Desks whose operator's groups could not be read yet: reading goes on, and the next act asks again. */
  const groupUnknown = new WeakSet<Desk>();

  /** Nothing more is asked of Entra than reading takes. */
  const readFromNowOn = async (owner: SignedIn): Promise<void> => {
    (await loaded())?.restrict(true);
    if (state.status === 'signed-in' && isSameOperator(state, owner)) become({ ...state, readOnly: 'group' });
  };

  const learnGroup = async (owner: SignedIn, desk: Desk): Promise<'group' | null> => {
    const found = await auditorByGroup(desk);
    if (!found.ok) groupUnknown.add(desk);
    if (!found.ok || found.value === null) return null;
    await readFromNowOn(owner);
    return found.value;
  };

  /** What the last run was stopped in the middle of comes first: nothing is done at this desk before. */
  const takeUp = async (desk: Desk): Promise<void> => {
    await settleAll(desk);
    await restoreRun(desk);
    void watchGrants(desk);
  };

  const mayAct = async (desk: Desk, owner: SignedIn): Promise<Result<null, AppError>> => {
    if (groupUnknown.has(desk)) {
      const found = await auditorByGroup(desk);
      if (!found.ok) return found;
      // One answer decides. Until the session is one that reads, other acts go on asking for themselves.
      if (found.value !== null) await readFromNowOn(owner);
      // Of two acts at once the first takes up what was left.
      const isFirst = groupUnknown.delete(desk);
      if (found.value !== null) return err({ kind: 'read-only', because: found.value });
      if (isFirst && isActing(state)) await takeUp(desk);
    }
    return state.status === 'signed-in' && state.readOnly !== null ? err({ kind: 'read-only', because: state.readOnly }) : ok(null);
  };

  const openFor = async (owner: SignedIn): Promise<Desk> => {
    const source = demo ? null : await loaded();
    const opened = await (demo ? demo.openDesk() : openEntraDesk(owner.tenant, owner.operator, source ?? neverSignedIn()));
    const readOnly = owner.readOnly ?? (await learnGroup(owner, opened));
    if (groupUnknown.has(opened)) {
      // Nobody knows yet whether this operator may act: loose ends wait for their first act.
      opened.log.warn('session.group-unknown', {});
    } else if (readOnly === null) {
      await takeUp(opened);
    } else {
      // Loose ends are for whoever may act.
      opened.log.info('session.read-only', { kind: readOnly });
    }
    opened.memory.chainChecked = checkChain(opened);
    void keepHistory(opened);
    const noted = await note(opened, { action: 'session.sign-in', person: null, ticket: '', reason: '', detail: { restored: isRestored, ...(readOnly !== null && { readOnly }) } });
    if (!noted.ok) opened.log.warn('journal.sign-in-not-written', { kind: noted.error.reason });
    return opened;
  };

  const current = (): OpenDesk | null => {
    if (state.status !== 'signed-in' || isLeaving) return null;
    if (open && isSameOperator(open.owner, state)) return open;
    const owner = state;
    const mine: OpenDesk = {
      owner,
      acts: new Set(),
      desk: openFor(owner).catch((cause: unknown) => {
        // The next call tries again.
        if (open === mine) open = null;
        throw cause;
      }),
    };
    open = mine;
    return mine;
  };

  const read = async <T>(work: Work<T>): Promise<Result<T, AppError>> => {
    const at = current();
    return at ? work(await at.desk) : err({ kind: 'sign-in-required', reason: 'signed-out' });
  };

  const report = <T>(work: Work<T>): Promise<Result<T, AppError>> => {
    const at = current();
    const done = read(work);
    at?.acts.add(done);
    const forget = () => void at?.acts.delete(done);
    done.then(forget, forget);
    return done;
  };

  /** The group of auditors is looked up while the desk opens, so it is asked for again once that has happened. */
  const act = <T>(work: Work<T>): Promise<Result<T, AppError>> => {
    const owner = current()?.owner;
    return report(async (desk) => {
      const may = owner ? await mayAct(desk, owner) : err({ kind: 'sign-in-required', reason: 'signed-out' } as const);
      return may.ok ? work(desk) : may;
    });
  };

  /** Passcodes of a run have not been in the window: they wait on, until their time is over or the desk is left. */
  const endHandOvers = async (): Promise<void> => {
    const desk = await open?.desk.catch(() => null);
    if (!desk) return;
    await Promise.all(desk.vault.forgetAll(({ runId }) => runId === null).map(async (kept) => onForgotten(kept.handle, await endHandOver(desk, kept))));
  };

  /** From here on nothing new begins; what has begun ends. */
  const leave = async (last: (desk: Desk) => Promise<unknown>): Promise<void> => {
    isLeaving = true;
    latestAttempt += 1;
    const leaving = open;
    try {
      const desk = await leaving?.desk.catch(() => null);
      if (!leaving || !desk) return;
      // A long export would use up the time in which passes nobody has seen are revoked.
      cancelExport(desk);
      await Promise.race([Promise.allSettled([...leaving.acts, haltRun(desk)]), desk.wait(ACT_LIMIT_MS)]);
      await endHandOvers();
      await dropKeys(desk);
      // Forgotten at once; what cannot be revoked now is revoked at the next start. A dead network must not keep anybody here,
      // and the operator waits: not behind a run that Entra has asked to wait.
      await Promise.race([revokeAll(desk, desk.vault.all(), desk), desk.wait(ACT_LIMIT_MS)]);
      await last(desk);
      // The account is forgotten all the same, and the journal closed, when a history of many opened journals does not come to its end.
      await Promise.race([closeHistory(desk), desk.wait(ACT_LIMIT_MS)]);
      await desk.journal.close();
    } finally {
      open = null;
      await demo?.close();
    }
  };

  const throughBrowser = async (ask: (source: EntraSession) => Promise<Result<SignedIn, AppError>>, asReadOnly = false): Promise<Result<SessionState, AppError>> => {
    const source = await loaded();
    if (!source || demo || isLeaving) return setup.state === 'broken' ? err(setup.error) : err({ kind: 'not-configured' });
    latestAttempt += 1;
    const attempt = latestAttempt;
    if (state.status !== 'signed-in') {
      source.restrict(asReadOnly);
      become({ status: 'signing-in' });
    }
    const reached = await ask(source);
    if (attempt !== latestAttempt) {
      // Nobody waits for this account any more, unless a newer attempt is about to use the same sign-in service.
      if (reached.ok && state.status === 'signed-out') await source.signOut();
      return err({ kind: 'sign-in-cancelled' });
    }
    if (reached.ok) return ok(become({ ...reached.value, readOnly: state.status === 'signed-in' ? state.readOnly : asReadOnly ? 'chosen' : null }));
    // A consent or a repeated sign-in that failed leaves the operator where they were.
    if (state.status === 'signing-in') become({ status: 'signed-out', setup });
    return reached;
  };

  /** Gives up a sign-in that is open in the browser, and whatever account it might still bring. */
  const leaveBrowser = async (): Promise<void> => {
    latestAttempt += 1;
    await (await loaded())?.signOut();
  };

  let signingOut: Promise<Result<SessionState, AppError>> | null = null;
  const signOut = async (): Promise<Result<SessionState, AppError>> => {
    await leave((desk) => note(desk, { action: 'session.sign-out', person: null, ticket: '', reason: '', detail: {} }));
    if (!demo) await (await loaded())?.signOut();
    demo = null;
    isRestored = false;
    isLeaving = false;
    signingOut = null;
    return ok(become({ status: 'signed-out', setup }));
  };

  return {
    state: () => state,
    restore: async (isReadOnly) => {
      const source = await loaded();
      const restored = source && (await source.restore());
      if (!restored || state.status !== 'signed-out') return;
      isRestored = true;
      source.restrict(isReadOnly);
      become(isReadOnly ? { ...restored, readOnly: 'chosen' } : restored);
    },
    signIn: (isReadOnly) => throughBrowser((source) => source.signIn(), isReadOnly),
    cancelSignIn: () => {
      void loaded()?.then((source) => source.cancelSignIn());
      if (state.status !== 'signing-in') return;
      // At once: a sign-in service that does not answer must not keep the operator waiting.
      latestAttempt += 1;
      become({ status: 'signed-out', setup });
    },
    consent: (features: readonly Feature[]) => throughBrowser((source) => source.consent(features)),
    openDemo: async (isReadOnly) => {
      if (state.status === 'signed-in') return ok(state);
      if (state.status === 'signing-in') await leaveBrowser();
      demo = startDemo();
      return ok(become({ ...demo.state, readOnly: isReadOnly ? 'chosen' : null }));
    },
    signOut: () => (signingOut ??= signOut()),
    read,
    report,
    act,
    endHandOvers,
    shutDown: () => leave(async () => undefined),
  };
}

const isActing = (state: SessionState): boolean => state.status === 'signed-in' && state.readOnly === null;

const isSameOperator = (one: SignedIn, other: SignedIn): boolean => one.tenant.kind === other.tenant.kind && one.tenant.id === other.tenant.id && one.operator.id === other.operator.id;

function neverSignedIn(): never {
  throw new Error('signed in without a sign-in service');
}
