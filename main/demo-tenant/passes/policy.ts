/**
 * The tenant's Temporary Access Pass policy (temporaryAccessPassAuthenticationMethodConfiguration).
 *
 * Units: minutes and characters. Bounds and defaults: Microsoft Graph resource page of that type and Entra's how-to.
 */
import { isRecord, Refusal } from '../protocol';

export type IncludeTarget = { readonly targetType: 'group' | 'user'; readonly id: string; readonly isRegistrationRequired: boolean };
export type ExcludeTarget = { readonly targetType: 'group' | 'user'; readonly id: string };

export type PassPolicy = {
  readonly state: 'enabled' | 'disabled';
  readonly defaultLength: number;
  readonly minimumLifetimeInMinutes: number;
  readonly maximumLifetimeInMinutes: number;
  readonly defaultLifetimeInMinutes: number;
  /** True makes every pass of the tenant a one-time pass. */
  readonly isUsableOnce: boolean;
  readonly includeTargets: readonly IncludeTarget[];
  readonly excludeTargets: readonly ExcludeTarget[];
};

/** 10 minutes to 30 days; a policy can only narrow it. */
export const LIFETIME_BOUNDS = { minimum: 10, maximum: 43_200 } as const;
const LENGTH_BOUNDS = { minimum: 8, maximum: 48 } as const;
const EVERYBODY_TARGET: IncludeTarget = { targetType: 'group', id: 'all_users', isRegistrationRequired: false };
export const POLICY_TYPE = '#microsoft.graph.temporaryAccessPassAuthenticationMethodConfiguration';

/** What a reset goes back to. A tenant that never touched the method has it switched off. */
export const DEFAULT_POLICY: PassPolicy = {
  state: 'disabled',
  defaultLength: 8,
  minimumLifetimeInMinutes: 60,
  maximumLifetimeInMinutes: 480,
  defaultLifetimeInMinutes: 60,
  isUsableOnce: false,
  includeTargets: [EVERYBODY_TARGET],
  excludeTargets: [],
};

const bad = (message: string): Refusal => new Refusal(400, 'badRequest', message);

function whole(name: string, value: unknown, { minimum, maximum }: { readonly minimum: number; readonly maximum: number }): number {
  if (typeof value !== 'number' || !Number.isInteger(value)) throw bad(`Cannot convert the value of '${name}' to the expected type 'Edm.Int32'.`);
  if (value < minimum || value > maximum) throw bad(`Invalid ${name} specified. The valid range between ${minimum} and ${maximum}.`);
  return value;
}

function targets<T>(name: string, value: unknown, read: (target: Readonly<Record<string, unknown>>) => T): readonly T[] {
  if (!Array.isArray(value)) throw bad(`The value of '${name}' must be a collection.`);
  return value.map((target: unknown) => {
    if (!isRecord(target) || typeof target.id !== 'string' || (target.targetType !== 'group' && target.targetType !== 'user')) throw bad(`Invalid target in '${name}'.`);
    return read(target);
  });
}

const typeOf = (target: Readonly<Record<string, unknown>>): 'group' | 'user' => (target.targetType === 'user' ? 'user' : 'group');

/** The body of a PATCH laid over the policy. What is not named stays. */
export function changedPolicy(policy: PassPolicy, body: unknown): PassPolicy {
  if (!isRecord(body)) throw bad('A JSON object is expected.');
  if (body['@odata.type'] !== POLICY_TYPE) throw bad(`The '@odata.type' of the configuration must be '${POLICY_TYPE}'.`);
  let changed: PassPolicy = policy;
  for (const [name, value] of Object.entries(body)) {
    switch (name) {
      case '@odata.type':
      case '@odata.context':
      case 'includeTargets@odata.context':
      case 'id':
        break;
      case 'state':
        if (value !== 'enabled' && value !== 'disabled') throw bad(`Invalid state '${String(value)}'.`);
        changed = { ...changed, state: value };
        break;
      case 'isUsableOnce':
        if (typeof value !== 'boolean') throw bad("Cannot convert the value of 'isUsableOnce' to the expected type 'Edm.Boolean'.");
        changed = { ...changed, isUsableOnce: value };
        break;
      case 'defaultLength':
        changed = { ...changed, defaultLength: whole(name, value, LENGTH_BOUNDS) };
        break;
      case 'minimumLifetimeInMinutes':
      case 'maximumLifetimeInMinutes':
      case 'defaultLifetimeInMinutes':
        changed = { ...changed, [name]: whole(name, value, LIFETIME_BOUNDS) };
        break;
      case 'includeTargets':
        changed = {
          ...changed,
          includeTargets: targets(name, value, (target) => ({ targetType: typeOf(target), id: String(target.id), isRegistrationRequired: target.isRegistrationRequired === true })),
        };
        break;
      case 'excludeTargets':
        changed = { ...changed, excludeTargets: targets(name, value, (target) => ({ targetType: typeOf(target), id: String(target.id) })) };
        break;
      default:
        throw bad(`The property '${name}' does not exist on type '${POLICY_TYPE.slice(1)}'.`);
    }
  }
  if (changed.minimumLifetimeInMinutes > changed.maximumLifetimeInMinutes) throw bad('minimumLifetimeInMinutes must not be greater than maximumLifetimeInMinutes.');
  if (changed.defaultLifetimeInMinutes < changed.minimumLifetimeInMinutes || changed.defaultLifetimeInMinutes > changed.maximumLifetimeInMinutes) {
    throw bad('defaultLifetimeInMinutes must lie between minimumLifetimeInMinutes and maximumLifetimeInMinutes.');
  }
  return changed;
}

/** Exclusion beats inclusion. @param groupIds - The person's groups, nested ones too. */
export function isInScope(policy: PassPolicy, personId: string, groupIds: ReadonlySet<string>): boolean {
  const hits = (target: ExcludeTarget): boolean => target.id === 'all_users' || (target.targetType === 'user' ? target.id === personId : groupIds.has(target.id));
  return policy.includeTargets.some(hits) && !policy.excludeTargets.some(hits);
}
