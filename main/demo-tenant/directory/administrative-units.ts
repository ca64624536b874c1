/**
 * Administrative units of the demo tenant, and who is in them: by rule (dynamic) or by name (assigned).
 *
 * A restricted management unit takes its members out of the hands of everybody whose role is for the whole tenant. Source:
 * Entra, "Restricted management administrative units"; Graph v1.0, administrativeUnit resource (CSDL of August 2026).
 */
import { guidOf } from '../ids';
import type { Person } from './person';
import type { RoleName } from './roles';

export type AdministrativeUnit = {
  readonly id: string;
  readonly displayName: string;
  readonly description: string | null;
  readonly isMemberManagementRestricted: boolean;
  /** `HiddenMembership`, or null: anybody may list the members. */
  readonly visibility: 'HiddenMembership' | null;
  /** `Dynamic`, or null: assigned. */
  readonly membershipType: 'Dynamic' | null;
  readonly membershipRule: string | null;
  readonly membershipRuleProcessingState: 'On' | 'Paused' | null;
  /** What the rule says; absent for an assigned unit. */
  readonly rule?: (person: Person) => boolean;
};

/** A role that is held over the members of one unit only. */
export type UnitRole = { readonly role: RoleName; readonly unitId: string };

const unitId = (key: string): string => guidOf(0, `administrative-unit:${key}`, 0);

function assigned(key: string, displayName: string, description: string, more: Partial<AdministrativeUnit> = {}): AdministrativeUnit {
  return {
    id: unitId(key), displayName, description, isMemberManagementRestricted: false, visibility: null, membershipType: null, membershipRule: null,
    membershipRuleProcessingState: null, ...more,
  };
}

function dynamic(key: string, displayName: string, description: string, membershipRule: string, rule: (person: Person) => boolean): AdministrativeUnit {
  return assigned(key, displayName, description, { membershipType: 'Dynamic', membershipRule, membershipRuleProcessingState: 'On', rule });
}

export const MALMO_OFFICE = dynamic('malmo-office', 'Malmö office', 'Everybody who works in Malmö', '(user.city -eq "Malmö")', ({ city }) => city === 'Malmö');
export const FINANCE_UNIT = dynamic('finance', 'Finance department', 'Everybody in Finance', '(user.department -eq "Finance")', ({ department }) => department === 'Finance');
export const WAREHOUSE = assigned('warehouse', 'Warehouse and logistics', 'Shared scanners, shifts and temporary staff');
/** Restricted can only be chosen when a unit is made. */
export const EXECUTIVES = assigned('executives', 'Executives', 'Managed by the executive desk only', { isMemberManagementRestricted: true });

export const ADMINISTRATIVE_UNITS: readonly AdministrativeUnit[] = [MALMO_OFFICE, WAREHOUSE, FINANCE_UNIT, EXECUTIVES];

const RESTRICTED: ReadonlySet<string> = new Set(ADMINISTRATIVE_UNITS.filter((unit) => unit.isMemberManagementRestricted).map(({ id }) => id));

export const isRestrictedUnit = (id: string): boolean => RESTRICTED.has(id);

export const isInUnit = (unit: AdministrativeUnit, person: Person): boolean => (unit.rule ? unit.rule(person) : person.unitIds.includes(unit.id));

const NONE: readonly string[] = [];
const WAREHOUSE_ONLY: readonly string[] = [WAREHOUSE.id];

/** The unit somebody assigned a department to; the same list every time, as thousands of people share it. */
export const departmentUnitIds = (department: string | null): readonly string[] => (department === 'Logistics' ? WAREHOUSE_ONLY : NONE);
