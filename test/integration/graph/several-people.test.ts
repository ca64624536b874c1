/** Reads about several people in one batch: tiers, methods, passes. One person's refusal is that person's gap. */
import { describe, expect, it } from 'vitest';
import { batchOf, given, type ItemReply, itemsOf, PASS, refusal, USER } from './fake-graph';

const idOf = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const [FIRST, SECOND, THIRD] = [idOf(1), idOf(2), idOf(3)];
const list = (...value: unknown[]): ItemReply => ({ status: 200, body: { value } });
const denied = refusal(403, 'accessDenied');
const READ_PASS = Object.fromEntries(Object.entries(PASS).filter(([name]) => name !== 'temporaryAccessPass'));
const role = (displayName: string | null, roleTemplateId: string | null) => ({ '@odata.type': '#microsoft.graph.directoryRole', id: 'role', displayName, roleTemplateId });
const group = (displayName: string | null, isAssignableToRole: boolean | null) => ({ '@odata.type': '#microsoft.graph.group', id: 'group', displayName, isAssignableToRole });

describe('tiers', () => {
  it('of five people are twenty reads of one batch, roles, groups and units of each in one list', async () => {
    const { directory, received } = await given(
      batchOf(({ id }) => {
        if (id === `${SECOND}/user`) return refusal(404, 'Request_ResourceNotFound');
        if (id.endsWith('/user')) return { status: 200, body: { ...USER, id: id.split('/')[0], userType: 'Guest', employeeType: 'Vendor', companyName: 'Harbour Staffing' } };
        if (id === `${FIRST}/memberships`) return list(role('Reports Reader', 't1'), group('Choir', null), group('Keepers', true), { '@odata.type': '#microsoft.graph.administrativeUnit', id: 'au' });
        if (id === `${FIRST}/owned`) return list({ id: 'o', displayName: 'Vault', isAssignableToRole: true });
        if (id === `${FIRST}/eligible`) return list({ roleDefinitionId: '62e90394-69f5-4237-9190-012177145e10' });
        return id === `${THIRD}/memberships` ? list(role(null, null), group(null, null)) : denied;
      }),
    );
    const tiers = await directory.readTiers([FIRST, SECOND, THIRD, idOf(4), idOf(5), FIRST]);
    const gap = (needs: string) => ({ known: false, because: 'not-permitted', needs });
    expect(tiers.ok && Object.keys(tiers.value)).toEqual([FIRST, SECOND, THIRD, idOf(4), idOf(5)]);
    expect(tiers.ok && [tiers.value[FIRST], tiers.value[SECOND], tiers.value[THIRD]]).toEqual([
      {
        known: true,
        value: {
          kind: 'internal-guest', employeeType: 'Vendor',
          roles: { known: true, value: [{ templateId: 't1', displayName: 'Reports Reader' }] },
          eligibleRoles: { known: true, value: [{ templateId: '62e90394-69f5-4237-9190-012177145e10', displayName: 'Global Administrator' }] },
          roleAssignableGroups: { known: true, value: ['Keepers'] },
          ownedRoleAssignableGroups: { known: true, value: ['Vault'] },
          contract: { companyName: 'Harbour Staffing', groups: { known: true, value: [{ id: 'group', displayName: 'Choir' }, { id: 'group', displayName: 'Keepers' }] }, units: { known: true, value: ['au'] } },
        },
      },
      { known: false, because: 'failed', needs: null },
      {
        known: true,
        value: {
          kind: 'internal-guest', employeeType: 'Vendor',
          roles: { known: true, value: [{ templateId: 'role', displayName: 'Unnamed role' }] },
          eligibleRoles: gap('eligibleRoles'), roleAssignableGroups: gap('roles'), ownedRoleAssignableGroups: gap('roles'),
          contract: { companyName: 'Harbour Staffing', groups: gap('roles'), units: { known: true, value: [] } },
        },
      },
    ]);
    expect([received.length, itemsOf(received[0]!).length]).toEqual([1, 20]);
  });

  it('of six people are a bug, and of nobody no request', async () => {
    const { directory, received } = await given(() => ({ status: 500 }));
    await expect(directory.readTiers(Array.from({ length: 6 }, (_, n) => idOf(n)))).rejects.toThrow(RangeError);
    expect(await directory.readTiers([])).toEqual({ ok: true, value: {} });
    expect(received).toEqual([]);
  });
});

describe('passes', () => {
  it('of several people are read in one batch, without any passcode', async () => {
    const { passes, received, asked } = await given(
      batchOf(({ id }) => (id === FIRST ? list({ ...PASS, temporaryAccessPass: 'canary' }) : id === SECOND ? list() : id === THIRD ? denied : list({ id: 'broken' }))),
    );
    const read = await passes.currentOf([FIRST, SECOND, THIRD, idOf(4), SECOND]);
    expect(read).toEqual({
      ok: true,
      value: {
        [FIRST]: { known: true, value: READ_PASS },
        [SECOND]: { known: true, value: null },
        [THIRD]: { known: false, because: 'not-permitted', needs: 'passes' },
        [idOf(4)]: { known: false, because: 'failed', needs: null },
      },
    });
    expect(JSON.stringify(read)).not.toContain('canary');
    expect([itemsOf(received[0]!).length, asked[0]?.features]).toEqual([4, ['passes']]);
  });

  it('of twenty-one people are a bug; a batch that fails says so', async () => {
    const { passes } = await given(() => ({ fault: 'cut' }));
    await expect(passes.currentOf(Array.from({ length: 21 }, (_, n) => idOf(n)))).rejects.toThrow(RangeError);
    expect(await passes.currentOf([FIRST])).toEqual({ ok: false, error: { kind: 'offline' } });
    expect(await passes.currentOf([])).toEqual({ ok: true, value: {} });
  });
});

describe('methods', () => {
  it('of several people are read in one batch', async () => {
    const { directory, received } = await given(batchOf(({ id }) => (id === FIRST ? list({ '@odata.type': '#microsoft.graph.emailAuthenticationMethod', id: 'e', emailAddress: 'a@b.example' }) : denied)));
    expect(await directory.methodsOf([FIRST, SECOND])).toEqual({
      ok: true,
      value: {
        [FIRST]: { known: true, value: [{ id: 'e', type: 'email', detail: 'a@b.example', createdDateTime: null }] },
        [SECOND]: { known: false, because: 'not-permitted', needs: 'methods' },
      },
    });
    expect(received.length).toBe(1);
  });
});
