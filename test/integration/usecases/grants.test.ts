/** Granting, ending and changing for a time, through real parts: the demo tenant over HTTP, the adapter, a journal file. */
import { describe, expect, it } from 'vitest';
import { DEMO_PEOPLE } from '../../../main/demo-tenant';
import { ROLE_TEMPLATES } from '../../../main/demo-tenant/directory/roles';
import { changeGrant } from '../../../main/usecases/change-grant';
import { newMemory } from '../../../main/usecases/desk';
import { endGrant } from '../../../main/usecases/end-grant';
import { grantsEndingSoon } from '../../../main/usecases/grant-reminders';
import { grantsOf, listGrants } from '../../../main/usecases/list-grants';
import { makeGrants, tryGrants } from '../../../main/usecases/make-grants';
import { readGrantFacts } from '../../../main/usecases/read-grant-facts';
import { settleAll } from '../../../main/usecases/settle';
import { sendDueEnds } from '../../../main/usecases/watch-grants';
import { UNCERTAIN_GRANT_LINES } from '../../../shared/domain/grant-lines';
import type { Grant } from '../../../shared/domain/grant';
import type { Input } from '../../../shared/ipc/contract';
import { realDesk } from '../../support/real-desk';

const ada = DEMO_PEOPLE.member;
const EXCHANGE = ROLE_TEMPLATES['Exchange Administrator'];
const SECURITY_READER = ROLE_TEMPLATES['Security Reader'];
const LEAD = ['Authentication Administrator', 'Privileged Role Administrator'] as const;

const role = (id: string, how: 'active' | 'eligible' = 'active', scope = '/') => ({ target: { kind: 'role' as const, id }, how, scope });
const wish = (items: Input<'grants.make'>['items'], change: Partial<Input<'grants.make'>> = {}): Input<'grants.make'> => ({
  personId: ada.id,
  template: 'incident',
  items,
  startDateTime: null,
  minutes: 120,
  until: null,
  reason: 'Mail flow is down',
  ticket: 'INC-7001',
  acknowledged: [...UNCERTAIN_GRANT_LINES],
  taskId: null,
  ...change,
});

/** A desk whose clock can be moved together with the tenant's. */
async function lead(options: Parameters<typeof realDesk>[0] = {}) {
  let ahead = 0;
  const now = () => new Date(Date.now() + ahead);
  const made = await realDesk({ operatorRole: LEAD, now, ...options });
  const advance = (minutes: number) => void (ahead += minutes * 60_000);
  const held = () => made.tenant.state.schedules().filter(({ principalId }) => principalId === ada.id);
  return { ...made, advance, held };
}

async function grantOne(desk: Awaited<ReturnType<typeof lead>>['desk'], item = role(SECURITY_READER), change: Partial<Input<'grants.make'>> = {}): Promise<Grant> {
  const answer = await makeGrants(desk, wish([item], change));
  if (!answer.ok || answer.value.made[0]?.state !== 'made') throw new Error(JSON.stringify(answer));
  return answer.value.made[0].grant;
}
const endOne = (desk: Awaited<ReturnType<typeof lead>>['desk'], { scheduleId, target, how, scope }: Grant) =>
  endGrant(desk, { personId: ada.id, person: null, scheduleId, target, how, scope, reason: 'Incident is over', ticket: 'INC-7001', actId: null });
const rulesOf = (answer: { readonly ok: boolean; readonly error?: { readonly kind: string; readonly problems?: readonly { readonly rule: string }[] } }) =>
  answer.ok ? ['ok'] : (answer.error?.problems?.map(({ rule }) => rule) ?? [answer.error?.kind ?? '']);

describe('granting', () => {
  it('makes two roles for two hours with a ticket, each written before and after', async () => {
    const { desk, held, lines, entries } = await lead();
    const answer = await makeGrants(desk, wish([role(EXCHANGE), role(SECURITY_READER)]));
    expect(answer.ok && answer.value.made.map(({ state }) => state)).toEqual(['made', 'made']);
    expect(held().map(({ endDateTime, startDateTime }) => Math.round((Date.parse(endDateTime ?? '') - Date.parse(startDateTime)) / 60_000))).toEqual([120, 120]);
    expect(await lines()).toEqual(['grant.make intent', 'grant.make outcome succeeded', 'grant.make intent', 'grant.make outcome succeeded']);
    expect((await entries())[1]).toMatchObject({ ticket: 'INC-7001', reason: 'Mail flow is down', person: { id: ada.id }, detail: { targetName: 'Exchange Administrator', template: 'incident', scheduleId: expect.any(String) } });
  });

  it('asks PIM first and makes nothing when one of them is refused', async () => {
    const { desk, held, tenant, lines } = await lead();
    const exchange = await makeGrants(desk, wish([role(EXCHANGE)]));
    expect(exchange.ok).toBe(true);
    tenant.simulate.grantAs(DEMO_PEOPLE.admin.id, ada.id, { role: 'Security Reader', minutes: 60 });
    const before = held().length;
    // The form did not see the colleague's grant; PIM did.
    const facts = await readGrantFacts(desk, ada.id);
    expect(facts.ok).toBe(true);
    const answer = await makeGrants(desk, wish([role(SECURITY_READER), role(ROLE_TEMPLATES['Reports Reader'])]));
    expect(rulesOf(answer)).toEqual(['already-granted']);
    expect(held().length).toBe(before);
    expect((await lines()).slice(2)).toEqual(['grant.make outcome failed', 'grant.make outcome failed']);
  });

  it('validates without making anything', async () => {
    const { desk, held, lines } = await lead();
    const verdicts = await tryGrants(desk, wish([role(EXCHANGE), role(SECURITY_READER)]));
    expect(verdicts).toEqual({ ok: true, value: { verdicts: [{ state: 'accepted' }, { state: 'accepted' }] } });
    expect({ held: held(), lines: await lines() }).toEqual({ held: [], lines: [] });
  });

  it.each([
    ['a role that is never granted', wish([role(ROLE_TEMPLATES['Global Administrator'])]), 'never-granted'],
    ['a role outside the catalogue', wish([role(ROLE_TEMPLATES['User Administrator'])]), 'not-in-catalogue'],
    ['longer than the template', wish([role(SECURITY_READER)], { minutes: 481 }), 'grant-too-long'],
    ['shorter than PIM takes', wish([role(SECURITY_READER)], { minutes: 4 }), 'grant-too-short'],
    ['without a ticket', wish([role(SECURITY_READER)], { ticket: '' }), 'ticket-required'],
    ['to the operator', wish([role(SECURITY_READER)], { personId: DEMO_PEOPLE.operator.id }), 'self-grant'],
    ['to a guest of another tenant', wish([role(SECURITY_READER)], { personId: DEMO_PEOPLE.externalGuest.id }), 'guest-grant'],
    ['to a disabled account', wish([role(SECURITY_READER)], { personId: DEMO_PEOPLE.disabled.id }), 'account-disabled'],
  ])('refuses before anything is sent: %s', async (_, request, rule) => {
    const { desk, writes, lines } = await lead();
    expect(rulesOf(await makeGrants(desk, request))).toContain(rule);
    expect({ writes: writes(), lines: await lines() }).toEqual({ writes: [], lines: ['grant.make outcome failed'] });
  });

  it('refuses to outlive the contract', async () => {
    const contractors = { end: { attribute: 'extensionAttribute7', people: { [DEMO_PEOPLE.contractor.userPrincipalName]: new Date(Date.now() - 86_400_000).toISOString().slice(0, 10) } } };
    const { desk, writes } = await lead({ policy: { contractors } });
    expect(rulesOf(await makeGrants(desk, wish([role(SECURITY_READER)], { personId: DEMO_PEOPLE.contractor.id })))).toContain('past-contract-end');
    expect(writes()).toEqual([]);
  });

  it('is not for an Authentication Administrator alone; membership of a group they own is', async () => {
    const { desk, tenant } = await lead({ operatorRole: 'Authentication Administrator' });
    expect(rulesOf(await makeGrants(desk, wish([role(SECURITY_READER)])))).toContain('grant-role-needed');
    const facts = await readGrantFacts(desk, ada.id);
    const group = facts.ok ? facts.value.facts.catalogue.find(({ target, refusedBecause }) => target.kind === 'member' && refusedBecause === null) : undefined;
    if (!group) throw new Error('no group');
    const answer = await makeGrants(desk, wish([{ target: group.target, how: 'active', scope: '/' }]));
    expect(answer.ok && answer.value.made[0]?.state).toBe('made');
    expect(tenant.state.schedules().filter(({ principalId }) => principalId === ada.id)).toHaveLength(1);
    const rows = await grantsOf(desk, ada.id);
    expect(rows.ok && rows.value.rows.map(({ origin, ticket, target }) => [origin, ticket, target.kind])).toEqual([['tapdesk', 'INC-7001', 'member']]);
    // Roles are not theirs to read, which is said and not shown as none.
    expect(rows.ok && rows.value.sources.roles.known).toBe(false);
  });

  it('finds a grant whose answer was lost, and makes it once', async () => {
    const { desk, tenant, held, lines } = await lead();
    const match = { method: 'POST', path: /roleAssignmentScheduleRequests/ };
    // The first one only asks.
    tenant.faults.queue({ match, fault: { kind: 'slow', milliseconds: 0 } });
    tenant.faults.queue({ match, fault: { kind: 'cut-after' } });
    const answer = await makeGrants(desk, wish([role(SECURITY_READER)]));
    expect(answer.ok && answer.value.made[0]?.state).toBe('made');
    expect(tenant.faults.injected['cut-after']).toBe(1);
    expect(held()).toHaveLength(1);
    expect(await lines()).toEqual(['grant.make intent', 'grant.make outcome succeeded']);
  });
});

describe('ending', () => {
  it('is put off for five minutes, survives a restart, and is then proven', async () => {
    const { desk, advance, held, lines, tenant } = await lead();
    const grant = await grantOne(desk);
    expect(await endOne(desk, grant)).toMatchObject({ ok: true, value: { state: 'planned' } });
    expect(held()).toHaveLength(1);

    // The next start knows of it from the journal alone.
    const restarted = { ...desk, memory: newMemory() };
    await settleAll(restarted);
    expect(restarted.memory.plannedEnds.size).toBe(1);
    await sendDueEnds(restarted);
    expect(held()).toHaveLength(1);
    advance(6);
    tenant.clock.now();
    await sendDueEnds(restarted);
    expect({ held: held(), lines: await lines() }).toEqual({ held: [], lines: ['grant.make intent', 'grant.make outcome succeeded', 'grant.end intent', 'grant.end outcome succeeded'] });
  });

  it('proves that the instance is gone, and names another path to the same role', async () => {
    const { desk, advance, tenant, held } = await lead();
    const grant = await grantOne(desk);
    advance(10);
    tenant.simulate.grantAs(DEMO_PEOPLE.admin.id, ada.id, { role: 'Security Reader', how: 'eligible', minutes: 600 });
    const ended = await endOne(desk, grant);
    expect(ended).toMatchObject({ ok: true, value: { state: 'ended', stillHeld: [{ how: 'eligible' }] } });
    expect(held().map(({ how }) => how)).toEqual(['eligible']);
  });

  it('does not say ended while the instance is there', async () => {
    const { desk, advance, held, lines } = await lead({ provisioningLagMs: 0, removalLagMs: 3_600_000 });
    const grant = await grantOne(desk);
    advance(10);
    expect(await endOne(desk, grant)).toMatchObject({ ok: false, error: { kind: 'grant-not-proven' } });
    expect((await lines()).at(-1)).toBe('grant.end outcome unknown');
    expect(held).toBeTypeOf('function');
  });

  it('cancels one that has not begun', async () => {
    const { desk, held, lines } = await lead();
    const grant = await grantOne(desk, role(SECURITY_READER), { template: 'deployment', startDateTime: new Date(Date.now() + 3 * 86_400_000).toISOString() });
    expect(grant.state).toBe('future');
    expect(await endOne(desk, grant)).toMatchObject({ ok: true, value: { state: 'ended' } });
    expect({ held: held(), last: (await lines()).at(-1) }).toEqual({ held: [], last: 'grant.end outcome succeeded' });
  });

  it('leaves a permanent assignment alone', async () => {
    const { desk, tenant } = await lead();
    const rows = await grantsOf(desk, DEMO_PEOPLE.harmlessRole.id);
    const permanent = rows.ok ? rows.value.rows.find(({ endDateTime }) => endDateTime === null) : undefined;
    if (!permanent) throw new Error('no permanent role');
    const { scheduleId, target, how, scope } = permanent;
    const answer = await endGrant(desk, { personId: DEMO_PEOPLE.harmlessRole.id, person: null, scheduleId, target, how, scope, reason: 'x', ticket: '', actId: null });
    expect(answer).toMatchObject({ ok: false, error: { kind: 'grant-not-ours', because: 'permanent' } });
    expect(tenant.log.filter(({ method }) => method === 'POST' ).filter(({ path }) => path.includes('ScheduleRequests'))).toEqual([]);
  });
});

describe('changing the end', () => {
  it('extends within the limits and shortens, and reads the new end back', async () => {
    const { desk, held } = await lead();
    const grant = await grantOne(desk);
    const { scheduleId, target, how, scope } = grant;
    const to = (minutes: number) => new Date(Date.parse(grant.startDateTime ?? '') + minutes * 60_000).toISOString();
    const input = { personId: ada.id, scheduleId, target, how, scope, reason: 'Takes longer', acknowledged: [...UNCERTAIN_GRANT_LINES] };
    const longer = await changeGrant(desk, { ...input, until: to(240) });
    expect(longer).toMatchObject({ ok: true });
    expect(held().map(({ endDateTime }) => Math.round((Date.parse(endDateTime ?? '') - Date.parse(grant.startDateTime ?? '')) / 60_000))).toEqual([240]);
    expect(rulesOf(await changeGrant(desk, { ...input, scheduleId: longer.ok ? longer.value.grant.scheduleId : '', until: to(500) }))).toEqual(['grant-too-long']);
    const rows = await grantsOf(desk, ada.id);
    expect(rows.ok && rows.value.rows.map(({ origin, ticket }) => [origin, ticket])).toEqual([['tapdesk', 'INC-7001']]);
  });
});

describe('what is shown', () => {
  it('tells grants of this desk from those made elsewhere, soonest end first, and reminds of an end', async () => {
    const { desk, tenant } = await lead({ operatorRole: [...LEAD, 'Reports Reader'] });
    tenant.simulate.grantAs(DEMO_PEOPLE.admin.id, DEMO_PEOPLE.joiner.id, { role: 'Reports Reader', minutes: 7 });
    await grantOne(desk, role(SECURITY_READER), { minutes: 10 });
    const list = await listGrants(desk);
    if (!list.ok) throw new Error(list.error.kind);
    const ends = list.value.rows.map(({ endDateTime }) => Date.parse(endDateTime ?? ''));
    expect(ends).toEqual([...ends].sort((one, other) => one - other));
    const mine = list.value.rows.filter(({ person }) => [ada.id, DEMO_PEOPLE.joiner.id].includes(person.id));
    expect(mine.map(({ origin, by }) => [origin, by])).toEqual([['outside', DEMO_PEOPLE.admin.displayName], ['tapdesk', DEMO_PEOPLE.operator.displayName]]);
    expect((await grantsEndingSoon(desk)).map(({ what, displayName }) => [what, displayName])).toEqual([['Security Reader', ada.displayName]]);
  });
});
