/** People who start, and people named in a list: against the demo tenant, and against answers that it does not give. */
import { afterEach, describe, expect, it } from 'vitest';
import { createOnboarding } from '../../../main/adapters/graph/onboarding';
import { DEMO_PEOPLE, type DemoTenantOptions } from '../../../main/demo-tenant/index';
import type { PersonKey } from '../../../main/ports/onboarding';
import { Joiner, JoinerDetails } from '../../../shared/domain/onboarding';
import { startRecorded } from './demo-graph';
import { batchOf, given, itemsOf, NOW, refusal, USER } from './fake-graph';

const DAY = 86_400_000;
const never = new AbortController().signal;
const idOf = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

const cleanups: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup();
});

async function demo(options: DemoTenantOptions = {}) {
  const recorded = await startRecorded({ people: 400, ...options });
  cleanups.push(() => recorded.tenant.close());
  return { ...recorded, onboarding: createOnboarding(recorded.graph) };
}

describe('the list', () => {
  it.each([['Reports Reader', true], ['Authentication Administrator', false]] as const)('by hire date holds whole days, and last sign-ins where a %s may read them', async (role, reads) => {
    const { tenant, onboarding } = await demo({ operatorRole: role });
    const now = tenant.clock.now();
    const listed = await onboarding.list({ by: 'hire-date', pastDays: 7, comingDays: 14 }, now);
    const today = Math.floor(now.getTime() / DAY) * DAY;
    const expected = tenant.state.people.filter(({ employeeHireDate }) => employeeHireDate !== null && Date.parse(employeeHireDate) >= today - 7 * DAY && Date.parse(employeeHireDate) < today + 15 * DAY);
    const people = listed.ok ? listed.value.people : [];
    expect(expected.length).toBeGreaterThan(3);
    expect([new Set(people.map(({ id }) => id)), listed.ok && listed.value.isComplete]).toEqual([new Set(expected.map(({ id }) => id)), true]);
    expect(people.every((person) => Joiner.safeParse(person).success)).toBe(true);
    expect(people.map(({ id, licences, employeeHireDate, usageLocation }) => ({ id, licences, employeeHireDate, usageLocation }))).toEqual(people.map(({ id }) => {
      const person = tenant.state.person(id)!;
      return { id, licences: person.assignedLicenses.length, employeeHireDate: person.employeeHireDate, usageLocation: person.usageLocation };
    }));
    expect(people.every(({ lastSignInAt }) => lastSignInAt.known === reads)).toBe(true);
    if (!reads) expect(people[0]?.lastSignInAt).toEqual({ known: false, because: 'not-permitted', needs: 'audits' });
  });

  it('by creation, and by group, follows its pages', async () => {
    const { tenant, onboarding } = await demo({ people: 1_300 });
    const created = await onboarding.list({ by: 'created', pastDays: 90 }, tenant.clock.now());
    const since = Math.floor(tenant.clock.now().getTime() / DAY - 90) * DAY;
    expect(created.ok && new Set(created.value.people.map(({ id }) => id))).toEqual(new Set(tenant.state.people.filter(({ createdDateTime }) => Date.parse(createdDateTime) >= since).map(({ id }) => id)));
    const groups = await onboarding.groups('a');
    const all = groups.ok ? groups.value : [];
    expect(all.every(({ displayName }) => displayName.toLowerCase().startsWith('a'))).toBe(true);
    const groupId = tenant.state.groupIdsOf(DEMO_PEOPLE.operator.id)[0] ?? tenant.state.people.flatMap(({ id }) => tenant.state.groupIdsOf(id))[0]!;
    const members = await onboarding.list({ by: 'group', groupId }, tenant.clock.now());
    expect(members.ok && members.value.people.length).toBeGreaterThan(0);
    expect(members.ok && members.value.people.every(({ id }) => tenant.state.groupIdsOf(id).includes(groupId))).toBe(true);
    expect(await onboarding.list({ by: 'group', groupId: idOf(9) }, tenant.clock.now())).toMatchObject({ ok: false, error: { kind: 'not-found' } });
  });

  it('that does not end is cut, and says so; somebody of whom little is told has gaps', async () => {
    let page = 0;
    const { graph, received } = await given((request) => {
      if (request.url.includes('signInActivity')) return refusal(403, 'Authorization_RequestDenied');
      page += 1;
      return { status: 200, body: { value: Array.from({ length: 999 }, (_, n) => ({ id: idOf(page * 1000 + n), ...(n === 0 ? {} : USER_BUT_ID) })), '@odata.nextLink': `http://${request.headers.host ?? ''}/v1.0/users?$skiptoken=${page}` } };
    });
    const listed = await createOnboarding(graph).list({ by: 'hire-date', pastDays: 0, comingDays: 0 }, NOW);
    expect(listed.ok && [listed.value.people.length, listed.value.isComplete, page]).toEqual([5000, false, 6]);
    expect(listed.ok && listed.value.people[0]).toMatchObject({ displayName: '', accountEnabled: null, licences: null, employeeHireDate: null });
    const asked = decodeURIComponent(received.find(({ url }) => url.includes('employeeHireDate ge') || url.includes('employeeHireDate%20ge'))?.url ?? '');
    expect(asked).toContain('employeeHireDate ge 2026-03-04T00:00:00Z and employeeHireDate le 2026-03-04T23:59:59Z');
    expect(asked).not.toContain('$expand');
  });
});

const USER_BUT_ID = Object.fromEntries(Object.entries(USER).filter(([name]) => name !== 'id'));

describe('details', () => {
  it('are manager, methods but password and pass, and the pass; what is refused of one is that part’s gap', async () => {
    const [first, second] = [idOf(1), idOf(2)];
    const method = (type: string) => ({ '@odata.type': `#microsoft.graph.${type}AuthenticationMethod`, id: type });
    const { graph, received } = await given(batchOf(({ id }) => {
      if (id === `${second}/methods` || id === `${second}/passes`) return refusal(403, 'accessDenied');
      if (id.endsWith('/manager')) return refusal(404, 'Request_ResourceNotFound');
      return { status: 200, body: { value: id.endsWith('/methods') ? [method('password'), method('fido2'), method('temporaryAccessPass')] : [] } };
    }));
    const details = await createOnboarding(graph).details([first, second, first]);
    expect(details).toEqual({
      ok: true,
      value: [
        { personId: first, manager: { known: true, value: null }, methods: { known: true, value: [{ id: 'fido2', type: 'fido2', detail: '', createdDateTime: null }] }, pass: { known: true, value: null } },
        { personId: second, manager: { known: true, value: null }, methods: { known: false, because: 'not-permitted', needs: 'methods' }, pass: { known: false, because: 'not-permitted', needs: 'passes' } },
      ],
    });
    expect(itemsOf(received[0]!)).toHaveLength(6);
    await expect(createOnboarding(graph).details(Array.from({ length: 7 }, (_, n) => idOf(n)))).rejects.toThrow(RangeError);
  });

  it('come with whoever a list names, in its order, as the directory has them', async () => {
    const { onboarding } = await demo();
    const named = await onboarding.list({ by: 'people', ids: [DEMO_PEOPLE.disabled.id.toUpperCase(), idOf(999), DEMO_PEOPLE.member.id] }, new Date());
    if (!named.ok) throw new Error(named.error.kind);
    expect(named.value.people.map(({ displayName, accountEnabled }) => [displayName, accountEnabled])).toEqual([[DEMO_PEOPLE.disabled.displayName, false], [DEMO_PEOPLE.member.displayName, true]]);
    expect(named.value.people.every(({ licences }) => licences !== null)).toBe(true);
  });

  it('of people of the demo tenant are well-formed', async () => {
    const { onboarding } = await demo();
    const details = await onboarding.details([DEMO_PEOPLE.withLivePass.id, DEMO_PEOPLE.member.id]);
    expect(details.ok && details.value.every((each) => JoinerDetails.safeParse(each).success)).toBe(true);
    expect(details.ok && details.value.map(({ pass }) => pass.known && pass.value !== null)).toEqual([true, false]);
  });
});

describe('a key', () => {
  const found = async (keys: readonly PersonKey[], options: DemoTenantOptions = {}) => {
    const { tenant, sent, onboarding } = await demo(options);
    const answer = await onboarding.find(keys, never);
    return { tenant, sent, ids: answer.ok ? answer.value.map((each) => each.map(({ id }) => id)) : answer.error };
  };

  it('of any kind names whom it names, in any case and in the order of the keys, and nobody whom nobody is called', async () => {
    const { tenant } = await demo();
    const people = tenant.state.people.filter(({ mail, employeeId }) => mail !== null && employeeId !== null).slice(0, 40);
    const keys = people.flatMap(({ id, userPrincipalName, mail, employeeId }): PersonKey[] => [
      { by: 'mail', value: mail!.toUpperCase() }, { by: 'employeeId', value: employeeId! }, { by: 'id', value: id.toUpperCase() }, { by: 'userPrincipalName', value: userPrincipalName },
    ]);
    const odd: PersonKey[] = [
      { by: 'id', value: 'not an id' }, { by: 'mail', value: "o'brien'' or startswith(mail,'a')@contoso.com" }, { by: 'mail', value: '' }, { by: 'userPrincipalName', value: '\ud800@x' },
      { by: 'employeeId', value: '..' }, { by: 'id', value: idOf(77) }, { by: 'mail', value: `${'a'.repeat(4_000)}@contoso.com` },
    ];
    const { ids, sent } = await found([...keys, ...odd]);
    const named = (by: PersonKey['by'], value: string) => tenant.state.people.filter((person) => (person[by] ?? '').toLowerCase() === value.toLowerCase()).map(({ id }) => id);
    expect(ids).toEqual([...keys.map(({ by, value }) => named(by, value)), ...odd.map(() => [])]);
    expect(sent.some(({ path }) => decodeURIComponent(path).includes('not an id'))).toBe(false);
    expect(sent.filter(({ path }) => path.includes('filter')).every(({ path, headers }) => (decodeURIComponent(path).match(/','/g) ?? []).length < 15 && headers?.['x-ms-throttle-priority'] === undefined)).toBe(true);
  });

  it('with an apostrophe, and one that names two people, are both found', async () => {
    const someone = { userType: 'Member', accountEnabled: true } as const;
    const { ids } = await found([{ by: 'mail', value: "sinead.o'brien@contoso.example" }, { by: 'employeeId', value: 'E-7' }], {
      extraPeople: [
        { ...someone, id: idOf(1), displayName: 'Sinead O’Brien', userPrincipalName: "sinead.o'brien@contoso.example", mail: "sinead.o'brien@contoso.example", employeeId: 'E-7' },
        { ...someone, id: idOf(2), displayName: 'Another', userPrincipalName: 'another@contoso.example', employeeId: 'e-7' },
      ],
    });
    expect(Array.isArray(ids) && [ids[0], new Set(ids[1])]).toEqual([[idOf(1)], new Set([idOf(1), idOf(2)])]);
  });

  it('is unknown only where everything was read', async () => {
    const keys = Array.from({ length: 31 }, (_, n): PersonKey => ({ by: 'employeeId', value: String(n) }));
    const { graph, received } = await given((request) => (request.url.includes('$count') ? { status: 403 } : batchOf(({ id }) => (id === '1' ? refusal(403, 'Authorization_RequestDenied') : { status: 200, body: { value: [] } }))(request)));
    expect(await createOnboarding(graph).find(keys, never)).toMatchObject({ ok: false, error: { kind: 'not-permitted' } });
    expect(received.filter(({ url }) => url.endsWith('$batch')).map((each) => itemsOf(each).length)).toEqual([3]);
    expect(await createOnboarding(graph).find(keys, AbortSignal.abort())).toEqual({ ok: false, error: { kind: 'cancelled' } });
    expect(await createOnboarding(graph).find([], never)).toEqual({ ok: true, value: [] });
  });
});
