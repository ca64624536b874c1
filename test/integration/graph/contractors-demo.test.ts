/** Contractors of the demo tenant, over HTTP: whom the rules find, in how many exchanges, and by requests that are Graph's. */
import { afterEach, describe, expect, it } from 'vitest';
import { ADMINISTRATIVE_UNITS, WAREHOUSE } from '../../../main/demo-tenant/directory/administrative-units';
import { PLATFORM_OPERATORS } from '../../../main/demo-tenant/directory/groups';
import { DEMO_PEOPLE, type DemoTenantOptions } from '../../../main/demo-tenant/index';
import { type Contractors, contractEndOf, contractorRule, DEFAULT_CONTRACTORS } from '../../../shared/domain/contract';
import { graphOpenApi, problemsOf } from '../../support/graph-openapi';
import { startRecorded } from './demo-graph';

const { contractor, endedContractor, unsponsored, guestContractor, internalGuest, externalGuest, member } = DEMO_PEOPLE;
const READER = ['Authentication Administrator', 'Global Reader', 'Reports Reader'] as const;

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const tenant of open.splice(0)) await tenant.close();
});

async function given(options: DemoTenantOptions = {}) {
  const started = await startRecorded(options);
  open.push(started.tenant);
  const list = async (rules: Contractors) => {
    const found = await started.contractors.list(rules);
    if (!found.ok) throw new Error(JSON.stringify(found.error));
    return found.value;
  };
  return { ...started, list };
}

describe('contractors of the demo tenant', () => {
  it('are those whom the rules name and no others, with what may be read', async () => {
    const { list, tenant } = await given({ operatorRole: READER });
    const { people, unread, isComplete } = await list(DEFAULT_CONTRACTORS);
    const types = DEFAULT_CONTRACTORS.employeeTypes.map((type) => type.toLowerCase());
    const truth = tenant.state.people.filter((person) => types.includes(person.employeeType?.toLowerCase() ?? '') || person.kind === 'internal-guest');
    expect([people.map(({ id }) => id).sort(), unread, isComplete]).toEqual([truth.map(({ id }) => id).sort(), [], true]);
    expect(people.every((person) => contractorRule(person, DEFAULT_CONTRACTORS).because !== null)).toBe(true);
    for (const person of truth) {
      const listed = people.find(({ id }) => id === person.id)!;
      expect([listed.contract.leaveDate, listed.contract.companyName, listed.manager.known && (listed.manager.value?.id ?? null), listed.lastSignInAt.known]).toEqual([
        { known: true, value: person.employeeLeaveDateTime }, person.companyName, person.managerId, true,
      ]);
    }
    const ids = people.map(({ id }) => id);
    expect([contractor, endedContractor, unsponsored, internalGuest].every(({ id }) => ids.includes(id))).toBe(true);
    expect([externalGuest, member].some(({ id }) => ids.includes(id))).toBe(false);
  });

  it('are listed without dates and sign-ins by whoever may read neither, and who could is said', async () => {
    const { list } = await given();
    const { people, unread } = await list({ ...DEFAULT_CONTRACTORS, end: { ...DEFAULT_CONTRACTORS.end, attribute: 'extensionAttribute7' } });
    expect(unread.map(({ source }) => source)).toEqual(['Contract ends in employeeLeaveDateTime', 'Last sign-ins']);
    expect(people.every(({ contract, manager }) => !contract.leaveDate.known && contract.attributes.known && manager.known)).toBe(true);
  });

  it('are found by group, unit and company too, and a group name is looked for', async () => {
    const { list } = await given({ operatorRole: READER });
    const rules: Contractors = {
      ...DEFAULT_CONTRACTORS, employeeTypes: [], internalGuests: false, companies: ['harbour staffing'], groups: [{ id: PLATFORM_OPERATORS.id, name: 'Platform operators' }], units: [{ id: WAREHOUSE.id, name: 'Warehouse' }],
      end: { ...DEFAULT_CONTRACTORS.end, groupPrefix: 'Everybody at' },
    };
    const { people, unread } = await list(rules);
    expect(unread).toEqual([]);
    expect(new Set(people.map((person) => contractorRule(person, rules).because))).toEqual(new Set(['company Harbour Staffing', 'member of Platform operators', 'in the administrative unit Warehouse']));
    // The name that was asked for has no day in it.
    const inEverybody = people.filter(({ contract }) => contract.groups.known && contract.groups.value.some(({ displayName }) => displayName === 'Everybody at Fjordlight'));
    expect(inEverybody.length).toBeGreaterThan(0);
    expect(inEverybody.map(({ userPrincipalName, contract }) => contractEndOf(userPrincipalName, contract, rules)).every((end) => end.known && end.value?.from !== 'group')).toBe(true);
  });

  it('of whom there are two thousand are listed in a dozen exchanges', async () => {
    const { list, tenant } = await given({ people: 5000, contractors: 2000, operatorRole: READER });
    const before = tenant.log.length;
    const { people, isComplete } = await list(DEFAULT_CONTRACTORS);
    expect([people.length >= 2000, isComplete]).toEqual([true, true]);
    // Three pages of people, one of guests, one batch to try what is open, and seven of three hundred people.
    expect(tenant.log.slice(before).filter(({ batchRequestId }) => batchRequestId === null).length).toBe(12);
  });

  it('are read one by one as well, with sponsors and every group', async () => {
    const { contractors } = await given({ operatorRole: READER });
    const read = await contractors.read(guestContractor.id, DEFAULT_CONTRACTORS);
    expect(read).toMatchObject({ ok: true, value: { id: guestContractor.id, kind: 'internal-guest', sponsors: { known: true }, contract: { groups: { known: true }, units: { known: true }, leaveDate: { known: true } } } });
    expect(read.ok && read.value.contract.groups.known && read.value.contract.groups.value.length).toBeGreaterThan(0);
    expect(await contractors.read('00000000-0000-4000-8000-000000000000', DEFAULT_CONTRACTORS)).toMatchObject({ ok: false, error: { kind: 'not-found' } });
    expect(await contractors.read(unsponsored.id, DEFAULT_CONTRACTORS)).toMatchObject({ value: { sponsors: { known: true, value: [] }, manager: { known: true, value: null } } });
  });

  it("ask Graph for nothing that is not in Microsoft's description", async () => {
    const judge = graphOpenApi();
    if (!judge) {
      console.warn('SKIPPED: the OpenAPI description of Microsoft Graph is not beside the checkout');
      return;
    }
    const { list, contractors, directory, audits, sent } = await given({ operatorRole: READER });
    await list({ ...DEFAULT_CONTRACTORS, companies: ['x'], groups: [{ id: PLATFORM_OPERATORS.id, name: 'a' }], units: ADMINISTRATIVE_UNITS.map(({ id }) => ({ id, name: 'u' })), end: { ...DEFAULT_CONTRACTORS.end, groupPrefix: 'Platform' } });
    await contractors.read(contractor.id, DEFAULT_CONTRACTORS);
    await directory.groupsOf(contractor.id);
    await audits.grantsMade('2026-01-01T00:00:00Z');
    // The slices have nothing of /groups; "List groups" and "List group transitive members" are documented for v1.0.
    const judged = sent.filter(({ path }) => !/^(\/v1\.0)?\/groups[/?]/.test(path));
    console.warn(`NOT JUDGED: ${sent.length - judged.length} request(s) of /groups, of which the description beside the checkout has nothing`);
    expect([sent.length - judged.length, problemsOf(judge, judged)]).toEqual([3, []]);
  });
});
