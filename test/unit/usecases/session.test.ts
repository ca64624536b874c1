import { describe, expect, it, vi } from 'vitest';
import type { EntraSession, SignedIn } from '../../../main/ports/session';
import { type Desk, newMemory } from '../../../main/usecases/desk';
import { createSession } from '../../../main/usecases/session';
import type { SessionState } from '../../../shared/ipc/contract';
import { DEFAULT_RULES } from '../../../shared/domain/rules';
import type { AppError } from '../../../shared/errors';
import { err, ok, type Result } from '../../../shared/result';

const setup = { state: 'ready', file: 'desk.json', cloud: 'global' } as const;
const inEntra: SignedIn = {
  status: 'signed-in',
  tenant: { kind: 'entra', id: 't', cloud: 'global', passesAvailable: true },
  operator: { id: 'o', displayName: 'Olga', userPrincipalName: 'olga@fabrikam.example' },
  tokenCache: 'memory',
  readOnly: null,
};
const inDemo: SignedIn = { ...inEntra, tenant: { ...inEntra.tenant, kind: 'demo' }, tokenCache: 'none' };

/** How long leaving waits for what does not end. */
const LEAVING_MS = 25_000;
const AUDITORS = { groupId: '11111111-1111-4111-8111-111111111111', name: 'Auditors' };
const withAuditors = { state: 'in-force', isDefault: false, file: '', rules: { ...DEFAULT_RULES, auditors: { ...DEFAULT_RULES.auditors, groups: [AUDITORS] } } };
const member = () => Promise.resolve(ok({ known: true, value: [{ id: AUDITORS.groupId }] }));
const offline = () => Promise.resolve(err({ kind: 'offline' }));

/** @param groups - What Entra answers, one look-up after the other, when it is asked for the operator's groups; none: no such group matters. */
function given(groups: (() => Promise<unknown>)[] = []) {
  const browsers: ((answer: Result<SignedIn, AppError>) => void)[] = [];
  const lines: string[] = [];
  const stuck = { history: false };
  const states: string[] = [];
  const kept: { handle: string; isDelivered: boolean }[] = [];
  const deskOf = (tenant: SignedIn['tenant'], operator: SignedIn['operator']) => ({
    operator,
    tenant,
    // The loops of the desk wait for ever; leaving, which waits for what is stuck, does not.
    wait: (milliseconds: number) => (stuck.history && milliseconds === LEAVING_MS ? Promise.resolve() : new Promise(() => undefined)),
    isOpen: () => true,
    clock: { now: () => new Date('2026-03-02T09:00:00Z') },
    newId: () => 'id',
    log: { info: vi.fn(), warn: vi.fn(), error: vi.fn() },
    memory: newMemory(),
    bulk: {},
    vault: { all: () => kept, forgetAll: () => kept.splice(0) },
    journal: { unsettled: async () => ok([]), openActs: async () => ok([]), neverShown: async () => ok([]), recent: async () => ok([]), append: async (record: { action: string }) => (lines.push(record.action), ok(record)), after: async () => ok([]), head: async () => ok({ seq: 0, hash: '0'.repeat(64), links: [] }), verify: async () => ok({ state: 'intact', entries: 0, head: '0'.repeat(64), anchoredSeq: null }), close: async () => undefined },
    policy: groups.length > 0 ? withAuditors : { state: 'broken' },
    directory: { groupsOf: () => (groups.shift() ?? offline)() },
    anchors: [],
    sinks: [],
    tell: { historyChanged: vi.fn(), noticesChanged: vi.fn() },
    auditFeed: { streams: [] },
    history: { takenThrough: async () => ok(0), marks: async () => ok([]), openPasses: async () => ok([]), forgetBefore: async () => ok(0), lookForFindings: async () => ok([]), close: () => (stuck.history ? new Promise(() => undefined) : Promise.resolve()) },
    outbox: { position: async () => 0, keepOnly: async () => undefined, close: async () => undefined },
  }) as unknown as Desk;
  const entra = {
    restore: async () => null,
    signIn: () => new Promise<Result<SignedIn, AppError>>((resolve) => browsers.push(resolve)),
    consent: () => new Promise<Result<SignedIn, AppError>>((resolve) => browsers.push(resolve)),
    cancelSignIn: vi.fn(),
    signOut: vi.fn(async () => undefined),
    token: async () => ok('token'),
    scopes: () => null,
    restrict: vi.fn(),
  } satisfies EntraSession;
  const session = createSession({
    setup,
    loadEntra: async () => entra,
    openEntraDesk: async (tenant, operator) => deskOf(tenant, operator),
    startDemo: () => ({ state: inDemo, openDesk: async () => deskOf(inDemo.tenant, inDemo.operator), close: async () => undefined }),
    onChanged: (state: SessionState) => void states.push(state.status === 'signed-in' ? state.tenant.kind : state.status),
    onForgotten: vi.fn(),
  });
  return { session, browsers, lines, states, entra, kept, stuck };
}
const operatorOf = async (desk: Desk) => ok(`${desk.tenant.kind} ${desk.operator.userPrincipalName}`);
const opened = (browsers: unknown[], count = 1) => expect.poll(() => browsers.length).toBe(count);

describe('the session', () => {
  it('goes through the browser to the desk, and notes it once', async () => {
    const { session, browsers, lines, states } = given();
    const signedIn = session.signIn(false);
    await opened(browsers);
    browsers[0]!(ok(inEntra));
    await signedIn;
    await session.read(operatorOf);
    await session.read(operatorOf);
    expect([states, lines]).toEqual([['signing-in', 'entra'], ['session.sign-in']]);
  });

  it('gives up an export when the operator leaves, so that nothing waits for it', async () => {
    const { session } = given();
    await session.openDemo(false);
    const exporting = { lines: 1, of: 1_000_000, isStopped: false };
    await session.read(async (desk) => ok((desk.memory.exporting = exporting)));
    await session.signOut();
    expect(exporting.isStopped).toBe(true);
  });

  it('is signed out again when the browser was cancelled', async () => {
    const { session, browsers, states } = given();
    const signedIn = session.signIn(false);
    await opened(browsers);
    browsers[0]!(err({ kind: 'sign-in-cancelled' }));
    expect([await signedIn, states]).toEqual([{ ok: false, error: { kind: 'sign-in-cancelled' } }, ['signing-in', 'signed-out']]);
  });

  it('is signed out at once when the operator cancels, and stays so when the browser answers late', async () => {
    const { session, browsers, entra } = given();
    const signedIn = session.signIn(false);
    await opened(browsers);
    session.cancelSignIn();
    expect(session.state()).toEqual({ status: 'signed-out', setup });
    browsers[0]!(ok(inEntra));
    expect([(await signedIn).ok, session.state().status, entra.signOut.mock.calls.length]).toEqual([false, 'signed-out', 1]);
  });

  it('takes the second of two sign-ins, whatever the first one ends with', async () => {
    const { session, browsers } = given();
    const first = session.signIn(false);
    await opened(browsers);
    const second = session.signIn(false);
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
    const signedIn = session.signIn(false);
    await opened(browsers);
    await session.openDemo(false);
    browsers[0]!(ok(inEntra));
    expect([(await signedIn).ok, session.state(), entra.signOut.mock.calls.length]).toEqual([false, inDemo, 1]);
  });

  it('keeps the operator signed in when consent fails', async () => {
    const { session, browsers } = given();
    const signedIn = session.signIn(false);
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
    const signedIn = session.signIn(false);
    await opened(browsers);
    browsers[0]!(ok(inEntra));
    await signedIn;
    await session.read(operatorOf);
    await session.signOut();
    expect([lines, entra.signOut.mock.calls.length, session.state()]).toEqual([['session.sign-in', 'session.sign-out'], 1, { status: 'signed-out', setup }]);
  });

  it('answers sign-in-required without a session', async () => {
    expect(await given().session.read(operatorOf)).toEqual({ ok: false, error: { kind: 'sign-in-required', reason: 'signed-out' } });
  });

  it('opens a new desk for the next operator, also when the window asked for something while the last one left', async () => {
    const { session, browsers } = given();
    await session.openDemo(false);
    expect(await session.read(operatorOf)).toEqual(ok('demo olga@fabrikam.example'));
    const leaving = session.signOut();
    expect(await session.read(operatorOf)).toEqual(err({ kind: 'sign-in-required', reason: 'signed-out' }));
    await leaving;

    const signedIn = session.signIn(false);
    await opened(browsers);
    browsers[0]!(ok({ ...inEntra, operator: { ...inEntra.operator, id: 'b', userPrincipalName: 'bo@fabrikam.example' } }));
    await signedIn;
    expect(await session.read(operatorOf)).toEqual(ok('entra bo@fabrikam.example'));
  });

  it('lets an act finish before the operator has left, and nothing new begin', async () => {
    const { session, lines } = given();
    await session.openDemo(false);
    let finish: () => void = () => undefined;
    const act = session.act(async () => {
      await new Promise<void>((resolve) => (finish = resolve));
      lines.push('act done');
      return ok({});
    });
    await session.read(operatorOf);
    const leaving = session.signOut();
    expect((await session.act(operatorOf)).ok).toBe(false);
    finish();
    await Promise.all([act, leaving]);
    expect(lines).toEqual(['session.sign-in', 'act done', 'session.sign-out']);
  });

  it('lets no auditor act whose group became known late, not even while that is being found out or asked for again', async () => {
    let answer = (): void => undefined;
    const slowly = () => new Promise<void>((resolve) => { answer = resolve; }).then(member);
    const { session, browsers, entra } = given([offline, member, slowly, offline]);
    const signedIn = session.signIn(false);
    await opened(browsers);
    browsers[0]!(ok(inEntra));
    await signedIn;
    await session.read(operatorOf);
    const [first, second] = [session.act(operatorOf), session.act(operatorOf)];
    const readOnly = { ok: false, error: { kind: 'read-only', because: 'group' } };
    expect(await first).toEqual(readOnly);
    answer();
    expect([await second, await session.act(operatorOf), session.state()]).toEqual([readOnly, readOnly, { ...inEntra, readOnly: 'group' }]);
    expect(entra.restrict).toHaveBeenLastCalledWith(true);
  });

  it('forgets the account also when the history does not come to its end', async () => {
    const { session, browsers, entra, stuck } = given();
    const signedIn = session.signIn(false);
    await opened(browsers);
    browsers[0]!(ok(inEntra));
    await signedIn;
    await session.read(operatorOf);
    stuck.history = true;
    expect(await session.signOut()).toEqual(ok({ status: 'signed-out', setup }));
    expect(entra.signOut).toHaveBeenCalledTimes(1);
  });

  it('leaves once, however often it is asked to', async () => {
    const { session, lines } = given();
    await session.openDemo(false);
    await session.read(operatorOf);
    await Promise.all([session.signOut(), session.signOut()]);
    expect(lines).toEqual(['session.sign-in', 'session.sign-out']);
  });
});
