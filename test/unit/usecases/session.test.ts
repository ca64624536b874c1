import { describe, expect, it, vi } from 'vitest';
import type { EntraSession, SignedIn } from '../../../main/ports/session';
import type { Desk } from '../../../main/usecases/desk';
import { createSession } from '../../../main/usecases/session';
import type { SessionState } from '../../../shared/ipc/contract';
import type { AppError } from '../../../shared/errors';
import { err, ok, type Result } from '../../../shared/result';

const setup = { state: 'ready', file: 'desk.json', cloud: 'global' } as const;
const inEntra: SignedIn = {
  status: 'signed-in',
  tenant: { kind: 'entra', id: 't', cloud: 'global', passesAvailable: true },
  operator: { id: 'o', displayName: 'Olga', userPrincipalName: 'olga@fabrikam.example' },
  tokenCache: 'memory',
};
const inDemo: SignedIn = { ...inEntra, tenant: { ...inEntra.tenant, kind: 'demo' }, tokenCache: 'none' };

function given() {
  const browsers: ((answer: Result<SignedIn, AppError>) => void)[] = [];
  const lines: string[] = [];
  const states: string[] = [];
  const desk = {
    operator: inEntra.operator,
    tenant: inEntra.tenant,
    clock: { now: () => new Date('2026-03-02T09:00:00Z') },
    newId: () => 'id',
    log: { info: vi.fn(), warn: vi.fn(), error: vi.fn() },
    vault: { forgetAll: () => [] },
    journal: { append: async (record: { action: string }) => (lines.push(record.action), ok(record)), close: async () => undefined },
  } as unknown as Desk;
  const entra = {
    restore: async () => null,
    signIn: () => new Promise<Result<SignedIn, AppError>>((resolve) => browsers.push(resolve)),
    consent: () => new Promise<Result<SignedIn, AppError>>((resolve) => browsers.push(resolve)),
    cancelSignIn: vi.fn(),
    signOut: vi.fn(async () => undefined),
    token: async () => ok('token'),
  } satisfies EntraSession;
  const session = createSession({
    setup,
    loadEntra: async () => entra,
    openEntraDesk: async () => desk,
    startDemo: () => ({ state: inDemo, openDesk: async () => desk, close: async () => undefined }),
    onChanged: (state: SessionState) => void states.push(state.status === 'signed-in' ? state.tenant.kind : state.status),
    onForgotten: vi.fn(),
  });
  return { session, browsers, lines, states, entra };
}
const opened = (browsers: unknown[], count = 1) => expect.poll(() => browsers.length).toBe(count);

describe('the session', () => {
  it('goes through the browser to the desk, and notes it once', async () => {
    const { session, browsers, lines, states } = given();
    const signedIn = session.signIn();
    await opened(browsers);
    browsers[0]!(ok(inEntra));
    await signedIn;
    await session.desk();
    await session.desk();
    expect([states, lines]).toEqual([['signing-in', 'entra'], ['session.sign-in']]);
  });

  it('is signed out again when the browser was cancelled', async () => {
    const { session, browsers, states } = given();
    const signedIn = session.signIn();
    await opened(browsers);
    browsers[0]!(err({ kind: 'sign-in-cancelled' }));
    expect([await signedIn, states]).toEqual([{ ok: false, error: { kind: 'sign-in-cancelled' } }, ['signing-in', 'signed-out']]);
  });

  it('takes the second of two sign-ins, whatever the first one ends with', async () => {
    const { session, browsers } = given();
    const first = session.signIn();
    await opened(browsers);
    const second = session.signIn();
    await opened(browsers, 2);
    browsers[0]!(err({ kind: 'sign-in-cancelled' }));
    await first;
    expect(session.state().status).toBe('signing-in');
    browsers[1]!(ok(inEntra));
    await second;
    expect(session.state()).toEqual(inEntra);
  });

  it('stays in the demo tenant when a browser that was left behind answers late', async () => {
    const { session, browsers, entra } = given();
    const signedIn = session.signIn();
    await opened(browsers);
    await session.openDemo();
    browsers[0]!(ok(inEntra));
    expect([(await signedIn).ok, session.state(), entra.signOut.mock.calls.length]).toEqual([false, inDemo, 1]);
  });

  it('keeps the operator signed in when consent fails', async () => {
    const { session, browsers } = given();
    const signedIn = session.signIn();
    await opened(browsers);
    browsers[0]!(ok(inEntra));
    await signedIn;
    const consent = session.consent(['passes']);
    await opened(browsers, 2);
    browsers[1]!(err({ kind: 'sign-in-cancelled' }));
    expect([(await consent).ok, session.state()]).toEqual([false, inEntra]);
  });

  it('writes the sign-out down before the account is forgotten', async () => {
    const { session, browsers, lines, entra } = given();
    const signedIn = session.signIn();
    await opened(browsers);
    browsers[0]!(ok(inEntra));
    await signedIn;
    await session.signOut();
    expect([lines, entra.signOut.mock.calls.length, session.state()]).toEqual([['session.sign-in', 'session.sign-out'], 1, { status: 'signed-out', setup }]);
  });

  it('answers sign-in-required without a session', async () => {
    expect(await given().session.desk()).toEqual({ ok: false, error: { kind: 'sign-in-required', reason: 'signed-out' } });
  });
});
