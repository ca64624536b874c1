/**
 * Changes of a person that somebody makes by another tool, with the record Core Directory writes.
 *
 * The record's values are JSON in text; one further entry lists the changed properties by name. Source: observed records
 * of "Update user".
 */
import { ACTIVITIES, type ModifiedProperty } from '../audits';
import type { Person } from '../directory/person';
import type { Tenant } from '../tenant';

const listed = (value: string | null): string => JSON.stringify(value === null ? [] : [value]);

export function modified(person: Person, name: string, before: string | null, after: string | null): readonly ModifiedProperty[] {
  return [
    { displayName: name, oldValue: listed(before), newValue: listed(after) },
    { displayName: 'Included Updated Properties', oldValue: null, newValue: JSON.stringify(name) },
    { displayName: 'TargetId.UserType', oldValue: null, newValue: JSON.stringify(person.userType) },
  ];
}

/** The mobile phone in the directory. A number registered as a method is another thing and stays as it was. */
export function changePhone(tenant: Tenant, person: Person, mobilePhone: string | null, by: Person, at: Date): void {
  tenant.directory.update(person.id, { mobilePhone, registeredPhone: person.registeredPhone === undefined ? person.mobilePhone : person.registeredPhone });
  tenant.audits.add(ACTIVITIES.userUpdated, by, person, at, modified(person, 'MobilePhone', person.mobilePhone, mobilePhone));
}

export function changeManager(tenant: Tenant, person: Person, managerId: string | null, by: Person, at: Date): void {
  tenant.directory.update(person.id, { managerId });
  tenant.audits.add(ACTIVITIES.userUpdated, by, person, at, modified(person, 'Manager', person.managerId, managerId));
}
