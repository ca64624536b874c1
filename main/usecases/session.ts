/**
 * The one session of the app: Entra or the demo tenant, never both. Owns the desk that belongs to it, and ends every
 * hand-over before the operator goes.
 */
import type { SessionState } from '../../shared/ipc/contract';
import type { AppError } from '../../shared/errors';
import type { Feature } from '../../shared/domain/features';
import { err, ok, type Result } from '../../shared/result';
import type { EntraSession, Session, SignedIn, TokenSource } from '../ports/session';
import type { Desk, Tenant } from './desk';
import { endHandOver } from './hand-over';
import { note } from './record';

type SignedOut = Extract<SessionState, { status: 'signed-out' }>;

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
  readonly onForgotten: (handle: string, revoked: boolean) => void;
};

export type DeskSession = Session & {
  /** The desk of the signed-in operator, opened once. */
  readonly desk: () => Promise<Result<Desk, AppError>>;
  /** Forgets every passcode; revokes the passes behind those nobody saw. Never rejects. */
  readonly endHandOvers: () => Promise<void>;
  /** Before quitting: {@link endHandOvers}, then the desk is closed. */
  readonly shutDown: () => Promise<void>;
};

export function createSession({ setup, loadEntra, openEntraDesk, startDemo, onChanged, onForgotten }: SessionParts): DeskSession {
  let entra: Promise<EntraSession> | null = null;
  let demo: DemoSession | null = null;
  let state: SessionState = { status: 'signed-out', setup };
  let desk: Promise<Desk> | null = null;
  /** The account was kept from the last run: nobody has proven anything just now. */
  let isRestored = false;

  const loaded = () => (entra ??= loadEntra ? loadEntra() : null);

  const become = (next: SessionState): SessionState => {
    state = next;
    onChanged(next);
    return next;
  };

  const openEntra = async ({ tenant, operator }: SignedIn): Promise<Desk> => {
    const source = await loaded();
    if (!source) throw new Error('signed in without a sign-in service');
    return openEntraDesk(tenant, operator, source);
  };

  const open = async (signedIn: SignedIn): Promise<Desk> => {
    const opened = demo ? await demo.openDesk() : await openEntra(signedIn);
    const noted = await note(opened, { action: 'session.sign-in', person: null, ticket: '', reason: '', detail: { restored: isRestored } });
    if (!noted.ok) opened.log.warn('journal.sign-in-not-written', { kind: noted.error.reason });
    return opened;
  };

  const openDesk = async (): Promise<Result<Desk, AppError>> => {
    if (state.status !== 'signed-in') return err({ kind: 'sign-in-required', reason: 'signed-out' });
    desk ??= open(state).catch((cause: unknown) => {
      // The next call tries again.
      desk = null;
      throw cause;
    });
    return ok(await desk);
  };

  const endHandOvers = async (): Promise<void> => {
    const current = await desk;
    if (!current) return;
    const kept = current.vault.forgetAll();
    await Promise.all(
      kept.map(async (each) => {
        const ended = await endHandOver(current, each);
        onForgotten(each.handle, ended.ok && ended.value.revoked);
      }),
    );
  };

  const closeDesk = async (): Promise<void> => {
    const current = await desk;
    desk = null;
    await current?.journal.close();
    await demo?.close();
    demo = null;
  };

  /** Only the newest way in counts: what an older one brings, after the operator chose another, is thrown away. */
  let latestAttempt = 0;

  const throughBrowser = async (act: (source: EntraSession) => Promise<Result<SignedIn, AppError>>): Promise<Result<SessionState, AppError>> => {
    const source = await loaded();
    if (!source || demo) return setup.state === 'broken' ? err(setup.error) : err({ kind: 'not-configured' });
    latestAttempt += 1;
    const attempt = latestAttempt;
    if (state.status !== 'signed-in') become({ status: 'signing-in' });
    const reached = await act(source);
    if (attempt !== latestAttempt) return err({ kind: 'sign-in-cancelled' });
    if (reached.ok) return ok(become(reached.value));
    // A consent or a repeated sign-in that failed leaves the operator where they were.
    if (state.status === 'signing-in') become({ status: 'signed-out', setup });
    return reached;
  };

  /** Gives up a sign-in that is open in the browser, and whatever account it might still bring. */
  const leaveBrowser = async (): Promise<void> => {
    latestAttempt += 1;
    await (await loaded())?.signOut();
  };

  return {
    state: () => state,
    restore: async () => {
      const source = await loaded();
      const restored = source && (await source.restore());
      if (!restored || state.status !== 'signed-out') return;
      isRestored = true;
      become(restored);
    },
    signIn: () => throughBrowser((source) => source.signIn()),
    cancelSignIn: () => void loaded()?.then((source) => source.cancelSignIn()),
    consent: (features: readonly Feature[]) => throughBrowser((source) => source.consent(features)),
    openDemo: async () => {
      if (state.status === 'signed-in') return ok(state);
      if (state.status === 'signing-in') await leaveBrowser();
      demo = startDemo();
      return ok(become(demo.state));
    },
    signOut: async () => {
      const opened = await openDesk();
      if (!opened.ok) return ok(become({ status: 'signed-out', setup }));
      latestAttempt += 1;
      await endHandOvers();
      await note(opened.value, { action: 'session.sign-out', person: null, ticket: '', reason: '', detail: {} });
      const wasEntra = demo === null;
      await closeDesk();
      if (wasEntra) await (await loaded())?.signOut();
      isRestored = false;
      return ok(become({ status: 'signed-out', setup }));
    },
    desk: openDesk,
    endHandOvers,
    shutDown: async () => {
      await endHandOvers();
      await closeDesk();
    },
  };
}
