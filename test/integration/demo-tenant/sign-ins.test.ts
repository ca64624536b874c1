import { describe, expect, it } from 'vitest';
import { DEMO_PEOPLE, type RoleName } from '../../../main/demo-tenant';
import { clockAt, given, passesOf, refusal } from './client';

const SIGN_INS = '/auditLogs/signIns';
const { member, contractor, externalMember } = DEMO_PEOPLE;

describe('the sign-in log', async () => {
  const { call, get, tenant } = await given({ now: clockAt('2026-03-02T09:00:00.000Z').now, operatorRole: ['Authentication Administrator', 'Reports Reader'] });
  for (const person of [member, contractor, externalMember]) {
    const { body } = await call('POST', passesOf(person), { body: {} });
    tenant.simulate.signIn(person.id, body.temporaryAccessPass);
    tenant.clock.advance(60_000);
  }
  const early = await get(SIGN_INS);
  tenant.clock.advance(240_000);
  const found = async (query: string) => (await get(`${SIGN_INS}?${query}`)).body.value.map(({ userId }: { readonly userId: string }) => userId);

  it('is read five minutes late, newest first', async () => {
    expect(early.body.value).toEqual([]);
    expect(await found('')).toEqual([externalMember.id, contractor.id, member.id]);
    expect(tenant.state.signIns).toHaveLength(3);
    const { tenant: other, get: read, call: ask } = await given({ operatorRole: ['Authentication Administrator', 'Reports Reader'] });
    const { body } = await ask('POST', passesOf(member), { body: {} });
    other.simulate.signIn(member.id, body.temporaryAccessPass);
    const id = other.state.signIns[0]?.id ?? '';
    expect((await read(`${SIGN_INS}/${id}`)).status).toBe(404);
    other.clock.advance(300_000);
    expect((await read(`${SIGN_INS}/${id}`)).body).toMatchObject({ id, userId: member.id });
  });

  it('does not say by which method somebody signed in', async () => {
    const { body } = await get(SIGN_INS);
    expect(body.value[0]).toMatchObject({ status: { errorCode: 0, failureReason: null }, isInteractive: true, userPrincipalName: 'ines.carvalho@sister.example' });
    expect(JSON.stringify(body)).not.toMatch(/authenticationDetails|authenticationMethod|Temporary Access Pass/);
  });

  it('is filtered by who, when and how it went', async () => {
    expect(await found(`$filter=userId eq '${member.id}'`)).toEqual([member.id]);
    expect(await found(`$filter=userPrincipalName eq '${contractor.userPrincipalName}' and createdDateTime ge 2026-03-02T09:01:00Z`)).toEqual([contractor.id]);
    expect(await found('$filter=createdDateTime le 2026-03-02T09:00:30Z')).toEqual([member.id]);
    expect(await found("$filter=startsWith(userPrincipalName,'ada')")).toEqual([member.id]);
    expect([(await found('$filter=status/errorCode eq 0')).length, (await found('$filter=status/errorCode eq 50126')).length]).toEqual([3, 0]);
    expect(await found('$orderby=createdDateTime')).toEqual([member.id, contractor.id, externalMember.id]);
  });

  it('comes in pages', async () => {
    const { body } = await get(`${SIGN_INS}?$top=2&$select=userId`);
    expect(body.value).toEqual([{ userId: externalMember.id }, { userId: contractor.id }]);
    expect((await get(body['@odata.nextLink'].slice(tenant.origin.length))).body.value).toEqual([{ userId: member.id }]);
  });

  it.each(["status/errorCode eq '0'", "isInteractive eq true", "userId ne 'x'", 'status eq 0', "authenticationMethodsUsed/any(m:m eq 'x')"])('refuses the filter %s', async (filter) => {
    expect((await get(`${SIGN_INS}?$filter=${filter}`)).status).toBe(400);
  });

  it.each<[RoleName, number]>([['Authentication Administrator', 403], ['Reports Reader', 200], ['Security Reader', 200], ['Security Operator', 200], ['Security Administrator', 200], ['Global Reader', 200]])('is for %s: %d', async (operatorRole, status) => {
    expect((await (await given({ people: 0, operatorRole })).get(SIGN_INS)).status).toBe(status);
  });

  it('takes the scope for audits, and no wider one', async () => {
    const status = async (...scopes: readonly string[]) => (await (await given({ people: 0, operatorRole: 'Reports Reader', scopes })).get(SIGN_INS)).status;
    expect([await status('AuditLog.Read.All'), await status('Directory.Read.All')]).toEqual([200, 403]);
    expect(refusal(await (await given({ people: 0, operatorRole: 'Reports Reader', scopes: [] })).get(SIGN_INS))).toEqual({ status: 403, code: 'Authorization_RequestDenied' });
  });
});
