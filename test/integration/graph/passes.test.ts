import { inspect } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Pass } from '../../../shared/domain/pass';
import { given, NOW, PASS, PASSCODE, PERSON, refusal, type Reply } from './fake-graph';
import { FEATURES } from '../../../shared/domain/features';

const NEW_PASS = { personId: PERSON, lifetimeInMinutes: 60, isUsableOnce: true, startDateTime: '2026-03-05T08:00:00Z' };
const READ_PASS = Object.fromEntries(Object.entries(PASS).filter(([name]) => name !== 'temporaryAccessPass'));
const list = (...value: unknown[]): Reply => ({ status: 200, body: { value } });

describe('the current pass', () => {
  it('is read without its passcode, even where Graph should return one', async () => {
    const { passes } = await given(() => list({ ...PASS, temporaryAccessPass: PASSCODE }));
    expect(await passes.current(PERSON)).toEqual({ ok: true, value: READ_PASS });
  });

  it('is null where there is none', async () => {
    const { passes, received } = await given(() => list());
    expect(await passes.current(PERSON)).toEqual({ ok: true, value: null });
    expect(received.map(({ method, url }) => [method, url])).toEqual([['GET', `/v1.0/users/${PERSON}/authentication/temporaryAccessPassMethods`]]);
  });

  it('is the one that opens the account, then the newest, should there be several', async () => {
    const pass = (id: string, change: object) => ({ ...PASS, id, ...change });
    const live = await given(() => list(pass('used', { methodUsabilityReason: 'OneTimeUsed', isUsable: false, createdDateTime: '2026-03-04T05:05:00Z' }), pass('older', { createdDateTime: '2026-03-04T04:00:00Z' }), pass('newer', {})));
    expect(await live.passes.current(PERSON)).toMatchObject({ value: { id: 'newer' } });
  });

  it('is not "none" where one of them cannot be read', async () => {
    const { passes } = await given(() => list(PASS, { ...PASS, lifetimeInMinutes: '60' }));
    expect(await passes.current(PERSON)).toEqual({ ok: false, error: { kind: 'unexpected-answer', requestId: 'request-1', paths: ['value.1.lifetimeInMinutes'] } });
    const endless = await given(() => list({ ...PASS, startDateTime: null, createdDateTime: null }));
    expect(await endless.passes.current(PERSON)).toEqual({ ok: false, error: { kind: 'unexpected-answer', requestId: 'request-1', paths: ['value.0.startDateTime'] } });
  });

  it('counts from its creation where Graph names no start', async () => {
    const { passes } = await given(() => list({ ...PASS, startDateTime: null, methodUsabilityReason: null }));
    expect(await passes.current(PERSON)).toEqual({ ok: true, value: { ...READ_PASS, startDateTime: PASS.createdDateTime, methodUsabilityReason: '' } });
  });

  it('starts in UTC where Graph names no zone', async () => {
    const { passes } = await given(() => list({ ...PASS, startDateTime: '2026-03-04T05:00:00', createdDateTime: '2026-03-04T05:00:00.64' }));
    expect(await passes.current(PERSON)).toMatchObject({ value: { startDateTime: '2026-03-04T05:00:00Z', createdDateTime: '2026-03-04T05:00:00.64Z' } });
    const none = await given(() => list({ ...PASS, startDateTime: 'yesterday' }));
    expect(await none.passes.current(PERSON)).toMatchObject({ ok: false, error: { paths: ['value.0.startDateTime'] } });
  });

  it.each<[object, boolean]>([
    [{}, true],
    [{ methodUsabilityReason: null }, true],
    [{ methodUsabilityReason: 'SomethingNew' }, true],
    [{ methodUsabilityReason: 'OneTimeUsed' }, false],
    [{ methodUsabilityReason: 'DisabledByPolicy' }, false],
    [{ lifetimeInMinutes: 1 }, false],
    [{ startDateTime: '2026-03-05T05:00:00Z' }, false],
  ])('of which Graph does not say whether it is usable (%j) is usable: %s', async (change, isUsable) => {
    const { passes } = await given(() => list({ ...PASS, ...change, isUsable: undefined }));
    expect(await passes.current(PERSON)).toMatchObject({ ok: true, value: { isUsable } });
  });
});

describe('a create', () => {
  it('sends what was asked for and returns the passcode once', async () => {
    const { passes, received } = await given(() => ({ status: 201, body: { ...PASS, temporaryAccessPass: PASSCODE } }));
    expect(await passes.create(NEW_PASS)).toEqual({ ok: true, value: { pass: READ_PASS, passcode: PASSCODE, requestId: 'request-1' } });
    expect(received.map(({ method, url, body, headers }) => [method, url, body, headers['content-type']])).toEqual([
      ['POST', `/v1.0/users/${PERSON}/authentication/temporaryAccessPassMethods`, '{"lifetimeInMinutes":60,"isUsableOnce":true,"startDateTime":"2026-03-05T08:00:00Z"}', 'application/json'],
    ]);
  });

  it.each<[string, Reply]>([
    ['a shape that breaks', { status: 201, body: { ...PASS, id: '', temporaryAccessPass: PASSCODE } }],
    ['no JSON', { status: 201, text: `{"temporaryAccessPass":${JSON.stringify(PASSCODE)}` }],
    ['a cut', { fault: 'cut-midway', status: 201, body: { temporaryAccessPass: PASSCODE, padding: 'x'.repeat(200) } }],
    ['a refusal that quotes it', { status: 500, body: { error: { code: PASSCODE, message: PASSCODE } } }],
  ])('keeps the passcode out of results and log after %s', async (_, reply) => {
    const { passes, log } = await given(() => reply);
    const result = await passes.create(NEW_PASS);
    const everything = `${inspect(result, { depth: 10 })}${JSON.stringify(result)}${log.lines.join('\n')}`;
    expect(result).toMatchObject({ ok: false, error: { kind: 'outcome-unknown' } });
    expect(everything).not.toContain('canary');
  });

  it.each<[string, object, object]>([
    ['all that can be missing', {}, { startDateTime: NEW_PASS.startDateTime, createdDateTime: null, lifetimeInMinutes: 60, isUsableOnce: true, isUsable: true, methodUsabilityReason: '' }],
    ['nulls', { startDateTime: null, createdDateTime: null, lifetimeInMinutes: null, isUsableOnce: null, isUsable: null, methodUsabilityReason: null }, { startDateTime: NEW_PASS.startDateTime, lifetimeInMinutes: 60, isUsableOnce: true, isUsable: true }],
    ['other types', { startDateTime: 5, createdDateTime: {}, lifetimeInMinutes: '60', isUsableOnce: 'no', isUsable: 1, methodUsabilityReason: [] }, { startDateTime: NEW_PASS.startDateTime, createdDateTime: null, lifetimeInMinutes: 60, isUsableOnce: true, isUsable: true, methodUsabilityReason: '' }],
    ['times without a zone', { startDateTime: '2026-03-05T08:00:00', createdDateTime: '2026-03-04T05:06:07.1' }, { startDateTime: '2026-03-05T08:00:00Z', createdDateTime: '2026-03-04T05:06:07.1Z' }],
  ])('hands over a passcode that came, whatever its neighbours are: %s', async (_, neighbours, pass) => {
    const { passes } = await given(() => ({ status: 201, body: { ...neighbours, id: PASS.id, temporaryAccessPass: PASSCODE } }));
    const created = await passes.create(NEW_PASS);
    expect(created).toMatchObject({ ok: true, value: { passcode: PASSCODE, pass: { id: PASS.id, ...pass } } });
    expect(created.ok && Pass.parse(created.value.pass)).toEqual(created.ok && created.value.pass);
  });

  it('starts when it was made where no start was asked for, and else now', async () => {
    const answer = (change: object): Reply => ({ status: 201, body: { id: PASS.id, temporaryAccessPass: PASSCODE, ...change } });
    const made = await given(() => answer({ createdDateTime: PASS.createdDateTime }));
    expect(await made.passes.create({ ...NEW_PASS, startDateTime: null })).toMatchObject({ value: { pass: { startDateTime: PASS.createdDateTime } } });
    const now = await given(() => answer({}));
    expect(await now.passes.create({ ...NEW_PASS, startDateTime: null })).toMatchObject({ value: { pass: { startDateTime: NOW.toISOString() } } });
  });

  it('keeps the passcode out of the log when all is well', async () => {
    const { passes, log } = await given(() => ({ status: 201, body: { ...PASS, temporaryAccessPass: PASSCODE } }));
    await passes.create(NEW_PASS);
    expect(log.lines.join('\n')).not.toContain('canary');
  });
});

describe('a delete', () => {
  it.each([[204, true], [200, true], [404, false]])('that Graph answers with %d leaves no pass; there was one to delete: %s', async (status, wasThere) => {
    const { passes, received } = await given(() => ({ status }));
    expect(await passes.remove(PERSON, PASS.id)).toEqual({ ok: true, value: { requestId: 'request-1', wasThere } });
    expect(received.map(({ method, url }) => [method, url])).toEqual([['DELETE', `/v1.0/users/${PERSON}/authentication/temporaryAccessPassMethods/${PASS.id}`]]);
  });

  it('that is refused says what is missing', async () => {
    const { passes } = await given(() => refusal(403, 'accessDenied', 'Request Authorization failed'));
    expect(await passes.remove(PERSON, PASS.id)).toEqual({
      ok: false,
      error: { kind: 'not-permitted', graphCode: 'accessDenied', requestId: 'request-1', missing: { scopes: ['UserAuthMethod-TAP.ReadWrite.All'], roles: [FEATURES.passes.role] } },
    });
  });

  it('never leaves the collection, whatever the id', async () => {
    const { passes, received } = await given(() => ({ status: 204 }));
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.string({ unit: 'binary', maxLength: 40 }), fc.constantFrom('', '.', '..', '%2e%2e', '../..', '?x', '#x', 'https://evil.example/', '\\..\\')), async (id) => {
        const before = received.length;
        const removed = await passes.remove(PERSON, id);
        if (!removed.ok) {
          expect([removed.error, received.length]).toEqual([{ kind: 'invalid-input', paths: ['passId'] }, before]);
          return;
        }
        const url = received.at(-1)!.url;
        expect(decodeURIComponent(url)).toBe(`/v1.0/users/${PERSON}/authentication/temporaryAccessPassMethods/${id}`);
        expect(url).toMatch(/^[^?#]*$/);
      }),
      { numRuns: 100 },
    );
  });
});

describe('the policy', () => {
  const POLICY = { state: 'enabled', defaultLifetimeInMinutes: 60, minimumLifetimeInMinutes: 60, maximumLifetimeInMinutes: 480, isUsableOnce: false, defaultLength: null, includeTargets: [{ id: 'all_users', targetType: 'group' }], excludeTargets: [] };
  const TARGETS = {
    includeTargets: [{ targetType: 'group', id: 'g1', isRegistrationRequired: false }, { targetType: 'user', id: 'u1' }],
    excludeTargets: [{ targetType: 'somethingNew', id: 'x1' }],
  };
  it.each<[string, Reply, unknown]>([
    ['is read', { status: 200, body: { ...POLICY, defaultLength: 8, id: 'TemporaryAccessPass' } }, { ok: true, value: { known: true, value: { ...POLICY, defaultLength: 8 } } }],
    ['names whom it reaches and whom not', { status: 200, body: { ...POLICY, ...TARGETS } }, {
      ok: true,
      value: { known: true, value: { ...POLICY, includeTargets: [{ id: 'g1', targetType: 'group' }, { id: 'u1', targetType: 'user' }], excludeTargets: [{ id: 'x1', targetType: 'group' }] } },
    }],
    ['that reaches nobody is not widened', { status: 200, body: { ...POLICY, includeTargets: [] } }, { ok: true, value: { known: true, value: { ...POLICY, includeTargets: [] } } }],
    ['is not believed with a target that has no id', { status: 200, body: { ...POLICY, excludeTargets: [{ targetType: 'group' }] } }, { ok: true, value: { known: false, because: 'failed', needs: null } }],
    ['is a stated gap without the role', refusal(403, 'accessDenied'), { ok: true, value: { known: false, because: 'not-permitted', needs: 'policy' } }],
    ['is a stated gap without the scope', refusal(401, 'PermissionScopeNotGranted'), { ok: true, value: { known: false, because: 'not-permitted', needs: 'policy' } }],
    ...[400, 404, 405, 501].map((status): [string, Reply, unknown] => [`is missing in a cloud that answers with ${status}`, { status, body: {} }, { ok: true, value: { known: false, because: 'not-in-cloud', needs: null } }]),
    ['is not missing but withheld without a licence', refusal(400, 'AadPremiumLicenseRequired'), { ok: true, value: { known: false, because: 'not-licensed', needs: null } }],
    ['has the documented defaults where it leaves something out', { status: 200, body: { state: 'disabled', maximumLifetimeInMinutes: null, defaultLength: 'long', includeTargets: null } }, { ok: true, value: { known: true, value: { ...POLICY, state: 'disabled' } } }],
    ['is not believed with limits that exclude each other', { status: 200, body: { ...POLICY, minimumLifetimeInMinutes: 500 } }, { ok: true, value: { known: false, because: 'failed', needs: null } }],
    ['is unknown where no state is given', { status: 200, body: { ...POLICY, state: undefined } }, { ok: true, value: { known: false, because: 'failed', needs: null } }],
    ['is unknown where Graph refuses for another reason', { status: 410 }, { ok: true, value: { known: false, because: 'failed', needs: null } }],
    ['is an error when Graph is down', { status: 500 }, { ok: false, error: { kind: 'service-unavailable', status: 500, requestId: 'request-1' } }],
    ['is not guessed when it has another shape', { status: 200, body: { ...POLICY, state: 'perhaps' } }, { ok: true, value: { known: false, because: 'failed', needs: null } }],
  ])('%s', async (_, reply, expected) => {
    const { passes } = await given(() => reply);
    expect(await passes.policy()).toEqual(expected);
  });
});
