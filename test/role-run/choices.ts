/** What an operator might ask for: within the limits as the counting program reckons them, often right at them. */
import { type Access, type How, ROLE_TEMPLATES, TIME_BOUND_GROUPS } from '../../main/demo-tenant';
import { FINANCE_UNIT, MALMO_OFFICE, WAREHOUSE } from '../../main/demo-tenant/directory/administrative-units';
import { isAssignableAtUnit, roleDefinition } from '../../main/demo-tenant/pim/role-definitions';
import type { Chance } from '../support/chance';
import type { Row } from './picture';
import { longestMs, NAMED_GROUPS, OWNED, ROLES, TEMPLATES } from './rules';
import type { Stage } from './stage';
import type { GrantWish, Item } from './window';

const MINUTE = 60_000;
const DAY = 86_400_000;
const FLOOR_MINUTES = 5;
export const UNIT_SCOPES = [MALMO_OFFICE, FINANCE_UNIT, WAREHOUSE].map(({ id }) => `/administrativeUnits/${id}`);

export const accessOf = ({ target, scope }: Pick<Item, 'target' | 'scope'>): Access =>
  target.kind === 'role' ? { kind: 'role', roleDefinitionId: target.id, directoryScopeId: scope } : { kind: 'group', groupId: target.id, accessId: target.kind };

const howOf = (chance: Chance, as: 'active' | 'eligible' | 'choose'): How => (as === 'choose' ? (chance.next() < 0.7 ? 'active' : 'eligible') : as);

export function roleItem(chance: Chance, names?: readonly string[]): Item {
  const role = chance.pick(names ? ROLES.filter(({ name }) => names.includes(name)) : ROLES);
  const id = ROLE_TEMPLATES[role.name];
  const definition = roleDefinition(id);
  const mayUnit = role.where !== 'tenant' && definition !== undefined && isAssignableAtUnit(definition);
  return { target: { kind: 'role', id }, how: howOf(chance, role.as), scope: mayUnit && chance.next() < 0.5 ? chance.pick(UNIT_SCOPES) : '/' };
}

export function groupItem(chance: Chance): Item {
  if (chance.next() < 0.6) return { target: { kind: 'member', id: chance.pick(OWNED).id }, how: howOf(chance, 'choose'), scope: '/' };
  const { group, access, as } = chance.pick(NAMED_GROUPS);
  return { target: { kind: access === 'both' ? chance.pick(['member', 'owner'] as const) : access, id: group.id }, how: howOf(chance, as), scope: '/' };
}

/** The longest that is allowed for all of them, whole minutes. */
export function longestMinutes(items: readonly Item[], template: string): number {
  return Math.floor(Math.min(...items.map((item) => longestMs(accessOf(item), item.how, template))) / MINUTE);
}

/** A request that keeps to the limits; null where they leave no time. */
export function allowedWish({ chance, person, now }: Stage, items: readonly Item[], taskId: string | null = null): GrantWish | null {
  const template = chance.pick(TEMPLATES);
  const longest = longestMinutes(items, template.id);
  const inMinutes = template.startWithinDays > 0 && chance.next() < 0.4 ? 1 + chance.below(Math.min(template.startWithinDays * 1440 - 5, 2000)) : 0;
  const starts = now() + inMinutes * MINUTE;
  const left = person.contractEndsAt === null ? Number.POSITIVE_INFINITY : Math.floor((person.contractEndsAt - starts) / MINUTE);
  const most = Math.min(longest, left);
  if (most < FLOOR_MINUTES + 1) return null;
  const draw = chance.next();
  const minutes = draw < 0.2 ? most : draw < 0.3 ? FLOOR_MINUTES : draw < 0.7 ? Math.min(most, 10 + chance.below(120)) : 6 + chance.below(most - 5);
  const start = { startDateTime: inMinutes === 0 ? null : new Date(starts).toISOString() };
  const common = { personId: person.id, template: template.id, items, ...start, taskId };
  // An instant is reckoned from now on; by the time PIM looks at it, five minutes would be fewer.
  if (chance.next() < 0.4 && minutes > FLOOR_MINUTES) return { ...common, minutes: null, until: new Date(starts + minutes * MINUTE).toISOString() };
  if (person.contractEndsAt !== null && draw < 0.2 && left <= longest) return { ...common, minutes: null, until: new Date(person.contractEndsAt).toISOString() };
  return { ...common, minutes, until: null };
}

export function anyItems(chance: Chance): readonly Item[] {
  const first = chance.next() < 0.65 ? roleItem(chance) : groupItem(chance);
  if (chance.next() < 0.75) return [first];
  const second = chance.next() < 0.65 ? roleItem(chance) : groupItem(chance);
  return second.target.id === first.target.id ? [first] : [first, second];
}

/** What this tool may end, by what it shows itself. */
export const endable = (rows: readonly Row[]): readonly Row[] => rows.filter(({ endDateTime, path }) => endDateTime !== null && path === 'direct');

export const later = (row: Row, days: number): string => new Date(Date.parse(row.endDateTime ?? '') + days * DAY).toISOString();
export const WATCHED_GROUP = TIME_BOUND_GROUPS.incident;
