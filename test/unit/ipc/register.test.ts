import type { IpcMainInvokeEvent } from 'electron';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { registerHandlers } from '../../../main/ipc/register';
import { isAppFrame } from '../../../main/ipc/trusted-sender';
import { EVERYTHING } from '../../../shared/domain/history/history-filter';
import { LIST_TEXT_MAXIMUM } from '../../../shared/domain/run-list';
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

const grantTarget = { kind: 'role', id: '5d6b6bb7-de71-4623-b4af-96380a352509' };
const grantName = { personId: '6f1967b7-15e8-4935-ac26-d50770ed07a7', scheduleId: 's-1', target: grantTarget, how: 'active', scope: '/' };
const grantRequest = {
  personId: '6f1967b7-15e8-4935-ac26-d50770ed07a7',
  template: 'incident',
  items: [{ target: grantTarget, how: 'active', scope: '/administrativeUnits/6f1967b7-15e8-4935-ac26-d50770ed07a7' }],
  startDateTime: null,
  minutes: 120,
  until: null,
  reason: 'Mail flow is down',
  ticket: 'INC-1',
  acknowledged: ['pim-rules'],
  taskId: null,
};

const ID = '6f1967b7-15e8-4935-ac26-d50770ed07a7';
const ofRun = { runId: ID };
const slipsOfRun = { runId: ID, personIds: [ID], layout: 'sheet-per-manager' };

/** For each method an input that its schema accepts. */
const valid: Record<MethodName, unknown> = {
  'app.start': {},
  'app.notices': {},
  'app.open-link': { link: 'setup-guide' },
  'session.sign-in': { isReadOnly: false },
  'session.cancel-sign-in': {},
  'session.consent': { features: ['passes'] },
  'session.open-demo': { isReadOnly: false },
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
    acknowledged: ['recent-changes'],
    verificationId: '6f1967b7-15e8-4935-ac26-d50770ed07a7',
    scenario: 'lost-phone',
    taskId: null,
  },
  'passes.preflight': { personId: '6f1967b7-15e8-4935-ac26-d50770ed07a7', taskId: null },
  'passes.candidates': {},
  'passes.check': { personIds: ['6f1967b7-15e8-4935-ac26-d50770ed07a7'] },
  'passes.review': { personId: '6f1967b7-15e8-4935-ac26-d50770ed07a7', passId: 'x' },
  'passes.life': { personId: '6f1967b7-15e8-4935-ac26-d50770ed07a7' },
  'verification.record': { personId: '6f1967b7-15e8-4935-ac26-d50770ed07a7', kind: 'photo-id', against: 'Passport', againstId: '' },
  'sessions.revoke': { personId: '6f1967b7-15e8-4935-ac26-d50770ed07a7', reason: '', ticket: '' },
  'passcode.seen': { handle: '6f1967b7-15e8-4935-ac26-d50770ed07a7', isShown: true },
  'passcode.copy': { handle: '6f1967b7-15e8-4935-ac26-d50770ed07a7' },
  'passcode.print': { handle: '6f1967b7-15e8-4935-ac26-d50770ed07a7' },
  'passcode.mail': { handle: '6f1967b7-15e8-4935-ac26-d50770ed07a7', part: 'all' },
  'policy.read': {},
  'passes.revoke': { personId: '6f1967b7-15e8-4935-ac26-d50770ed07a7', passId: 'x', reason: '' },
  'passcode.reveal': { handle: '6f1967b7-15e8-4935-ac26-d50770ed07a7' },
  'passcode.close': { handle: '6f1967b7-15e8-4935-ac26-d50770ed07a7' },
  'journal.verify': {},
  'history.state': {},
  'history.page': { filter: EVERYTHING, from: 0, asOf: null },
  'history.count': { filter: EVERYTHING, asOf: null },
  'history.life': { id: 'act:1' },
  'history.line-of': { seq: 1 },
  'history.charts': { filter: EVERYTHING, timeZone: 'Europe/Berlin' },
  'history.facets': {},
  'history.findings': { which: 'unseen' },
  'history.see-finding': { id: 'outside-tool:1', reason: 'By the directory team' },
  'history.export': { filter: EVERYTHING, filterText: '', format: 'csv', timeZone: 'UTC' },
  'history.cancel-export': {},
  'journals.open': { kind: 'folder', expectedFingerprint: null },
  'journals.close': { name: 'journal' },
  'grants.facts': { personId: '6f1967b7-15e8-4935-ac26-d50770ed07a7' },
  'grants.try': grantRequest,
  'grants.make': grantRequest,
  'grants.list': {},
  'grants.of': { personId: '6f1967b7-15e8-4935-ac26-d50770ed07a7' },
  'grants.end': { ...grantName, reason: 'Done', ticket: '' },
  'grants.change': { ...grantName, until: '2026-05-04T12:00:00Z', reason: 'Longer', acknowledged: ['pim-rules'] },
  'tasks.end': { personId: '6f1967b7-15e8-4935-ac26-d50770ed07a7', taskId: '6f1967b7-15e8-4935-ac26-d50770ed07a7', reason: 'Done' },
  'contractors.list': {},
  'contractors.read': { personId: '6f1967b7-15e8-4935-ac26-d50770ed07a7' },
  'access.preview': { personIds: ['6f1967b7-15e8-4935-ac26-d50770ed07a7'] },
  'access.begin': { personIds: ['6f1967b7-15e8-4935-ac26-d50770ed07a7'], disable: false, reason: 'Left', ticket: '' },
  'access.run': { actId: '6f1967b7-15e8-4935-ac26-d50770ed07a7', personId: '6f1967b7-15e8-4935-ac26-d50770ed07a7' },
  'access.open': {},
  'access.drop': { actId: '6f1967b7-15e8-4935-ac26-d50770ed07a7', personId: '6f1967b7-15e8-4935-ac26-d50770ed07a7', reason: 'Wrong person' },
  'onboarding.list': { choice: { by: 'hire-date', pastDays: 7, comingDays: 14 } },
  'onboarding.details': { ids: [ID] },
  'onboarding.groups': { query: 'Joiners' },
  'runs.read-list': { text: 'upn\nada@contoso.example' },
  'runs.plan': {
    kind: 'issue',
    people: [{ personId: ID, timeZone: 'Europe/Berlin', startDate: '2026-05-04', line: 2 }],
    ticket: 'HR-1',
    reason: 'First day',
    scenario: 'first-day',
    start: 'hire-day',
    startTime: '08:00',
    verification: { kind: 'photo-id', against: 'Passport' },
    disable: false,
  },
  'runs.cancel-plan': {},
  'runs.start': { planId: ID, acknowledged: ['existing-pass'] },
  'runs.read': {},
  'runs.pause': ofRun,
  'runs.resume': ofRun,
  'runs.cancel': ofRun,
  'runs.retry': ofRun,
  'runs.hand-over': { runId: ID, personId: ID },
  'runs.print': slipsOfRun,
  'runs.seal': slipsOfRun,
  'runs.reveal-key': { keyHandle: ID },
  'runs.key-seen': { keyHandle: ID, isShown: true },
  'runs.mail': { runId: ID, personIds: [ID] },
  'runs.give-up': { runId: ID, personIds: [ID] },
  'settings.update': { theme: 'dark' },
};

/** Lengths that no text may have. A CSV is the one that may be long. */
const tooLong = (name: MethodName): readonly number[] => (name === 'runs.read-list' ? [LIST_TEXT_MAXIMUM + 1, 5_000_000] : [2001, 100_000, 5_000_000]);

type Place = readonly (string | number)[];

/** Every place below the top of a payload, the way to it as a list of keys. */
function placesIn(value: unknown, way: Place = []): readonly Place[] {
  if (typeof value !== 'object' || value === null) return [];
  const keys = Array.isArray(value) ? [...value.keys()] : Object.keys(value);
  return keys.flatMap((key) => [[...way, key], ...placesIn((value as Record<string | number, unknown>)[key], [...way, key])]);
}

const at = (value: unknown, place: Place): unknown => place.reduce<unknown>((inner, key) => (inner as Record<string | number, unknown>)[key], value);

const DROP = Symbol('drop');

/** A copy in which one place holds something else, or is not there. */
function withChange(value: unknown, place: Place, change: unknown): unknown {
  const copy = structuredClone(value);
  const holder = at(copy, place.slice(0, -1)) as Record<string | number, unknown>;
  const key = place.at(-1) ?? '';
  if (change === DROP) Reflect.deleteProperty(holder, key);
  else holder[key] = change;
  return copy;
}

/** What passes for a slip or an attack better than noise does: all is as it should be but for one place. */
const spoilt = (value: unknown): fc.Arbitrary<unknown> =>
  fc
    .tuple(
      fc.constantFrom(...placesIn(value)),
      fc.oneof(fc.anything({ withBigInt: true, withDate: true, withMap: true, withSet: true, withNullPrototype: true }), fc.constant(DROP), fc.integer({ min: 1, max: 1_000_000 }).map((length) => 'x'.repeat(length))),
    )
    .map(([place, change]) => withChange(value, place, change));

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

  it.each(names.filter((name) => placesIn(valid[name]).length > 0))('%s answers a valid payload with one place spoilt: refused, or by its schema still valid', async (name) => {
    await fc.assert(
      fc.asyncProperty(spoilt(valid[name]), async (payload) => {
        const { call, called } = given();
        const isStillValid = contract[name].input.safeParse(payload).success;
        const reply = await call(name, ours, payload);
        expect([reply, called.mock.calls.length]).toEqual(isStillValid ? [ok({}), 1] : [{ ok: false, error: { kind: 'invalid-input', paths: expect.any(Array) } }, 0]);
      }),
      { numRuns: 100 },
    );
  });

  const texts = names.flatMap((name) => placesIn(valid[name]).filter((place) => typeof at(valid[name], place) === 'string').map((place) => [name, place.join('.'), place] as const));
  it.each(texts)('%s refuses an over-long text as %s', async (name, _, place) => {
    const { call, called } = given();
    const paths = await Promise.all(tooLong(name).map(async (length) => call(name, ours, withChange(valid[name], place, 'x'.repeat(length)))));
    expect([paths, called.mock.calls]).toEqual([tooLong(name).map(() => ({ ok: false, error: { kind: 'invalid-input', paths: [place.join('.')] } })), []]);
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
