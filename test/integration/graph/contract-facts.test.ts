/** What tells whether somebody is a contractor and until when, read with a pass, a tier and a grant: what was withheld is a gap. */
import { describe, expect, it } from 'vitest';
import { ContractFacts } from '../../../shared/domain/contract';
import { batchOf, given, type ItemReply, itemsOf, PASS, PERSON, refusal, type Reply, USER } from './fake-graph';

const UNIT = 'a1b2c3d4-0000-4000-8000-00000000000b';
const OPERATOR = '0e5a9c1e-0000-4000-8000-000000000001';
const list = (...value: unknown[]): ItemReply => ({ status: 200, body: { value } });
const denied = refusal(403, 'Authorization_RequestDenied');
const gap = (needs: string | null, because = 'not-permitted') => ({ known: false, because, needs });
const ATTRIBUTES = { extensionAttribute1: null, extensionAttribute2: '', extensionAttribute7: '2027-03-31' };
const person = (more: object): ItemReply => ({ status: 200, body: { ...USER, ...more } });

const FULL: Readonly<Record<string, ItemReply>> = {
  user: person({ companyName: 'Harbour Staffing', onPremisesExtensionAttributes: ATTRIBUTES }),
  leaveDate: { status: 200, body: { employeeLeaveDateTime: '2026-12-31T00:00:00Z' } },
  groups: list({ id: 'g1', displayName: 'Contract until 2027-01-31', isAssignableToRole: null }),
  units: list({ '@odata.type': '#microsoft.graph.administrativeUnit', id: UNIT }),
  passes: list(PASS),
};
const answering = (change: Readonly<Record<string, ItemReply | null>> = {}) =>
  batchOf(({ id }) => (Object.hasOwn(change, id) ? (change[id] ?? null) : (FULL[id] ?? list())));

const ways = {
  'a pass': async (change: Readonly<Record<string, ItemReply | null>>) => (await given(answering(change))).directory.readPassFacts(PERSON, OPERATOR, 7),
  'a grant': async (change: Readonly<Record<string, ItemReply | null>>) => (await given(answering(change))).directory.readGrantFacts(PERSON, OPERATOR),
};

describe.each(Object.keys(ways) as (keyof typeof ways)[])('the contract, before %s', (way) => {
  const contract = async (change: Readonly<Record<string, ItemReply | null>> = {}) => {
    const read = await ways[way](change);
    if (!read.ok) throw new Error(read.error.kind);
    expect(ContractFacts.safeParse(read.value.contract).success).toBe(true);
    return read.value.contract;
  };

  it('is known in all its parts', async () => {
    expect(await contract()).toEqual({
      companyName: 'Harbour Staffing',
      leaveDate: { known: true, value: '2026-12-31T00:00:00Z' },
      attributes: { known: true, value: { extensionAttribute7: '2027-03-31' } },
      groups: { known: true, value: [{ id: 'g1', displayName: 'Contract until 2027-01-31' }] },
      units: { known: true, value: [UNIT] },
    });
  });

  it.each<[string, Readonly<Record<string, ItemReply | null>>, object]>([
    ['no leave date is on file', { leaveDate: { status: 200, body: { employeeLeaveDateTime: null } } }, { leaveDate: { known: true, value: null } }],
    ['the leave date was left out', { leaveDate: { status: 200, body: {} } }, { leaveDate: gap('contractEnd') }],
    ['the leave date was refused', { leaveDate: denied }, { leaveDate: gap('contractEnd'), attributes: { known: true } }],
    ['the leave date is none', { leaveDate: { status: 200, body: { employeeLeaveDateTime: 'soon' } } }, { leaveDate: gap(null, 'failed') }],
    ['attributes are empty', { user: person({ onPremisesExtensionAttributes: null }) }, { companyName: null, attributes: { known: true, value: {} } }],
    ['attributes were left out', { user: person({}) }, { attributes: gap('people') }],
    ['the name of a group was withheld', { groups: list({ id: 'g1', displayName: 'Crew' }, { id: 'g2', displayName: null }) }, { groups: gap('roles') }],
    ['groups were refused', { groups: denied }, { groups: gap('roles') }],
    ['units were refused', { units: denied }, { units: gap('units') }],
    ['units got no answer', { units: null }, { units: gap(null, 'failed') }],
  ])('is kept apart from what was withheld: %s', async (_, change, expected) => {
    expect(await contract(change)).toMatchObject(expected);
  });

  it('asks for the leave date alone, for its refusal takes everything along', async () => {
    const { directory, received } = await given(answering());
    await (way === 'a pass' ? directory.readPassFacts(PERSON, OPERATOR, 7) : directory.readGrantFacts(PERSON, OPERATOR));
    const asking = itemsOf(received[0]!).filter(({ url }) => url.includes('employeeLeaveDateTime'));
    expect(asking).toEqual([{ id: 'leaveDate', method: 'GET', url: `/users/${PERSON}?$select=employeeLeaveDateTime` }]);
    expect(itemsOf(received[0]!).find(({ id }) => id === 'units')).toEqual({
      id: 'units', method: 'GET', url: `/users/${PERSON}/memberOf/microsoft.graph.administrativeUnit?$select=id&$top=999&$count=true`, headers: { ConsistencyLevel: 'eventual' },
    });
  });
});

describe('groups by name', () => {
  const groups = async (reply: Reply) => (await given(() => reply)).directory.groupsOf(PERSON);

  it.each<[string, Reply, unknown]>([
    ['are read to their end', list({ id: 'g1', displayName: 'Crew', isAssignableToRole: true }), { ok: true, value: { known: true, value: [{ id: 'g1', displayName: 'Crew' }] } }],
    ['are not known where a name was withheld', list({ id: 'g1', displayName: null }), { ok: true, value: gap('roles') }],
    ['may be closed', denied, { ok: true, value: gap('roles') }],
    ['of nobody are not found', refusal(404, 'Request_ResourceNotFound'), { ok: false, error: { kind: 'not-found', what: 'person', requestId: 'request-1' } }],
    ['are not known while Graph is down', { status: 500 }, { ok: false, error: { kind: 'service-unavailable', status: 500, requestId: 'request-1' } }],
  ])('%s', async (_, reply, expected) => {
    expect(await groups(reply)).toEqual(expected);
  });
});
