/** The rules on contracts, spelt out once more and apart from the code, for properties to compare with. */
import type { ContractFacts, Contractors } from '../../../../shared/domain/contract';
import type { PersonKind } from '../../../../shared/domain/person';

type Who = { readonly person: { readonly userPrincipalName: string; readonly kind: PersonKind; readonly employeeType: string | null }; readonly contract: ContractFacts };
const same = (one: string, other: string) => one.trim().toUpperCase() === other.trim().toUpperCase();
const sameId = (one: string, other: string) => one.toUpperCase() === other.toUpperCase();

/** Every end that any source gives, epoch milliseconds. */
export function endsOf({ person, contract }: Who, { end }: Contractors): readonly number[] {
  const texts: string[] = [];
  for (const [name, day] of Object.entries(end.people)) if (sameId(name, person.userPrincipalName)) texts.push(day);
  if (end.attribute !== null && contract.attributes.known) texts.push((contract.attributes.value[end.attribute] ?? '').trimStart());
  if (end.groupPrefix !== null && contract.groups.known)
    for (const { displayName } of contract.groups.value)
      for (let cut = 1; cut <= displayName.length; cut += 1) if (displayName.slice(0, cut).toLowerCase() === end.groupPrefix.toLowerCase()) texts.push(displayName.slice(cut).trimStart());
  return [...texts.flatMap(endOfDay), ...(end.leaveDate && contract.leaveDate.known && contract.leaveDate.value !== null ? [Date.parse(contract.leaveDate.value)] : [])];
}

function endOfDay(text: string): readonly number[] {
  const [, year, month, day] = (/^(\d\d\d\d)-(\d\d)-(\d\d)(?:\D|$)/.exec(text) ?? []).map(Number);
  if (year === undefined || month === undefined || day === undefined) return [];
  const last = Date.UTC(year, month - 1, day, 23, 59, 59);
  return new Date(last).getUTCMonth() === month - 1 && new Date(last).getUTCDate() === day && new Date(last).getUTCFullYear() === year ? [last] : [];
}

/** `maybe`: by something that the policy asks for and that was not read. */
export function isContractor({ person, contract }: Who, rules: Contractors): 'yes' | 'no' | 'maybe' {
  const { companyName, groups, units } = contract;
  const isOne =
    (person.employeeType !== null && rules.employeeTypes.some((type) => same(type, person.employeeType ?? ''))) ||
    (person.kind === 'internal-guest' && rules.internalGuests) ||
    (companyName !== null && rules.companies.some((company) => same(company, companyName))) ||
    (groups.known && rules.groups.some(({ id }) => groups.value.some((group) => sameId(group.id, id)))) ||
    (units.known && rules.units.some(({ id }) => units.value.some((unit) => sameId(unit, id))));
  if (isOne) return 'yes';
  return (rules.groups.length > 0 && !groups.known) || (rules.units.length > 0 && !units.known) ? 'maybe' : 'no';
}

/** Whether something that ends then keeps to the contract. @param isAcknowledged - What could not be told was, and may be, gone on without. */
export function keepsToContract(endsAt: number, who: Who, rules: Contractors, isAcknowledged: boolean): boolean {
  // Anybody may name a group: it counts for those alone who are contractors, or may be.
  const counted = isContractor(who, rules) === 'no' ? { ...rules, end: { ...rules.end, groupPrefix: null } } : rules;
  const ends = endsOf(who, counted);
  if (ends.length > 0) return ends.every((end) => endsAt <= end);
  return isContractor(who, rules) === 'no' || isAcknowledged;
}
