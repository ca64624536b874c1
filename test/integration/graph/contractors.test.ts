/** Who may be a contractor, by every source that the rules name: each person once, and what could not be read said. */
import { describe, expect, it } from 'vitest';
import { type Contractors, contractEndOf, contractorRule, DEFAULT_CONTRACTORS } from '../../../shared/domain/contract';
import { batchOf, given, type Item, type ItemReply, itemsOf, PERSON, type Received, refusal, type Reply, USER } from './fake-graph';

const idOf = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const [FIRST, SECOND, GUEST, FOREIGN, INNER] = [idOf(1), idOf(2), idOf(3), idOf(4), idOf(5)];
const [GROUP, UNIT, END_GROUP] = ['a1b2c3d4-0000-4000-8000-00000000000a', 'a1b2c3d4-0000-4000-8000-00000000000b', 'a1b2c3d4-0000-4000-8000-00000000000c'];
const NONE: Contractors = { ...DEFAULT_CONTRACTORS, employeeTypes: [], internalGuests: false };
const RULES: Contractors = {
  ...DEFAULT_CONTRACTORS, companies: ["O'Brien & Sons"], groups: [{ id: GROUP, name: 'Project crew' }], units: [{ id: UNIT, name: 'Warehouse' }],
  end: { ...DEFAULT_CONTRACTORS.end, groupPrefix: "Crew's end " },
};
const denied = refusal(403, 'Authorization_RequestDenied');
const list = (...value: unknown[]) => ({ status: 200, body: { value } });
const user = (id: string, more: object = {}) => ({ ...USER, id, userPrincipalName: `${id}@contoso.com`, companyName: null, employeeType: null, onPremisesExtensionAttributes: { extensionAttribute1: null, extensionAttribute7: '2027-05-01' }, ...more });
const foreign = user(FOREIGN, { userType: 'Guest', creationType: 'Invitation' });
const parameters = (url: string) => Object.fromEntries(new URL(url, 'http://x').searchParams);
const gap = (needs: string | null, because = 'not-permitted') => ({ known: false, because, needs });

type Answers = Readonly<Record<'types' | 'guests' | 'companies' | 'group' | 'unit' | 'endGroups' | 'endMembers' | 'leaveDate' | 'signIn' | 'details', ItemReply>>;
const READABLE: Answers = {
  types: list(user(FIRST, { employeeType: 'contractor' }), user(SECOND, { employeeType: 'Vendor', companyName: "O'Brien & Sons" })),
  guests: list(user(GUEST, { userType: 'Guest' }), foreign),
  companies: list(user(SECOND.toUpperCase(), { employeeType: 'Vendor', companyName: "O'Brien & Sons" })),
  group: list(user(FIRST, { employeeType: 'contractor' })),
  unit: list(user(INNER)),
  endGroups: list({ id: END_GROUP, displayName: "Crew's end 2026-06-30" }),
  endMembers: list({ id: FIRST.toUpperCase() }, { id: idOf(99) }),
  leaveDate: list({ id: FIRST }),
  signIn: list({ id: FIRST }),
  details: list(
    { id: FIRST, employeeLeaveDateTime: '2026-09-30T00:00:00Z', manager: { id: 'm1', displayName: 'Boss', mail: null }, signInActivity: { lastSignInDateTime: '2026-03-01T00:00:00Z', lastNonInteractiveSignInDateTime: '2026-03-02T00:00:00Z' } },
    { id: SECOND, employeeLeaveDateTime: null, signInActivity: { lastSignInDateTime: '0001-01-01T00:00:00Z', lastNonInteractiveSignInDateTime: null } },
    { id: GUEST, employeeLeaveDateTime: null },
    { id: INNER },
  ),
};

function answerOf(url: string, answers: Answers): ItemReply {
  const { $filter = '', $select = '' } = parameters(url);
  if (url.includes(GROUP)) return answers.group;
  if (url.includes(UNIT)) return answers.unit;
  if (url.includes(END_GROUP)) return answers.endMembers;
  if (url.includes('/groups?')) return answers.endGroups;
  if ($filter.startsWith('employeeType')) return answers.types;
  if ($filter.startsWith('userType')) return answers.guests;
  if ($filter.startsWith('companyName')) return answers.companies;
  if ($filter.startsWith('id in')) return answers.details;
  return $select.endsWith('signInActivity') ? answers.signIn : answers.leaveDate;
}

const answering = (change: Partial<Answers> = {}) => (request: Received): Reply =>
  request.url.endsWith('/$batch') ? batchOf((item: Item) => answerOf(item.url, { ...READABLE, ...change }))(request) : answerOf(request.url, { ...READABLE, ...change });

describe('contractors', () => {
  it('are found by every source of the rules, each once, with what tells their end', async () => {
    const { contractors, received } = await given(answering());
    const found = await contractors.list(RULES);
    if (!found.ok) throw new Error(found.error.kind);
    expect(found.value).toMatchObject({ unread: [{ source: 'Contract ends in employeeLeaveDateTime' }], isComplete: true });
    expect(found.value.people.map(({ id }) => id)).toEqual([FIRST, SECOND, GUEST, INNER]);
    expect(found.value.people[0]).toEqual({
      id: FIRST, displayName: 'Ada Lovelace', userPrincipalName: `${FIRST}@contoso.com`, mail: 'ada.lovelace@contoso.com', department: 'Engines', jobTitle: 'Analyst', employeeId: 'E100',
      accountEnabled: true, kind: 'member', employeeType: 'contractor',
      contract: {
        companyName: null, leaveDate: { known: true, value: '2026-09-30T00:00:00Z' }, attributes: { known: true, value: { extensionAttribute7: '2027-05-01' } },
        groups: { known: true, value: [{ id: END_GROUP, displayName: "Crew's end 2026-06-30" }, { id: GROUP, displayName: '' }] }, units: { known: true, value: [] },
      },
      manager: { known: true, value: { id: 'm1', displayName: 'Boss', mail: null } },
      lastSignInAt: { known: true, value: '2026-03-02T00:00:00Z' },
    });
    expect(found.value.people.map((person) => contractorRule(person, RULES).because)).toEqual(['employee type contractor', 'employee type Vendor', 'guest of this tenant', 'in the administrative unit Warehouse']);
    expect(contractEndOf('', found.value.people[0]!.contract, RULES)).toEqual({ known: true, value: { at: '2026-06-30T23:59:59.000Z', from: 'group' } });
    // Never signed in; no activity at all; a leave date that was withheld; no manager.
    expect(found.value.people.slice(1).map(({ lastSignInAt, contract, manager }) => [lastSignInAt, contract.leaveDate, manager])).toEqual([
      [{ known: true, value: null }, { known: true, value: null }, { known: true, value: null }],
      [{ known: true, value: null }, { known: true, value: null }, { known: true, value: null }],
      [{ known: true, value: null }, gap('contractEnd'), { known: true, value: null }],
    ]);
    expect(received.length).toBe(5 + 1 + 1 + 1);
  });

  it('are asked about as Graph wants it: advanced queries with their header, no expansion with them, quotes doubled', async () => {
    const { contractors, received } = await given(answering());
    await contractors.list(RULES);
    const asked = received.flatMap((request) => (request.url.endsWith('/$batch') ? itemsOf(request).map(({ url, headers }) => ({ url: url, isEventual: headers?.ConsistencyLevel === 'eventual' })) : [{ url: request.url.replace('/v1.0', ''), isEventual: request.headers.consistencylevel === 'eventual' }]));
    const inShort = asked.map(({ url, isEventual }) => {
      const { $filter, $count, $expand, $top } = parameters(url);
      return [url.split('?')[0], $filter, $top, $expand, isEventual && $count === 'true'];
    });
    expect(inShort).toEqual(expect.arrayContaining([
      ['/users', "employeeType in ('Contractor','Consultant','External','Vendor')", '999', undefined, true],
      ['/users', "companyName in ('O''Brien & Sons')", '999', undefined, true],
      ['/users', "userType eq 'Guest'", '999', undefined, false],
      [`/groups/${GROUP}/transitiveMembers/microsoft.graph.user`, undefined, '999', undefined, true],
      [`/directory/administrativeUnits/${UNIT}/members/microsoft.graph.user`, undefined, '999', undefined, false],
      ['/groups', "startswith(displayName,'Crew''s end ')", '999', undefined, false],
      [`/groups/${END_GROUP}/transitiveMembers/microsoft.graph.user`, undefined, '999', undefined, true],
      ['/users', `id in (${[FIRST, SECOND, GUEST, INNER].map((id) => `'${id}'`).join(',')})`, undefined, 'manager($select=id,displayName,mail)', false],
    ]));
    expect(asked.length).toBe(5 + 3 + 1 + 1);
  });

  it('whose leave dates and sign-ins are closed are listed all the same, and who could open them is said', async () => {
    const { contractors, received } = await given(answering({ leaveDate: denied, signIn: refusal(403, 'Authentication_RequestFromNonPremiumTenantOrB2CTenant') }));
    const found = await contractors.list({ ...DEFAULT_CONTRACTORS });
    expect(found).toMatchObject({
      value: {
        people: [{ id: FIRST, manager: { known: true, value: { displayName: 'Boss' } }, contract: { leaveDate: gap('contractEnd') }, lastSignInAt: gap(null, 'not-licensed') }, { id: SECOND }, { id: GUEST }],
        unread: [
          { source: 'Contract ends in employeeLeaveDateTime', needs: 'Lifecycle Workflows Administrator or Global Reader and the permission User-LifeCycleInfo.Read.All' },
          { source: 'Last sign-ins', needs: 'a Microsoft Entra ID P1 or P2 licence' },
        ],
      },
    });
    const details = itemsOf(received.at(-1)!);
    expect(details.map(({ url }) => parameters(url).$select)).toEqual(['id']);
    // Where the rules do not look at leave dates, that they are closed is nobody's concern.
    const other = await (await given(answering({ leaveDate: denied }))).contractors.list({ ...DEFAULT_CONTRACTORS, end: { ...DEFAULT_CONTRACTORS.end, leaveDate: false } });
    expect(other.ok && other.value.unread).toEqual([]);
  });

  it.each<[string, Partial<Answers>, readonly { source: string; needs: unknown }[]]>([
    ['a group', { group: denied }, [{ source: 'Members of Project crew', needs: expect.stringContaining('GroupMember.Read.All') }]],
    ['a unit', { unit: denied }, [{ source: 'Members of the administrative unit Warehouse', needs: expect.stringContaining('AdministrativeUnit.Read.All') }]],
    ['a group that does not exist', { group: refusal(404, 'Request_ResourceNotFound') }, [{ source: 'Members of Project crew: not in this tenant', needs: '' }]],
    ['people by type, for Graph does not answer', { types: { status: 500 } }, [{ source: 'People by employee type', needs: '' }]],
    ['group names', { endGroups: denied }, [{ source: `Groups named "Crew's end …"`, needs: expect.stringContaining('Directory Readers') }]],
    ['members whose names are withheld', { unit: list({ id: INNER, displayName: null, userPrincipalName: null }) }, [{ source: 'Members of the administrative unit Warehouse', needs: 'the permission User.Read.All' }]],
  ])('that a source does not show are a stated gap, and the others are listed: %s', async (_, change, expected) => {
    const { contractors } = await given(answering({ ...change, details: list() }));
    const found = await contractors.list({ ...RULES, end: { ...RULES.end, leaveDate: false } });
    expect(found.ok && [found.value.unread, found.value.people.some(({ id }) => id === GUEST)]).toEqual([expected, true]);
  });

  it('of whom a group or a date could not be told are not said to be in none', async () => {
    const { contractors } = await given(answering({ endMembers: denied, unit: denied }));
    const found = await contractors.list(RULES);
    expect(found).toMatchObject({ value: { people: [{ id: FIRST, contract: { groups: { known: true } } }, { id: SECOND, contract: { groups: gap('roles'), units: gap('units') } }, { id: GUEST }] } });
    expect(found.ok && contractEndOf('', found.value.people[1]!.contract, RULES)).toEqual(gap('roles'));
  });

  it('whose manager, dates and sign-ins could not be read are listed with gaps', async () => {
    const { contractors } = await given(answering({ details: { status: 500 } }));
    const failed = gap(null, 'failed');
    expect(await contractors.list(DEFAULT_CONTRACTORS)).toMatchObject({ value: { people: [{ id: FIRST, manager: failed, lastSignInAt: failed, contract: { leaveDate: failed } }, { id: SECOND }, { id: GUEST }] } });
  });

  it('are read page by page, fifteen values a filter, and the list says where it ends too soon', async () => {
    let origin = '';
    let made = 0;
    const page = (): ItemReply => ({ status: 200, body: { value: Array.from({ length: 999 }, () => user(idOf((made += 1)))), '@odata.nextLink': `${origin}/v1.0/users?$filter=employeeType&$skiptoken=${made}` } });
    const graph = await given((request) => (request.url.includes('employeeType') && !request.url.endsWith('/$batch') ? page() : answering({ details: list() })(request)));
    origin = graph.origin;
    const found = await graph.contractors.list({ ...NONE, employeeTypes: ['Contractor'] });
    expect(found.ok && [found.value.people.length, found.value.isComplete]).toEqual([5000, false]);
    const values = Array.from({ length: 31 }, (_, n) => `Type ${n}`);
    const short = await given(answering({ types: list() }));
    expect(await short.contractors.list({ ...NONE, employeeTypes: values })).toMatchObject({ value: { people: [], isComplete: true } });
    expect(short.received.filter(({ url }) => url.includes('employeeType')).map(({ url }) => parameters(url).$filter!.split("','").length)).toEqual([15, 15, 1]);
  });

  it('are nobody where no rule makes one; where Graph is down, or nobody may be read, that is the answer', async () => {
    expect(await (await given(answering())).contractors.list(NONE)).toMatchObject({ ok: true, value: { people: [], unread: [], isComplete: true } });
    expect(await (await given(() => ({ fault: 'cut' }))).contractors.list(DEFAULT_CONTRACTORS)).toEqual({ ok: false, error: { kind: 'offline' } });
    expect(await (await given(answering({ types: { status: 500 }, guests: { status: 500 } }))).contractors.list(DEFAULT_CONTRACTORS)).toMatchObject({ ok: false, error: { kind: 'service-unavailable' } });
  });
});

describe('one contractor', () => {
  const one = (change: Readonly<Record<string, ItemReply | null>> = {}) =>
    given(batchOf(({ id }) => {
      const full: Readonly<Record<string, ItemReply>> = {
        user: { status: 200, body: user(PERSON, { userType: 'Guest', companyName: 'Harbour Staffing' }) },
        manager: refusal(404, 'Request_ResourceNotFound'),
        sponsors: list({ '@odata.type': '#microsoft.graph.user', id: 's1', displayName: null, mail: 's@contoso.com' }),
        groups: list({ id: 'g1', displayName: 'Everybody' }),
        units: list({ id: UNIT }),
        leaveDate: { status: 200, body: { employeeLeaveDateTime: null } },
        activity: { status: 200, body: {} },
      };
      return Object.hasOwn(change, id) ? (change[id] ?? null) : (full[id] ?? null);
    }));

  it('is read in one batch of seven, with sponsors', async () => {
    const { contractors, received } = await one();
    expect(await contractors.read(PERSON, RULES)).toMatchObject({
      ok: true,
      value: {
        id: PERSON, kind: 'internal-guest', manager: { known: true, value: null }, sponsors: { known: true, value: [{ id: 's1', displayName: '', mail: 's@contoso.com' }] }, lastSignInAt: { known: true, value: null },
        contract: {
          companyName: 'Harbour Staffing', leaveDate: { known: true, value: null }, attributes: { known: true, value: { extensionAttribute7: '2027-05-01' } },
          groups: { known: true, value: [{ id: 'g1', displayName: 'Everybody' }] }, units: { known: true, value: [UNIT] },
        },
      },
    });
    expect([received.length, itemsOf(received[0]!).length]).toEqual([1, 7]);
  });

  it('is there although the rest was refused, and not without the person', async () => {
    const refused = await one(Object.fromEntries(['manager', 'sponsors', 'groups', 'units', 'leaveDate', 'activity'].map((id) => [id, denied])));
    expect(await refused.contractors.read(PERSON, RULES)).toMatchObject({
      value: { manager: gap('people'), sponsors: gap('people'), lastSignInAt: gap('audits'), contract: { groups: gap('roles'), units: gap('units'), leaveDate: gap('contractEnd') } },
    });
    expect(await (await one({ user: refusal(404, 'Request_ResourceNotFound') })).contractors.read(PERSON, RULES)).toMatchObject({ ok: false, error: { kind: 'not-found', what: 'person' } });
  });
});
