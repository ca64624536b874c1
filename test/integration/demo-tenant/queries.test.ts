import { describe, expect, it } from 'vitest';
import { DEMO_PEOPLE } from '../../../main/demo-tenant';
import { clockAt, EVENTUAL, given, names, refusal } from './client';

const clock = clockAt('2026-03-02T09:00:00Z');
const enc = encodeURIComponent;

describe('a list of people', async () => {
  const { get, tenant } = await given({ people: 1_000, now: clock.now });

  it('has a hundred people a page and only the default properties', async () => {
    const { body } = await get('/users');
    expect(body.value).toHaveLength(100);
    expect(Object.keys(body.value[0]).sort()).toEqual([
      'businessPhones', 'displayName', 'givenName', 'id', 'jobTitle', 'mail', 'mobilePhone', 'officeLocation', 'preferredLanguage', 'surname', 'userPrincipalName',
    ]);
  });

  it('can be read to its end through absolute links', async () => {
    const ids: string[] = [];
    let next: string | undefined = `${tenant.origin}/v1.0/users?$select=id&$top=300`;
    while (next !== undefined) {
      expect(next.startsWith(`${tenant.origin}/v1.0/users?`)).toBe(true);
      const { body } = await get(next.slice(tenant.origin.length));
      ids.push(...body.value.map((person: { id: string }) => person.id));
      next = body['@odata.nextLink'];
    }
    expect(ids).toEqual(tenant.state.people.map(({ id }) => id));
  });

  it('refuses a skip token of another query', async () => {
    const first = await get('/users?$top=5');
    const token = new URL(first.body['@odata.nextLink']).searchParams.get('$skiptoken') ?? '';
    expect((await get(`/users?$top=6&$skiptoken=${token}`)).status).toBe(400);
    expect((await get('/users?$top=5&$skiptoken=abc')).status).toBe(400);
  });

  it.each([
    ['/users?$top=1000', 'Request_UnsupportedQuery'],
    ['/users?$top=0', 'Request_UnsupportedQuery'],
    ['/users?$skip=5', 'Request_BadRequest'],
    ['/users?nonsense=1', 'Request_BadRequest'],
    ['/users?$select=displayName,nonsense', 'BadRequest'],
    ['/users?$orderby=jobTitle', 'Request_UnsupportedQuery'],
    ['/users?$count=yes', 'BadRequest'],
  ])('refuses %s', async (path, code) => {
    expect(refusal(await get(path))).toEqual({ status: 400, code });
  });

  it('gives other properties on request, and nothing else then', async () => {
    expect((await get(`/users/${DEMO_PEOPLE.contractor.id}?$select=employeeType,companyName,faxNumber`)).body).toEqual({
      '@odata.context': `${tenant.origin}/v1.0/$metadata#users(employeeType,companyName,faxNumber)/$entity`, employeeType: 'Contractor', companyName: 'Harbour Staffing', faxNumber: null,
    });
  });

  it('finds one person by id or address, in any letter case', async () => {
    const { id, userPrincipalName } = DEMO_PEOPLE.externalGuest;
    for (const key of [id.toUpperCase(), enc(userPrincipalName), enc(userPrincipalName.toUpperCase())]) expect((await get(`/users/${key}?$select=id`)).body.id).toBe(id);
    expect(refusal(await get('/users/nobody'))).toEqual({ status: 404, code: 'Request_ResourceNotFound' });
  });

  it('expands managers on a page', async () => {
    const { body } = await get('/users?$top=5&$select=displayName&$expand=manager($select=displayName)');
    expect(body.value[0]).toEqual({ displayName: 'Ada Lindqvist', manager: { '@odata.type': '#microsoft.graph.user', displayName: 'Rurik Thorvald' } });
  });

  it('sorts by name', async () => {
    const sorted = names(await get('/users?$orderby=displayName desc&$top=50&$select=displayName'));
    expect(sorted).toEqual([...sorted].sort((a, b) => new Intl.Collator('en').compare(b, a)));
  });

  it('does not show leave dates to a helpdesk operator, however asked', async () => {
    expect(refusal(await get(`/users/${DEMO_PEOPLE.contractor.id}?$select=employeeLeaveDateTime`))).toEqual({ status: 403, code: 'Authorization_RequestDenied' });
    expect((await get("/users?$count=true&$filter=employeeLeaveDateTime le 2027-01-01T00:00:00Z", EVENTUAL)).status).toBe(403);
    const reader = await given({ operatorRole: 'Global Reader' });
    expect((await reader.get(`/users/${DEMO_PEOPLE.contractor.id}?$select=employeeLeaveDateTime`)).body.employeeLeaveDateTime).toMatch(/^\d{4}-\d\d-\d\dT/);
  });
});

describe('advanced queries', async () => {
  const { get } = await given({ people: 300, now: clock.now });

  it.each([
    ['a search', '/users?$search="displayName:ada"', 'Request_UnsupportedQuery'],
    ['a count of its own', '/users/$count', 'Request_BadRequest'],
    ['endsWith', "/users?$filter=endsWith(mail,'x')&$count=true", 'Request_UnsupportedQuery'],
    ['ne', "/users?$filter=userType ne 'Guest'&$count=true", 'Request_UnsupportedQuery'],
    ['not', "/users?$filter=not(userType eq 'Guest')&$count=true", 'Request_UnsupportedQuery'],
    ['filter with order', "/users?$filter=accountEnabled eq true&$orderby=displayName&$count=true", 'Request_UnsupportedQuery'],
    ['a property that is only indexed for them', "/users?$filter=employeeType eq 'Contractor'&$count=true", 'Request_UnsupportedQuery'],
  ])('need the header: %s', async (_, path, code) => {
    expect(refusal(await get(path))).toEqual({ status: 400, code });
    expect((await get(path, EVENTUAL)).status).toBe(200);
  });

  it.each(["endsWith(mail,'x')", "userType ne 'Guest'", "not startsWith(displayName,'A')", "employeeHireDate ge 2026-01-01T00:00:00Z", "companyName eq 'Fjordlight'", 'department eq null', "startsWith(mobilePhone,'%2B1')"])(
    'need $count=true as well: %s',
    async (filter) => {
      expect(refusal(await get(`/users?$filter=${filter}`, EVENTUAL))).toEqual({ status: 400, code: 'Request_UnsupportedQuery' });
      expect((await get(`/users?$filter=${filter}&$count=true`, EVENTUAL)).status).toBe(200);
    },
  );

  it('count only with the header, and on the first page only', async () => {
    expect((await get('/users?$count=true&$top=5')).body).not.toHaveProperty('@odata.count');
    const first = await get('/users?$count=true&$top=5', EVENTUAL);
    expect(first.body['@odata.count']).toBe(300);
    const second = await get(new URL(first.body['@odata.nextLink']).pathname + new URL(first.body['@odata.nextLink']).search, EVENTUAL);
    expect(second.body).not.toHaveProperty('@odata.count');
    expect((await get('/users/$count', EVENTUAL)).body).toBe(300);
  });

  it('need the header again on the next page', async () => {
    const { body } = await get(`/users?$search=${enc('"displayName:a"')}&$top=1`, EVENTUAL);
    const next = new URL(body['@odata.nextLink']);
    expect(refusal(await get(next.pathname + next.search))).toEqual({ status: 400, code: 'Request_UnsupportedQuery' });
    expect((await get(next.pathname + next.search, EVENTUAL)).status).toBe(200);
  });

  it.each(['$search="displayName:ada"', "$filter=userType ne 'Guest'&$count=true"])('cannot expand: %s', async (query) => {
    expect(refusal(await get(`/users?${query}&$expand=manager`, EVENTUAL))).toEqual({ status: 400, code: 'Request_UnsupportedQuery' });
  });
});

describe('$search', async () => {
  const extra = (displayName: string, alias: string, more: object = {}) => ({ displayName, userPrincipalName: `${alias}@fjordlight.example`, ...more });
  const { get } = await given({
    people: 0,
    extraPeople: [
      extra('Oscar Ward', 'oscar.w'), extra("Siobhán O'Neill", 'siobhan'), extra('HelloWorld', 'hello'), extra('李四(David Li)', 'david.li'), extra('Anna-Lena 42nd', 'annalena'),
      extra('Zoë Tiger', 'zoe', { mobilePhone: '+46 70 174 06 05', surname: 'Tiger', employeeId: 'T1', businessPhones: ['+46 1'] }), extra('Rock & Roll', 'rock'),
    ],
  });
  const found = async (search: string) => names(await get(`/users?$search=${enc(search)}&$select=displayName&$count=true`, EVENTUAL));

  it.each([
    ['"displayName:wa"', ['Wanda Kowalczyk', 'Oscar Ward']],
    ['"displayName:ward oscar"', ['Oscar Ward']],
    ['"displayName:ard"', []],
    ['"displayName:WARD"', ['Oscar Ward']],
    ['"displayName:neill"', ["Siobhán O'Neill"]],
    ['"displayName:oneill"', ["Siobhán O'Neill"]],
    [`"displayName:O'Neill"`, ["Siobhán O'Neill"]],
    ['"displayName:siobhan"', []],
    ['"displayName:world"', ['HelloWorld']],
    ['"displayName:李四"', ['李四(David Li)']],
    ['"displayName:(李四"', ['李四(David Li)']],
    ['"displayName:Li 李"', ['李四(David Li)']],
    ['"displayName:42"', ['Anna-Lena 42nd']],
    ['"displayName:annalena"', ['Anna-Lena 42nd']],
    ['"mobilePhone:+46 70"', ['Zoë Tiger']],
    ['"mobilePhone:174"', []],
    ['"surname:tig"', ['Zoë Tiger']],
    ['"mail:zoe@"', ['Zoë Tiger']],
    ['"userPrincipalName:zoe"', ['Zoë Tiger']],
    ['"displayName:oscar" OR "surname:tiger"', ['Oscar Ward', 'Zoë Tiger']],
    ['"displayName:oscar" AND "surname:tiger"', []],
    ['"surname:tiger" AND ("displayName:oscar" OR "displayName:zoë")', ['Zoë Tiger']],
  ])('%s finds %j', async (search, expected) => {
    expect(await found(search)).toEqual(expected);
  });

  it.each(['displayName:ada', '"displayName:"', '"ada"', '"nonsense:ada"', '"employeeId:T1"', '"businessPhones:1"', '"accountEnabled:true"', '"displayName:a" "displayName:b"', '"displayName:a" or "displayName:b"', '("displayName:a"', '', '"__proto__:a"'])(
    'refuses %s',
    async (search) => {
      expect((await get(`/users?$search=${enc(search)}`, EVENTUAL)).status).toBe(400);
    },
  );

  it('takes a plus sign for a space unless it is encoded', async () => {
    expect(names(await get('/users?$search="displayName:oscar+ward"', EVENTUAL))).toEqual(['Oscar Ward']);
    expect(names(await get('/users?$search="mobilePhone:+46 70"', EVENTUAL))).toEqual([]);
  });

  it('refuses an ampersand unless it is encoded twice, as v1.0 does', async () => {
    expect(refusal(await get('/users?$search="displayName:Rock %26"', EVENTUAL))).toEqual({ status: 400, code: 'Request_BadRequest' });
    expect(names(await get('/users?$search="displayName:Rock %2526"', EVENTUAL))).toEqual(['Rock & Roll']);
  });

  it('narrows with a filter and sorts with $count', async () => {
    expect(names(await get(`/users?$search="displayName:a"&$filter=accountEnabled eq true&$orderby=displayName&$count=true&$top=2`, EVENTUAL))).toHaveLength(2);
    expect((await get(`/users?$search="displayName:a"&$orderby=displayName`, EVENTUAL)).status).toBe(400);
  });
});

describe('$filter', async () => {
  const { get, tenant } = await given({ people: 1_500, now: clock.now });
  const { people } = tenant.state;
  const found = async (filter: string) => {
    const { body } = await get(`/users?$filter=${enc(filter)}&$select=id&$count=true&$top=999`, EVENTUAL);
    return body.value?.map((person: { id: string }) => person.id) ?? body;
  };
  type People = typeof people;
  const expected = (test: (person: People[number]) => boolean) => people.filter(test).map(({ id }) => id).slice(0, 999);
  const low = (text: string | null) => (text ?? '').toLowerCase();

  it.each<[string, (person: People[number]) => boolean]>([
    ["startsWith(employeeId,'E1000')", ({ employeeId }) => employeeId?.startsWith('E1000') ?? false],
    ["employeeId eq 'e000010'", ({ employeeId }) => employeeId === 'E000010'],
    ["businessPhones/any(p:startsWith(p,'+1 206'))", ({ businessPhones }) => businessPhones.some((phone) => phone.startsWith('+1 206'))],
    ['accountEnabled eq false', ({ accountEnabled }) => !accountEnabled],
    ["userType eq 'Guest'", ({ userType }) => userType === 'Guest'],
    ["employeeType eq 'Contractor'", ({ employeeType }) => low(employeeType) === 'contractor'],
    ["startswith(employeeType,'contr')", ({ employeeType }) => low(employeeType) === 'contractor'],
    ['employeeHireDate ge 2026-02-20T00:00:00Z and employeeHireDate le 2026-03-20T23:59:59Z', ({ employeeHireDate }) => employeeHireDate !== null && employeeHireDate >= '2026-02-20' && employeeHireDate < '2026-03-21'],
    ['createdDateTime ge 2025-06-01', ({ createdDateTime }) => createdDateTime >= '2025-06-01'],
    ["department eq 'finance' or department eq 'Legal'", ({ department }) => department === 'Finance' || department === 'Legal'],
    ["department in ('Finance', 'Legal')", ({ department }) => department === 'Finance' || department === 'Legal'],
    ['department eq null', ({ department }) => department === null],
    ['department ne null', ({ department }) => department !== null],
    ["companyName ne 'Fjordlight'", ({ companyName }) => companyName !== 'Fjordlight'],
    ["not (companyName eq 'Fjordlight') and accountEnabled eq true", ({ companyName, accountEnabled }) => companyName !== 'Fjordlight' && accountEnabled],
    ["startsWith(displayName,'ada') or startsWith(mail,'ada')", ({ displayName, mail }) => low(displayName).startsWith('ada') || low(mail).startsWith('ada')],
    ["endsWith(mail,'@partner.example')", ({ mail }) => mail?.endsWith('@partner.example') ?? false],
    ["endsWith(userPrincipalName,'#EXT#@fjordlight.example')", ({ userPrincipalName }) => userPrincipalName.includes('#EXT#')],
    [`id in ('${DEMO_PEOPLE.member.id}','${DEMO_PEOPLE.admin.id}')`, ({ id }) => id === DEMO_PEOPLE.member.id || id === DEMO_PEOPLE.admin.id],
    [`id eq '${DEMO_PEOPLE.member.id.toUpperCase()}'`, ({ id }) => id === DEMO_PEOPLE.member.id],
    ["externalUserState eq 'PendingAcceptance'", ({ externalUserState }) => externalUserState === 'PendingAcceptance'],
    ["jobTitle eq 'Engineer' and (department eq 'Engineering' or accountEnabled eq false)", ({ jobTitle, department, accountEnabled }) => jobTitle === 'Engineer' && (department === 'Engineering' || !accountEnabled)],
    ["accountEnabled eq false or userType eq 'Guest' and department eq null", ({ accountEnabled, userType, department }) => !accountEnabled || (userType === 'Guest' && department === null)],
    ["surname eq 'O''Brien'", ({ surname }) => surname === "O'Brien"],
    ["identities/any(i:i/issuer eq 'ExternalAzureAD')", ({ identities }) => identities.some(({ issuer }) => issuer === 'ExternalAzureAD')],
    ['assignedLicenses/$count eq 0', ({ assignedLicenses }) => assignedLicenses.length === 0],
    ["creationType eq 'Invitation'", ({ creationType }) => creationType === 'Invitation'],
  ])('%s finds whom it should', async (filter, test) => {
    const wanted = expected(test);
    expect(wanted.length).toBeGreaterThan(0);
    expect(await found(filter)).toEqual(wanted);
  });

  it.each([
    "startsWith(businessPhones,'1')", "businessPhones eq '1'", 'nonsense eq 1', "contains(displayName,'a')", "displayName gt 'A'", "createdDateTime gt 2025-01-01", "endsWith(displayName,'a')",
    "startsWith(userType,'G')", "employeeType eq null", 'accountEnabled eq null', "accountEnabled eq 'true'", "employeeHireDate ge '2026-01-01'", 'createdDateTime ge 2026-13-45', "displayName eq Ada",
    "displayName eq 'Ada", "displayName eq 'Ada' and", "(displayName eq 'Ada'", "displayName eq 'Ada')", 'displayName', "businessPhones/any(p:contains(p,'1'))", "manager/any(m:m/id eq '1')",
    "aboutMe eq 'x'", "__proto__ eq 'x'", "constructor eq 'x'", 'a'.repeat(5), '('.repeat(5_000), '', "displayName eq 'Ada' xor displayName eq 'Bo'", "assignedLicenses/$count gt 1",
  ])('refuses %s', async (filter) => {
    expect((await get(`/users?$filter=${enc(filter)}&$count=true`, EVENTUAL)).status).toBe(400);
  });
});
