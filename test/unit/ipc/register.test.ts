import type { IpcMainInvokeEvent } from 'electron';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { registerHandlers } from '../../../main/ipc/register';
import { isAppFrame } from '../../../main/ipc/trusted-sender';
import { contract, type Handlers, type MethodName } from '../../../shared/ipc/contract';
import { ok } from '../../../shared/result';

type Handler = (event: IpcMainInvokeEvent, raw: unknown) => Promise<unknown>;

const names = Object.keys(contract) as MethodName[];
const frame = (url: string, parent: unknown = null) => ({ senderFrame: { url, parent } }) as unknown as IpcMainInvokeEvent;
const ours = frame('app://desk/index.html');

function given(answer: () => Promise<unknown> = async () => ok({})) {
  const called = vi.fn(answer);
  const channels = new Map<string, Handler>();
  const log = { info: vi.fn(), warn: vi.fn(), error: vi.fn() };
  registerHandlers({
    ipcMain: { handle: (channel: string, handler: Handler) => void channels.set(channel, handler) },
    handlers: Object.fromEntries(names.map((name) => [name, called])) as unknown as Handlers,
    isTrusted: isAppFrame,
    log,
    newId: () => 'c0ffee00-0000-4000-8000-000000000000',
  });
  const call = (name: MethodName, event: IpcMainInvokeEvent, raw: unknown) => channels.get(`desk:${name}`)!(event, raw);
  return { call, called, channels, log };
}

/** For each method an input that its schema accepts. */
const valid: Record<MethodName, unknown> = {
  'app.start': {},
  'app.notices': {},
  'app.open-link': { link: 'setup-guide' },
  'session.sign-in': {},
  'session.cancel-sign-in': {},
  'session.consent': { features: ['passes'] },
  'session.open-demo': {},
  'session.sign-out': {},
  'people.search': { query: 'ada' },
  'people.enrich': { ids: ['6f1967b7-15e8-4935-ac26-d50770ed07a7'] },
  'people.read': { personId: '6f1967b7-15e8-4935-ac26-d50770ed07a7' },
  'passes.policy': {},
  'passes.issue': {
    personId: '6f1967b7-15e8-4935-ac26-d50770ed07a7',
    lifetimeInMinutes: 60,
    isUsableOnce: true,
    startDateTime: null,
    reason: 'Lost phone',
    ticket: 'INC-1',
    replacesPassId: null,
  },
  'passes.revoke': { personId: '6f1967b7-15e8-4935-ac26-d50770ed07a7', passId: 'x', reason: '' },
  'passcode.reveal': { handle: '6f1967b7-15e8-4935-ac26-d50770ed07a7' },
  'passcode.close': { handle: '6f1967b7-15e8-4935-ac26-d50770ed07a7' },
  'journal.page': { query: '', beforeSeq: null },
  'journal.verify': {},
  'journal.export': { query: '' },
  'settings.update': { theme: 'dark' },
};

describe('the IPC register', () => {
  it('answers every method of the contract and nothing else', () => {
    expect([...given().channels.keys()].sort()).toEqual(names.map((name) => `desk:${name}`).sort());
  });

  it.each(names)('%s reaches its handler with a valid input from our own frame', async (name) => {
    const { call, called } = given();
    await call(name, ours, valid[name]);
    expect(called).toHaveBeenCalledOnce();
  });

  it.each([
    ['a sub-frame', frame('app://desk/index.html', {})],
    ['another scheme', frame('https://desk/index.html')],
    ['another host', frame('app://evil/index.html')],
    ['a host with our name in front', frame('app://desk.evil/index.html')],
    ['a file', frame('file:///etc/passwd')],
    ['an address that is none', frame('')],
    ['a frame that is gone', { senderFrame: null } as unknown as IpcMainInvokeEvent],
  ])('refuses %s before anything is parsed', async (_, event) => {
    const { call, called } = given();
    for (const name of names) await expect(call(name, event, valid[name])).rejects.toThrow('untrusted sender');
    expect(called).not.toHaveBeenCalled();
  });

  it.each(names)('%s answers any malformed payload with data and never reaches its handler', async (name) => {
    const { call, called } = given();
    await fc.assert(
      fc.asyncProperty(fc.anything({ withBigInt: true, withDate: true, withMap: true, withSet: true, withNullPrototype: true }), async (payload) => {
        fc.pre(!contract[name].input.safeParse(payload).success);
        expect(await call(name, ours, payload)).toMatchObject({ ok: false, error: { kind: 'invalid-input' } });
      }),
      { numRuns: 60 },
    );
    expect(called).not.toHaveBeenCalled();
  });

  it.each(names)('%s refuses a field nobody declared', async (name) => {
    const { call } = given();
    expect(await call(name, ours, { ...(valid[name] as object), evil: 1 })).toMatchObject({ ok: false, error: { kind: 'invalid-input' } });
  });

  it('turns what a handler throws into a correlation id and keeps the detail in the log', async () => {
    const { call, log } = given(async () => Promise.reject(new Error('secret detail')));
    const reply = await call('people.search', ours, { query: 'ada' });
    expect(reply).toEqual({ ok: false, error: { kind: 'internal', correlationId: 'c0ffee00-0000-4000-8000-000000000000' } });
    expect(log.error).toHaveBeenCalledOnce();
  });
});
