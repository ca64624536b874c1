import { describe, expect, it } from 'vitest';
import { GraphUser, personKind } from '../../../main/adapters/graph/person-row';
import { PersonDetails } from '../../../shared/domain/person';
import { displayText } from '../../../shared/domain/display-text';
import { batchOf, given, type ItemReply, NOW, PASS, PERSON, refusal, USER } from './fake-graph';

const ROW = { id: PERSON, displayName: 'Ada Lovelace', userPrincipalName: 'ada@contoso.com', mail: 'ada.lovelace@contoso.com', department: 'Engines', jobTitle: 'Analyst', employeeId: 'E100', accountEnabled: true, kind: 'member' };
const signal = () => new AbortController().signal;
const idOf = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const list = (...value: unknown[]): ItemReply => ({ status: 200, body: { value } });
const denied = refusal(403, 'Authorization_RequestDenied');

describe('a search', () => {
  it('merges both answers, once each, the exact match first', async () => {
    const other = (n: number, displayName: string, more: object = {}) => ({ ...USER, id: idOf(n), displayName, userPrincipalName: `p${n}@contoso.com`, mail: null, employeeId: null, ...more });
    const { directory } = await given(batchOf(({ id }) => (id === 'search' ? list(other(1, 'Zoe Adams'), other(2, 'Adam Zeta'), other(3, 'Somebody Else'), USER) : list(USER, other(4, 'Beta', { employeeId: 'ADA' })))));
    const found = await directory.search(' ada ', signal());
    expect(found.ok && found.value.people.map(({ displayName }) => displayName)).toEqual(['Beta', 'Ada Lovelace', 'Adam Zeta', 'Zoe Adams', 'Somebody Else']);
    expect(found.ok && [found.value.hasMore, found.value.people[1]]).toEqual([false, ROW]);
  });

  it('shows 25 and says that there are more', async () => {
    const { directory } = await given(batchOf(({ id }) => (id === 'search' ? list(...Array.from({ length: 26 }, (_, n) => ({ ...USER, id: idOf(n) }))) : list())));
    const found = await directory.search('ada', signal());
    expect(found.ok && [found.value.people.length, found.value.hasMore]).toEqual([25, true]);
  });

  it.each(['search', 'filter'])('keeps what the other half found when the %s fails', async (broken) => {
    const { directory } = await given(batchOf(({ id }) => (id === broken ? refusal(400, 'Request_UnsupportedQuery') : list(USER))));
    expect(await directory.search('ada', signal())).toEqual({ ok: true, value: { people: [ROW], hasMore: true } });
  });

  it('does not say "nobody" when half of it failed', async () => {
    const { directory } = await given(batchOf(({ id }) => (id === 'search' ? refusal(403, 'Authorization_RequestDenied') : list())));
    expect(await directory.search('ada', signal())).toEqual({
      ok: false,
      error: { kind: 'not-permitted', graphCode: 'Authorization_RequestDenied', requestId: 'inner-request', missing: { scopes: ['User.Read.All'], roles: [] } },
    });
  });

  it('of an object id reads that person, or nobody', async () => {
    const { directory, received } = await given((_, n) => (n === 1 ? { status: 200, body: USER } : { status: 404, body: {} }));
    expect(await directory.search(PERSON, signal())).toEqual({ ok: true, value: { people: [ROW], hasMore: false } });
    expect(await directory.search(PERSON, signal())).toEqual({ ok: true, value: { people: [], hasMore: false } });
    expect(received[0]?.url).toMatch(new RegExp(`^/v1.0/users/${PERSON}\\?\\$select=`));
  });

  it('of nothing asks nobody', async () => {
    const { directory, received } = await given(() => ({ status: 500 }));
    expect(await directory.search(' \u200e ', signal())).toEqual({ ok: true, value: { people: [], hasMore: false } });
    expect(received).toEqual([]);
  });
});

describe('kind', () => {
  const user = (change: object) => GraphUser.parse({ id: PERSON, ...change });
  it.each([
    [{}, 'member'],
    [{ userType: 'Member' }, 'member'],
    [{ userType: 'Guest' }, 'internal-guest'],
    [{ userType: 'Guest', identities: [{ signInType: 'userPrincipalName', issuer: 'contoso.com' }] }, 'internal-guest'],
    [{ userType: 'Guest', creationType: 'Invitation' }, 'external-guest'],
    [{ userType: 'guest', externalUserState: 'PendingAcceptance' }, 'external-guest'],
    [{ userType: 'guest', externalUserState: '' }, 'internal-guest'],
    [{ userType: 'Guest', userPrincipalName: 'a_contoso.com#EXT#@x.onmicrosoft.com' }, 'external-guest'],
    [{ userType: 'Guest', identities: [{ signInType: 'federated', issuer: 'ExternalAzureAD' }, { signInType: 'userPrincipalName', issuer: 'x' }] }, 'external-guest'],
    [{ userType: 'Member', creationType: 'Invitation' }, 'external-member'],
    [{ userType: null, userPrincipalName: 'a#ext#@x' }, 'external-member'],
  ])('of %j is %s', (change, kind) => {
    expect(personKind(user(change))).toBe(kind);
  });
});

describe('extras', () => {
  it('come in one batch and degrade one by one', async () => {
    const [first, second, third] = [idOf(1), idOf(2), idOf(3)];
    const { directory, received } = await given(
      batchOf(({ id }) => {
        if (id === `${first}/manager`) return { status: 200, body: { '@odata.type': '#microsoft.graph.orgContact', id: 'c1', displayName: null, mail: 'boss@partner.example', phones: [] } };
        if (id === `${second}/manager`) return refusal(404, 'Request_ResourceNotFound');
        if (id === `${third}/manager`) return { status: 200, body: { id: 5 } };
        if (id === `${first}/roles`) return list({ displayName: 'Helpdesk Administrator' }, { displayName: null, roleTemplateId: 't1' }, {});
        return id === `${second}/roles` ? denied : null;
      }),
    );
    expect(await directory.enrich([first, second, third, first])).toEqual({
      ok: true,
      value: [
        { id: first, manager: { known: true, value: { id: 'c1', displayName: '', mail: 'boss@partner.example' } }, roles: { known: true, value: ['Helpdesk Administrator', 't1', 'Unnamed role'] } },
        { id: second, manager: { known: true, value: null }, roles: { known: false, because: 'not-permitted', needs: 'roles' } },
        { id: third, manager: { known: false, because: 'failed', needs: null }, roles: { known: false, because: 'failed', needs: null } },
      ],
    });
    expect(received.length).toBe(1);
  });

  it('of ten people fit into one batch; eleven are a bug', async () => {
    const { directory, received } = await given(batchOf(() => refusal(404, 'Request_ResourceNotFound')));
    await directory.enrich(Array.from({ length: 10 }, (_, n) => idOf(n)));
    expect(received.length).toBe(1);
    await expect(directory.enrich(Array.from({ length: 11 }, (_, n) => idOf(n)))).rejects.toThrow(RangeError);
  });
});

const AUDIT = { activityDateTime: '2026-03-03T10:00:00Z', activityDisplayName: 'Update user', result: 'success', resultReason: '', initiatedBy: { user: { userPrincipalName: 'it@contoso.com', displayName: null }, app: null } };
const changed = (...names: string[]) => [{ modifiedProperties: names.map((displayName) => ({ displayName, oldValue: '"secret"', newValue: '"secret"' })) }];

describe('a person', () => {
  it('is read whole in one batch', async () => {
    const { directory, received } = await given(
      batchOf(({ id }) => {
        switch (id) {
          case 'user':
            return { status: 200, body: { ...USER, mobilePhone: '+1 425 555 0109', businessPhones: ['1'], employeeType: 'Employee', companyName: 'Contoso', officeLocation: '18', employeeHireDate: '2020-01-01T00:00:00Z', createdDateTime: 'yesterday' } };
          case 'manager':
            return { status: 200, body: { id: 'm1', displayName: 'Boss', mail: null } };
          case 'roles':
            return list({ displayName: 'Reports Reader' });
          case 'groups':
            return list({ id: 'g1', displayName: 'Everybody', isAssignableToRole: null }, { id: 'g2', displayName: 'Keepers', isAssignableToRole: true });
          case 'methods':
            return list(
              { '@odata.type': '#microsoft.graph.phoneAuthenticationMethod', id: 'p', phoneNumber: '+XX XXXXXXXX09', phoneType: 'mobile', createdDateTime: '2026-01-01T00:00:00Z' },
              { '@odata.type': '#microsoft.graph.temporaryAccessPassAuthenticationMethod', id: 't', temporaryAccessPass: 'canary', createdDateTime: null },
              { '@odata.type': '#microsoft.graph.toString', id: 'x', displayName: 'New kind' },
            );
          case 'passes':
            return list(PASS);
          case 'audits':
            return list(
              { ...AUDIT, targetResources: changed('MobilePhone', 'Department', 'StrongAuthenticationPhoneAppDetail') },
              { ...AUDIT, targetResources: changed('Department') },
              { ...AUDIT, activityDateTime: '2026-03-04T01:00:00+00:00', targetResources: [{ modifiedProperties: [{ displayName: 'Included Updated Properties', newValue: '"Manager, City"' }] }] },
              { ...AUDIT, activityDisplayName: 'User registered security info', resultReason: 'User registered Fido', initiatedBy: { app: { displayName: 'Portal' }, user: null } },
              { ...AUDIT, activityDisplayName: 'User started security info registration' },
              { ...AUDIT, activityDisplayName: 'Admin deleted security info', result: 'failure' },
            );
          default:
            return { status: 200, body: { employeeLeaveDateTime: '2026-12-31T00:00:00Z' } };
        }
      }),
    );
    const read = await directory.read(PERSON);
    expect(read).toEqual({
      ok: true,
      value: {
        ...ROW,
        mobilePhone: '+1 425 555 0109',
        businessPhones: ['1'],
        employeeType: 'Employee',
        companyName: 'Contoso',
        officeLocation: '18',
        employeeHireDate: '2020-01-01T00:00:00Z',
        createdDateTime: null,
        manager: { known: true, value: { id: 'm1', displayName: 'Boss', mail: null } },
        roles: { known: true, value: ['Reports Reader'] },
        roleAssignableGroups: { known: true, value: ['Keepers'] },
        methods: {
          known: true,
          value: [
            { id: 'p', type: 'phone', detail: '+XX XXXXXXXX09, mobile', createdDateTime: '2026-01-01T00:00:00Z' },
            { id: 't', type: 'temporary-access-pass', detail: '', createdDateTime: null },
            { id: 'x', type: 'other', detail: 'New kind', createdDateTime: null },
          ],
        },
        contractEnd: { known: true, value: '2026-12-31T00:00:00Z' },
        recentChanges: {
          known: true,
          value: [
            { at: '2026-03-04T01:00:00+00:00', what: 'Update user: Manager', kind: 'manager', by: 'it@contoso.com' },
            { at: '2026-03-03T10:00:00Z', what: 'Update user: MobilePhone', kind: 'phone', by: 'it@contoso.com' },
            { at: '2026-03-03T10:00:00Z', what: 'Update user: StrongAuthenticationPhoneAppDetail', kind: 'method', by: 'it@contoso.com' },
            { at: '2026-03-03T10:00:00Z', what: 'User registered Fido', kind: 'method', by: 'Portal' },
          ],
        },
        pass: { known: true, value: expect.objectContaining({ id: PASS.id }) },
        readAt: NOW.toISOString(),
      },
    });
    expect(PersonDetails.safeParse(read.ok && read.value).success).toBe(true);
    expect(JSON.stringify(read)).not.toMatch(/canary|secret/);
    expect(received.length).toBe(1);
  });

  it('is shown even where nothing else may be read', async () => {
    const { directory } = await given(batchOf(({ id }) => (id === 'user' ? { status: 200, body: { id: PERSON } } : id === 'leaveDate' ? { status: 200, body: {} } : denied)));
    const gap = (needs: string) => ({ known: false, because: 'not-permitted', needs });
    expect(await directory.read(PERSON)).toMatchObject({
      ok: true,
      value: {
        displayName: '', userPrincipalName: '', accountEnabled: null, businessPhones: [],
        manager: gap('people'),
        methods: gap('methods'),
        recentChanges: gap('audits'),
        contractEnd: gap('contractEnd'),
        pass: gap('passes'),
      },
    });
  });

  it('that does not exist is the failure', async () => {
    const { directory } = await given(batchOf(() => refusal(404, 'Request_ResourceNotFound')));
    expect(await directory.read(PERSON)).toEqual({ ok: false, error: { kind: 'not-found', what: 'person', requestId: 'inner-request' } });
  });

  it('is read afresh before an issue', async () => {
    const { directory, received } = await given(() => ({ status: 200, body: USER }));
    expect(await directory.readForIssue(PERSON)).toEqual({ ok: true, value: { id: PERSON, displayName: 'Ada Lovelace', userPrincipalName: 'ada@contoso.com', kind: 'member', accountEnabled: true } });
    expect(received[0]?.url).toBe(`/v1.0/users/${PERSON}?$select=id,displayName,userPrincipalName,accountEnabled,userType,creationType,externalUserState,identities`);
  });
});

describe('hostile answers', () => {
  it('pass names through untouched, for the view to defuse', async () => {
    const displayName = `<img src=x onerror=alert(1)>\u202egnp.exe${'ä'.repeat(10_000)}`;
    const { directory } = await given(batchOf(() => list({ ...USER, displayName, jobTitle: '\u0000', more: { deep: [1] } })));
    const found = await directory.search('ada', signal());
    expect(found.ok && found.value.people[0]?.displayName).toBe(displayName);
    expect(displayText(displayName)).not.toContain('\u202e');
  });

  it('of the wrong types are refused by their paths', async () => {
    const { directory } = await given(batchOf(() => list({ ...USER, displayName: ['x'] })));
    expect(await directory.search('ada', signal())).toEqual({ ok: false, error: { kind: 'unexpected-answer', requestId: '', paths: ['value.0.displayName'] } });
  });

  it('of great length are read quickly and cut to what was asked for', async () => {
    const many = Array.from({ length: 10_000 }, (_, n) => ({ ...USER, id: idOf(n) }));
    const { directory } = await given(batchOf(({ id }) => (id === 'search' ? list(...many) : list())), { timeLimitMs: 15_000 });
    const found = await directory.search('ada', signal());
    expect(found.ok && [found.value.people.length, found.value.hasMore]).toEqual([25, true]);
  });
});
