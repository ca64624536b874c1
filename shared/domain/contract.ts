/**
 * Who counts as a contractor and when their contract ends, by the rules of the desk policy and what could be read. Pure.
 * Nothing issued or granted here may outlive that end.
 */
import { z } from 'zod';
import { known, type Known, type Unread } from './known';
import type { PersonKind } from './person';

const name = z.string().min(1).max(120);
/** Entra's fifteen free attributes. */
export const ATTRIBUTE_NAMES = Array.from({ length: 15 }, (_, index) => `extensionAttribute${index + 1}`) as readonly string[];
const DAY = { error: 'must be a day such as "2027-03-31"' };
/** A day of the calendar: what is none would end at no instant. */
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, DAY).refine((value) => dayIn(value) === value, DAY);

export const ContractEndSources = z.strictObject({
  /** `employeeLeaveDateTime`, which Entra shows to few roles. */
  leaveDate: z.boolean(),
  /** An attribute that begins with a day, such as "2027-03-31". */
  attribute: z.string().refine((value) => ATTRIBUTE_NAMES.includes(value), { error: 'must be "extensionAttribute1" to "extensionAttribute15"' }).nullable(),
  /** Groups whose name begins with this and goes on with a day: "Contract until 2027-03-31". */
  groupPrefix: z.string().min(3).max(60).nullable(),
  /** User principal name to day. */
  people: z.record(z.string().min(3).max(256), day),
});

export const Contractors = z.strictObject({
  /** Values of `employeeType` that make a person a contractor; letter case does not matter. */
  employeeTypes: z.array(z.string().min(1).max(64)).max(50).readonly(),
  /** Whether guests whose account lives in this tenant count as contractors. */
  internalGuests: z.boolean(),
  /** Values of `companyName`; letter case does not matter. */
  companies: z.array(name).max(100).readonly(),
  /** Members, nested ones too. */
  groups: z.array(z.strictObject({ id: z.guid().toLowerCase(), name })).max(20).readonly(),
  units: z.array(z.strictObject({ id: z.guid().toLowerCase(), name })).max(20).readonly(),
  end: ContractEndSources,
});
export type Contractors = z.output<typeof Contractors>;

export const DEFAULT_CONTRACTORS: Contractors = {
  employeeTypes: ['Contractor', 'Consultant', 'External', 'Vendor'],
  internalGuests: true,
  companies: [],
  groups: [],
  units: [],
  end: { leaveDate: true, attribute: null, groupPrefix: null, people: {} },
};

/** What decides about a contract, beyond kind and employee type. */
export const ContractFacts = z.object({
  companyName: z.string().nullable(),
  leaveDate: known(z.iso.datetime({ offset: true }).nullable()),
  /** `extensionAttribute1` … with a value. */
  attributes: known(z.record(z.string(), z.string())),
  groups: known(z.array(z.object({ id: z.string(), displayName: z.string() })).readonly()),
  /** Ids of administrative units. */
  units: known(z.array(z.string()).readonly()),
});
export type ContractFacts = z.output<typeof ContractFacts>;

export const ContractEnd = z.object({
  at: z.iso.datetime({ offset: true }),
  /** Where it was read. */
  from: z.enum(['leave-date', 'attribute', 'group', 'desk-policy']),
});
export type ContractEnd = z.output<typeof ContractEnd>;

/** What tells whether somebody is a contractor at all; when the contract ends has no part in it. */
export type MembershipFacts = Pick<ContractFacts, 'companyName' | 'groups' | 'units'>;

type Who = { readonly kind: PersonKind; readonly employeeType: string | null; readonly contract: MembershipFacts };

/** Which rule makes the person a contractor, in words; null when none does. `unread`: what could not be read might. */
export function contractorRule({ kind, employeeType, contract }: Who, rules: Contractors): { readonly because: string | null; readonly unread: readonly Unread[] } {
  const type = employeeType?.trim() ?? '';
  if (type !== '' && rules.employeeTypes.some((each) => isSame(each, type))) return { because: `employee type ${type}`, unread: [] };
  if (kind === 'internal-guest' && rules.internalGuests) return { because: 'guest of this tenant', unread: [] };
  const company = contract.companyName?.trim() ?? '';
  if (company !== '' && rules.companies.some((each) => isSame(each, company))) return { because: `company ${company}`, unread: [] };
  const inGroup = contract.groups.known ? rules.groups.find((group) => contract.groups.known && contract.groups.value.some(({ id }) => isSame(id, group.id))) : undefined;
  if (inGroup) return { because: `member of ${inGroup.name}`, unread: [] };
  const inUnit = contract.units.known ? rules.units.find((unit) => contract.units.known && contract.units.value.some((each) => isSame(each, unit.id))) : undefined;
  if (inUnit) return { because: `in the administrative unit ${inUnit.name}`, unread: [] };
  const asked = [...(rules.groups.length > 0 ? [contract.groups] : []), ...(rules.units.length > 0 ? [contract.units] : [])];
  return { because: null, unread: asked.filter((fact): fact is Unread => !fact.known) };
}

/**
 * The earliest end that any source gives. Unread only when no source gives one and one of them could not be read; `null`:
 * every source was read and none has one. A day without a time means the end of that day, UTC.
 */
export function contractEndOf(userPrincipalName: string, contract: ContractFacts, { end }: Contractors): Known<ContractEnd | null> {
  const found: ContractEnd[] = [];
  const unread: Unread[] = [];
  // A name may stand there twice, in another letter case.
  for (const [upn, listed] of Object.entries(end.people)) if (isSame(upn, userPrincipalName)) found.push({ at: endOfDay(listed), from: 'desk-policy' });
  if (end.leaveDate) {
    if (!contract.leaveDate.known) unread.push(contract.leaveDate);
    else if (contract.leaveDate.value !== null) found.push({ at: contract.leaveDate.value, from: 'leave-date' });
  }
  if (end.attribute !== null) {
    const value = contract.attributes.known ? dayIn(contract.attributes.value[end.attribute] ?? '') : null;
    if (!contract.attributes.known) unread.push(contract.attributes);
    else if (value !== null) found.push({ at: endOfDay(value), from: 'attribute' });
  }
  if (end.groupPrefix !== null) {
    const prefix = end.groupPrefix.toLowerCase();
    if (!contract.groups.known) unread.push(contract.groups);
    for (const { displayName } of contract.groups.known ? contract.groups.value : []) {
      // Lower case may be longer than what it was made of, so the same text is compared and cut.
      const lowered = displayName.toLowerCase();
      const value = lowered.startsWith(prefix) ? dayIn(lowered.slice(prefix.length)) : null;
      if (value !== null) found.push({ at: endOfDay(value), from: 'group' });
    }
  }
  const [first] = [...found].sort((one, other) => Date.parse(one.at) - Date.parse(other.at));
  if (first) return { known: true, value: first };
  return unread[0] ?? { known: true, value: null };
}

const isSame = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

/** The day a text begins with; null when it begins with none, or with one that no calendar has. */
function dayIn(text: string): string | null {
  const match = /^\s*(\d{4}-\d{2}-\d{2})(?!\d)/.exec(text);
  const value = match?.[1];
  if (value === undefined) return null;
  const at = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(value) ? value : null;
}

function endOfDay(value: string): string {
  return `${value}T23:59:59.000Z`;
}
