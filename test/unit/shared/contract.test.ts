import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ContractEnd, ContractEndSources, type ContractFacts, contractEndOf, contractorRule, type Contractors, Contractors as ContractorsSchema, DEFAULT_CONTRACTORS } from '../../../shared/domain/contract';
import type { PersonKind } from '../../../shared/domain/person';
import { anyContract } from './support/any-contract';
import { anyRules } from './support/any-policy';
import { endsOf, isContractor } from './support/contract-restated';
import { contract, facts, is, unread } from './support/given';

const GROUP = 'bbbbbbbb-0000-4000-8000-000000000001';
const UNIT = 'cccccccc-0000-4000-8000-000000000001';
const failed = { ...unread, because: 'failed' } as const;
const who = (change: Partial<ContractFacts> = {}, kind: PersonKind = 'member', employeeType: string | null = 'Employee') => ({ kind, employeeType, contract: { ...contract, ...change } });
const rules = (change: Partial<Contractors> = {}): Contractors => ({ ...DEFAULT_CONTRACTORS, ...change });

describe('who is a contractor', () => {
  it('knows the built-in rules by their own schema', () => {
    expect(ContractorsSchema.parse(DEFAULT_CONTRACTORS)).toEqual(DEFAULT_CONTRACTORS);
  });

  it.each<[string, ReturnType<typeof who>, Contractors, string | null]>([
    ['an employee', who(), rules(), null],
    ['somebody without an employee type', who({}, 'member', null), rules({ employeeTypes: [] }), null],
    ['a contractor by type, in any case, with blanks', who({}, 'member', ' cOnsultant '), rules(), 'employee type cOnsultant'],
    ['a guest of this tenant', who({}, 'internal-guest'), rules(), 'guest of this tenant'],
    ['a guest of this tenant where they do not count', who({}, 'internal-guest'), rules({ internalGuests: false }), null],
    ['a guest of another tenant', who({}, 'external-guest'), rules(), null],
    ['somebody of a company that is named', who({ companyName: 'FABRIKAM ' }), rules({ companies: ['Fabrikam'] }), 'company FABRIKAM'],
    ['somebody of another company', who({ companyName: 'Fabrikam Ltd' }), rules({ companies: ['Fabrikam'] }), null],
    ['somebody without a company', who({ companyName: ' ' }), rules({ companies: ['Fabrikam'] }), null],
    ['a member of a group that is named', who({ groups: is([{ id: GROUP.toUpperCase(), displayName: 'another name' }]) }), rules({ groups: [{ id: GROUP, name: 'Suppliers' }] }), 'member of Suppliers'],
    ['a member of a group of the same name', who({ groups: is([{ id: 'another', displayName: 'Suppliers' }]) }), rules({ groups: [{ id: GROUP, name: 'Suppliers' }] }), null],
    ['somebody in an administrative unit that is named', who({ units: is(['x', UNIT.toUpperCase()]) }), rules({ units: [{ id: UNIT, name: 'Vendors' }] }), 'in the administrative unit Vendors'],
  ])('says for %s', (_, person, policy, because) => {
    expect(contractorRule(person, policy)).toEqual({ because, unread: [] });
  });

  it('says what it would have had to read, where the policy asks for it and nothing else decided', () => {
    const gaps = who({ groups: unread, units: failed });
    const named = { groups: [{ id: GROUP, name: 'Suppliers' }], units: [{ id: UNIT, name: 'Vendors' }] };
    expect([
      contractorRule(gaps, rules()).unread,
      contractorRule(gaps, rules({ groups: named.groups })).unread,
      contractorRule(gaps, rules(named)).unread,
      contractorRule({ ...gaps, employeeType: 'Vendor' }, rules(named)).unread,
    ]).toEqual([[], [unread], [unread, failed], []]);
  });

  it('agrees with the rules said in another way', () => {
    fc.assert(
      fc.property(anyContract, fc.constantFrom('member' as const, 'internal-guest' as const), fc.constantFrom(null, 'vendor', 'Employee'), anyRules, (about, kind, employeeType, { contractors }) => {
        const { because, unread: gaps } = contractorRule({ kind, employeeType, contract: about }, contractors);
        const said = because !== null ? 'yes' : gaps.length > 0 ? 'maybe' : 'no';
        expect(said).toBe(isContractor({ person: { ...facts.person, kind, employeeType }, contract: about }, contractors));
      }),
      { numRuns: 2000 },
    );
  });
});

describe('when a contract ends', () => {
  const UPN = 'ada@contoso.example';
  const every = { leaveDate: true, attribute: 'extensionAttribute3', groupPrefix: 'Contract until ', people: { [UPN.toUpperCase()]: '2027-03-04' } };
  const end = (change: Partial<ContractFacts>, sources: Partial<Contractors['end']> = every) => contractEndOf(UPN, { ...contract, ...change }, rules({ end: { ...DEFAULT_CONTRACTORS.end, ...sources } }));
  const group = (...names: readonly string[]) => ({ groups: is(names.map((displayName) => ({ id: GROUP, displayName }))) });
  const on = (day: string, from: ContractEnd['from']) => is({ at: `${day}T23:59:59.000Z`, from });

  it('is the earliest of all sources, each in its turn', () => {
    const all = { leaveDate: is('2027-03-01T00:00:00Z'), attributes: is({ extensionAttribute3: '2027-03-02' }), ...group('Contract until 2027-03-03') };
    expect([end(all), end({ ...all, leaveDate: is(null) }), end({ ...all, leaveDate: is(null), attributes: is({}) }), end({}), end({}, { ...every, people: {} })]).toEqual([
      is({ at: '2027-03-01T00:00:00Z', from: 'leave-date' }), on('2027-03-02', 'attribute'), on('2027-03-03', 'group'), on('2027-03-04', 'desk-policy'), is(null),
    ]);
  });

  it('compares instants, not their texts', () => {
    const late = { leaveDate: is('2027-03-02T23:30:00-05:00'), attributes: is({ extensionAttribute3: '2027-03-03' }) };
    expect([end(late), end({ ...late, leaveDate: is('2027-03-03T20:00:00-05:00') })]).toEqual([is({ at: '2027-03-02T23:30:00-05:00', from: 'leave-date' }), on('2027-03-03', 'attribute')]);
  });

  it('takes the earlier of two days for one name in two letter cases, and of two groups', () => {
    const people = { [UPN]: '2027-03-09', [UPN.toUpperCase()]: '2027-03-08' };
    expect([end({}, { people }), end(group('Contract until 2027-06-30', 'contract until 2027-05-31, extended'), { groupPrefix: 'Contract until ' })]).toEqual([on('2027-03-08', 'desk-policy'), on('2027-05-31', 'group')]);
  });

  it.each([
    ['2027-02-29', null], ['2028-02-29', '2028-02-29'], ['2027-02-30', null], ['2027-04-31', null], ['2027-13-01', null], ['2027-00-10', null], ['2027-01-00', null], ['2027-1-1', null],
    ['2027-03-311', null], ['  2027-03-31 (renewed)', '2027-03-31'], ['2027-03-31T12:00:00Z', '2027-03-31'], ['until 2027-03-31', null], ['31.03.2027', null], ['', null], ['0000-00-00', null],
  ])('reads the attribute %j as %j', (value, day) => {
    expect(end({ attributes: is({ extensionAttribute3: value }) }, { leaveDate: false, attribute: 'extensionAttribute3' })).toEqual(day === null ? is(null) : on(day, 'attribute'));
  });

  it.each([
    ['CONTRACT UNTIL 2027-03-31', '2027-03-31'], ['No contract until 2027-03-31', null], ['Contract until end of 2027', null], ['Contract until 2027-02-30', null], ['Contract', null],
  ])('reads the group %j as %j', (name, day) => {
    expect(end(group(name), { groupPrefix: 'Contract until ' })).toEqual(day === null ? is(null) : on(day, 'group'));
  });

  it('reads a prefix whose lower case is longer than itself', () => {
    expect(end(group('BİTİŞ 2027-03-31'), { groupPrefix: 'BİTİŞ' })).toEqual(on('2027-03-31', 'group'));
  });

  it('is unread only where no source gives an end and one of them could not be read', () => {
    const none = { leaveDate: unread, attributes: unread, groups: failed };
    expect([end(none, { ...every, people: {} }), end(none), end({ ...none, groups: is([]) }, { leaveDate: false, attribute: null, groupPrefix: 'Contract until ' }), end(none, { leaveDate: false })]).toEqual([unread, on('2027-03-04', 'desk-policy'), is(null), is(null)]);
  });

  it('takes only days that a calendar has for the list in the policy', () => {
    const takes = (day: string) => ContractEndSources.safeParse({ ...DEFAULT_CONTRACTORS.end, people: { [UPN]: day } }).success;
    expect(['2027-03-31', '2027-02-30', '2027-13-01', '2027-3-1', '2027-03-31T00:00:00Z', ' 2027-03-31'].map(takes)).toEqual([true, false, false, false, false, false]);
  });

  it('agrees with the rules said in another way', () => {
    fc.assert(
      fc.property(anyContract, anyRules, (about, { contractors }) => {
        const found = contractEndOf(facts.person.userPrincipalName, about, contractors);
        const ends = endsOf({ person: facts.person, contract: about }, contractors);
        expect(found.known && found.value !== null ? Date.parse(found.value.at) : Infinity).toBe(Math.min(...ends));
      }),
      { numRuns: 3000 },
    );
  });
});
