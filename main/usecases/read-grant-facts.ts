/**
 * Everything that decides about a grant, as it is now: the person from the directory, what this desk may grant with PIM's
 * rules for each, and what the person holds already. What may be granted changes rarely and takes many reads, so it is kept
 * for a few minutes; PIM judges every request itself.
 */
import type { GrantFacts, GrantOption, UnitOption } from '../../shared/domain/grant-facts';
import { type GrantTarget, targetKey } from '../../shared/domain/grant';
import { isNever } from '../../shared/domain/evaluate-grant';
import type { GrantRules } from '../../shared/domain/grant-rules';
import type { Known } from '../../shared/domain/known';
import type { DeskRules } from '../../shared/domain/rules';
import type { AppError } from '../../shared/errors';
import type { Reply } from '../../shared/ipc/contract';
import { err, ok, type Result } from '../../shared/result';
import type { GrantsRead, OwnedGroup } from '../ports/grants';
import type { Desk } from './desk';
import { everyGrant } from './held-grants';

const OFFER_KEPT_MS = 5 * 60_000;

/** What this desk may grant. */
export type Offer = {
  readonly readAt: number;
  readonly catalogue: readonly GrantOption[];
  readonly units: Known<readonly UnitOption[]>;
  readonly ownedGroupIds: Known<readonly string[]>;
};

export type JudgedGrant = { readonly facts: GrantFacts; readonly rules: DeskRules };

/** Also the handler of `grants.facts`: the form judges exactly what the main process judges. */
export async function readGrantFacts(desk: Desk, personId: string): Promise<Result<JudgedGrant, AppError> & Reply<'grants.facts'>> {
  if (desk.policy.state === 'broken') return err(desk.policy.error);
  const { rules } = desk.policy;
  const [about, offer] = await Promise.all([desk.directory.readGrantFacts(personId, desk.operator.id), readOffer(desk)]);
  if (!about.ok) return about;
  if (!offer.ok) return offer;
  const { catalogue, units, ownedGroupIds } = offer.value;
  const held = await desk.grants.of(personId, groupIdsIn(offer.value));
  if (!held.ok) return held;
  const { operator } = about.value;
  return ok({
    facts: { ...about.value, operator: { ...operator, ownedGroupIds }, catalogue, units, grants: asOne(held.value, catalogue), unreadGrants: unreadIn(held.value), clockSkewMs: desk.clockSkewMs() },
    rules,
  });
}

export async function readOffer(desk: Desk): Promise<Result<Offer, AppError>> {
  if (desk.policy.state === 'broken') return err(desk.policy.error);
  const now = desk.clock.now().getTime();
  const kept = desk.memory.offer;
  if (kept !== null && Math.abs(now - kept.readAt) < OFFER_KEPT_MS) return ok(kept);
  const { grants: allowed } = desk.policy.rules;
  const [definitions, named, owned, units] = await Promise.all([
    desk.grants.roleDefinitions(),
    desk.grants.groups(allowed.groups.map(({ group }) => group)),
    desk.grants.ownedGroups(desk.operator.id),
    desk.grants.units(),
  ]);
  if (!definitions.ok) return definitions;
  if (!named.ok) return named;
  if (!owned.ok) return owned;
  if (!units.ok) return units;
  const bare = [...roleOptions(allowed, definitions.value), ...groupOptions(allowed, named.value, owned.value, groupsThatDecide(desk.policy.rules))];
  const rules = await desk.grants.rules(bare.map(({ target }) => target));
  if (!rules.ok) return rules;
  const catalogue = bare.map((option): GrantOption => ({ ...option, rules: rules.value[targetKey(option.target)] ?? { known: false, because: 'failed', needs: null } }));
  const ownedGroupIds: Offer['ownedGroupIds'] = owned.value.known ? { known: true, value: owned.value.value.map(({ id }) => id.toLowerCase()) } : owned.value;
  const offer: Offer = { readAt: now, catalogue, units: units.value, ownedGroupIds };
  // Half an answer is not kept: the next look asks again.
  const failed = [named.value, owned.value, units.value].some((fact) => !fact.known && fact.because === 'failed');
  const isWhole = definitions.value.known || bare.every(({ target }) => target.kind !== 'role');
  if (isWhole && !failed && catalogue.every((option) => option.rules.known || option.rules.because !== 'failed')) desk.memory.offer = offer;
  return ok(offer);
}

/** Groups whose grants this desk looks at. */
export function groupIdsIn({ catalogue, ownedGroupIds }: Pick<Offer, 'catalogue' | 'ownedGroupIds'>): readonly string[] {
  const named = catalogue.filter(({ target }) => target.kind !== 'role').map(({ target }) => target.id);
  return [...new Set([...named, ...(ownedGroupIds.known ? ownedGroupIds.value : [])])];
}

type Bare = Omit<GrantOption, 'rules'>;

function roleOptions(allowed: GrantRules, definitions: Known<Readonly<Record<string, { readonly displayName: string; readonly description: string }>>>): readonly Bare[] {
  return allowed.roles
    .filter(({ role }) => !isNever(allowed, role))
    // A role that the tenant does not know cannot be granted; where roles cannot be read, the policy's names do.
    .filter(({ role }) => !definitions.known || definitions.value[role] !== undefined)
    .map(({ role, name, longestMinutes, as, where }) => {
      const definition = definitions.known ? definitions.value[role] : undefined;
      return { target: { kind: 'role', id: role }, displayName: definition?.displayName ?? name, description: definition?.description ?? '', longestMinutes, as, where, refusedBecause: null };
    });
}

function groupOptions(allowed: GrantRules, named: Known<readonly OwnedGroup[]>, owned: Known<readonly OwnedGroup[]>, decisive: ReadonlySet<string>): readonly Bare[] {
  const known = new Map([...(owned.known ? owned.value : []), ...(named.known ? named.value : [])].map((group) => [group.id.toLowerCase(), group]));
  const options = new Map<string, Bare>();
  const add = (target: GrantTarget, group: OwnedGroup | undefined, rest: Pick<Bare, 'displayName' | 'longestMinutes' | 'as'>, mayHoldRoles: boolean) =>
    options.set(targetKey(target), { target, description: group?.description ?? '', where: 'tenant', refusedBecause: refusalOf(group, mayHoldRoles), ...rest });
  if (allowed.ownedGroups.allowed && owned.known) {
    for (const group of owned.value.filter(({ id }) => !decisive.has(id.toLowerCase()))) {
      add({ kind: 'member', id: group.id.toLowerCase() }, group, { displayName: group.displayName, longestMinutes: allowed.ownedGroups.longestMinutes, as: 'choose' }, false);
    }
  }
  for (const { group: id, name, access, longestMinutes, as } of allowed.groups) {
    const group = known.get(id);
    // The policy names it, so whoever wrote the policy has decided about the roles it may hold.
    for (const kind of access === 'both' ? (['member', 'owner'] as const) : [access]) add({ kind, id }, group, { displayName: group?.displayName ?? name, longestMinutes, as }, true);
  }
  return [...options.values()];
}

/** Groups by which the desk policy decides about operators and contractors: owning one must not be enough to grant it. */
function groupsThatDecide({ operatorGroups, contractors }: DeskRules): ReadonlySet<string> {
  return new Set([...operatorGroups.map(({ groupId }) => groupId.toLowerCase()), ...contractors.groups.map(({ id }) => id.toLowerCase())]);
}

/** PIM manages neither groups whose members a rule decides nor those that come from an on-premises directory. Source: facts 6. */
function refusalOf(group: OwnedGroup | undefined, mayHoldRoles: boolean): Bare['refusedBecause'] {
  if (group?.isDynamic === true) return 'dynamic';
  if (group?.isSynced === true) return 'synced';
  return group?.isRoleAssignable === true && !mayHoldRoles ? 'role-assignable' : null;
}

/** One fact of three lists: unread when none of those that the catalogue needs was read. */
function asOne({ roles, eligibleRoles, groups }: GrantsRead, catalogue: readonly GrantOption[]): GrantFacts['grants'] {
  const needed = [...(catalogue.some(({ target }) => target.kind === 'role') ? [roles, eligibleRoles] : []), ...(catalogue.some(({ target }) => target.kind !== 'role') ? [groups] : [])];
  const [gap] = needed.filter((list) => !list.known);
  if (gap && needed.every((list) => !list.known)) return gap;
  return { known: true, value: everyGrant({ roles, eligibleRoles, groups }) };
}

/** What a gap hides may overlap with what is asked for; PIM notices, and the form says that it was not checked. */
function unreadIn({ roles, eligibleRoles, groups }: GrantsRead): NonNullable<GrantFacts['unreadGrants']> {
  return [...(roles.known && eligibleRoles.known ? [] : ['role' as const]), ...(groups.known ? [] : ['group' as const])];
}
