/**
 * Schedules, their requests, and what became of them.
 *
 * Nothing runs by itself: what is due is caught up with whenever somebody looks, in the order and with the instants it
 * would have had. An instance appears some time after the start of its schedule (provisioning), and goes some time after
 * its end; both lags are nothing unless asked for. Tens of seconds were observed.
 */
import { ROLE_TEMPLATES } from '../directory/roles';
import type { Cause } from '../passes/pass';
import { type How, keyOf, roleNameOf, TENANT_WIDE } from './access';
import type { GrantEvent, Schedule, ScheduleInfo, ScheduleRequest } from './schedule';

/** All in milliseconds of the tenant's clock. */
export type Lags = { readonly provisioningLagMs: number; readonly expiryLagMs: number; /** From a removal until the instance is gone. */ readonly removalLagMs: number };

export type GrantHooks = {
  readonly onStarted: (schedule: Schedule, at: Date) => void;
  readonly onExpired: (schedule: Schedule, at: Date) => void;
  /** After a removal. */
  readonly onGone: (schedule: Schedule, at: Date) => void;
  /** Whether somebody holds Global Administrator without this schedule. */
  readonly hasOtherGlobalAdministrator: (schedule: Schedule) => boolean;
};

const BY_THE_CLOCK: Cause = { requestId: null, clientRequestId: null, callerId: null };
const PURGED_AFTER_MS = 30 * 86_400_000;

const isGlobalAdministrator = ({ how, access }: Schedule): boolean =>
  how === 'active' && access.kind === 'role' && access.roleDefinitionId === ROLE_TEMPLATES['Global Administrator'] && access.directoryScopeId === TENANT_WIDE;

export class Grants {
  readonly lags: Lags;
  readonly #hooks: GrantHooks;
  /** Future, current, and those whose instance lingers. */
  readonly #schedules = new Map<string, Schedule>();
  readonly #byPrincipal = new Map<string, Set<string>>();
  /** Ids of schedules that have an instance. */
  readonly #started = new Set<string>();
  /** Past their end, and still there: the last Global Administrator. */
  readonly #kept = new Set<string>();
  readonly #requests = new Map<string, ScheduleRequest>();
  readonly #events: GrantEvent[] = [];
  readonly #onboarded = new Set<string>();
  #dueAt: number | undefined;

  constructor(lags: Lags, hooks: GrantHooks) {
    this.lags = lags;
    this.#hooks = hooks;
  }

  get events(): readonly GrantEvent[] {
    return this.#events;
  }

  /** A schedule that is still in force or will be. */
  schedule(id: string, at: number): Schedule | undefined {
    const found = this.#schedules.get(id.toLowerCase());
    return found && this.#isInForce(found, at) ? found : undefined;
  }

  /** Current and future, oldest first. Those that linger after a removal are not here. */
  schedules(how: How, kind: 'role' | 'group'): readonly Schedule[] {
    return [...this.#schedules.values()].filter((each) => each.how === how && each.access.kind === kind && each.removedAt === null);
  }

  /** What is there, as of the last look at the clock. */
  instances(how: How, kind: 'role' | 'group'): readonly Schedule[] {
    return [...this.#schedules.values()].filter((each) => each.how === how && each.access.kind === kind && this.#started.has(each.id.toLowerCase()));
  }

  instancesOf(principalId: string, how: How): readonly Schedule[] {
    const ids = this.#byPrincipal.get(principalId);
    if (!ids) return [];
    return [...ids].flatMap((id) => (this.#started.has(id) ? (this.#schedules.get(id) ?? []) : [])).filter((each) => each.how === how);
  }

  /** In force or to come, for the same access of the same principal; earliest start first. */
  same(wanted: Pick<Schedule, 'principalId' | 'access' | 'how'>, at: number): readonly Schedule[] {
    const key = keyOf(wanted.principalId, wanted.access);
    return [...(this.#byPrincipal.get(wanted.principalId) ?? [])]
      .flatMap((id) => this.#schedules.get(id) ?? [])
      .filter((each) => each.how === wanted.how && keyOf(each.principalId, each.access) === key && this.#isInForce(each, at))
      .sort((a, b) => a.info.startsAt - b.info.startsAt);
  }

  hasStarted({ id }: Schedule): boolean {
    return this.#started.has(id.toLowerCase());
  }

  /** Cancelled requests are purged after thirty days. Source: Graph, "cancel". */
  requests(how: How, kind: 'role' | 'group', at: number): readonly ScheduleRequest[] {
    return [...this.#requests.values()].filter((each) => each.how === how && each.access.kind === kind && !(each.settled === 'Canceled' && at - each.createdAt > PURGED_AFTER_MS));
  }

  request(id: string): ScheduleRequest | undefined {
    return this.#requests.get(id.toLowerCase());
  }

  isOnboarded(groupId: string): boolean {
    return this.#onboarded.has(groupId);
  }

  onboard(groupId: string): void {
    this.#onboarded.add(groupId);
  }

  keep(request: ScheduleRequest): void {
    this.#requests.set(request.id.toLowerCase(), request);
  }

  add(schedule: Schedule, cause: Cause): void {
    const key = schedule.id.toLowerCase();
    this.#schedules.set(key, schedule);
    const own = this.#byPrincipal.get(schedule.principalId) ?? new Set<string>();
    this.#byPrincipal.set(schedule.principalId, own.add(key));
    this.#note(schedule.assignmentType === 'Activated' ? 'activated' : 'made', schedule, schedule.createdAt, cause, schedule.createdUsing);
    this.#dueAt = undefined;
  }

  change(schedule: Schedule, info: ScheduleInfo, at: number, kind: 'updated' | 'extended', requestId: string, cause: Cause): void {
    const isMoved = info.startsAt !== schedule.info.startsAt;
    const changed: Schedule = { ...schedule, info, modifiedAt: at, provisionedAt: isMoved ? info.startsAt + this.lags.provisioningLagMs : schedule.provisionedAt };
    this.#schedules.set(schedule.id.toLowerCase(), changed);
    this.#kept.delete(schedule.id.toLowerCase());
    this.#note(kind, changed, at, cause, requestId);
    this.#dueAt = undefined;
  }

  /** @param how - Whether somebody ended it, or called off what had not begun. */
  remove(schedule: Schedule, at: number, how: 'removed' | 'cancelled', requestId: string | null, cause: Cause): void {
    const made = this.request(schedule.createdUsing);
    if (made) this.keep({ ...made, settled: how === 'cancelled' ? 'Canceled' : this.hasStarted(schedule) ? 'Provisioned' : 'Revoked' });
    this.#note(how, schedule, at, cause, requestId);
    if (this.hasStarted(schedule)) this.#schedules.set(schedule.id.toLowerCase(), { ...schedule, removedAt: at });
    else this.#forget(schedule);
    this.#dueAt = undefined;
  }

  settle(now: Date): void {
    const at = now.getTime();
    while ((this.#dueAt ??= Math.min(Number.POSITIVE_INFINITY, ...[...this.#schedules.values()].map((each) => this.#dueOf(each)))) <= at) {
      const due = this.#dueAt;
      const next = [...this.#schedules.values()].find((each) => this.#dueOf(each) === due);
      if (next) this.#pass(next, due);
      this.#dueAt = undefined;
    }
  }

  #isInForce({ id, removedAt, info }: Schedule, at: number): boolean {
    return removedAt === null && (info.endsAt === null || info.endsAt > at || this.#kept.has(id.toLowerCase()));
  }

  /** When something happens to it next. */
  #dueOf(schedule: Schedule): number {
    const { removedAt, provisionedAt, info } = schedule;
    if (removedAt !== null) return removedAt + this.lags.removalLagMs;
    const goneAt = info.endsAt === null || this.#kept.has(schedule.id.toLowerCase()) ? Number.POSITIVE_INFINITY : info.endsAt + this.lags.expiryLagMs;
    return this.hasStarted(schedule) ? goneAt : Math.min(provisionedAt, goneAt);
  }

  #pass(schedule: Schedule, due: number): void {
    const at = new Date(due);
    if (schedule.removedAt !== null) {
      this.#forget(schedule);
      this.#note('gone', schedule, due, BY_THE_CLOCK, null);
      this.#hooks.onGone(schedule, at);
    } else if (!this.hasStarted(schedule) && schedule.provisionedAt === due) {
      this.#started.add(schedule.id.toLowerCase());
      this.#note('started', schedule, due, BY_THE_CLOCK, null);
      this.#hooks.onStarted(schedule, at);
      if (isGlobalAdministrator(schedule)) this.#kept.clear();
    } else if (isGlobalAdministrator(schedule) && !this.#hooks.hasOtherGlobalAdministrator(schedule)) {
      // The last active one is not removed at its end. Source: Entra, "Assign Entra roles in PIM".
      this.#kept.add(schedule.id.toLowerCase());
    } else {
      this.#forget(schedule);
      this.#note('expired', schedule, due, BY_THE_CLOCK, null);
      this.#hooks.onExpired(schedule, at);
    }
  }

  #forget(schedule: Schedule): void {
    const key = schedule.id.toLowerCase();
    this.#schedules.delete(key);
    this.#started.delete(key);
    this.#kept.delete(key);
    this.#byPrincipal.get(schedule.principalId)?.delete(key);
  }

  #note(kind: GrantEvent['kind'], { id, how, principalId, access, info }: Schedule, at: number, cause: Cause, scheduleRequestId: string | null): void {
    this.#events.push({
      at: new Date(at).toISOString(), kind, scheduleId: id, scheduleRequestId, how, principalId, access,
      startDateTime: new Date(info.startsAt).toISOString(), endDateTime: info.endsAt === null ? null : new Date(info.endsAt).toISOString(), ...cause,
    });
  }
}

/** Built-in roles a principal holds over the whole tenant by PIM, now. Over a unit's members they give no power over others. */
export function timeBoundRoles(grants: Grants, principalId: string): readonly NonNullable<ReturnType<typeof roleNameOf>>[] {
  return grants.instancesOf(principalId, 'active').flatMap(({ access }) => (access.kind === 'role' && access.directoryScopeId === TENANT_WIDE ? (roleNameOf(access.roleDefinitionId) ?? []) : []));
}

export function timeBoundGroupIds(grants: Grants, principalId: string, accessId: 'member' | 'owner'): readonly string[] {
  return grants.instancesOf(principalId, 'active').flatMap(({ access }) => (access.kind === 'group' && access.accessId === accessId ? [access.groupId] : []));
}
