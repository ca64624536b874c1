/**
 * The limits on passes by person tier: what the desk policy may set, and what holds where it is silent.
 *
 * A field that a desk policy leaves out keeps the built-in default of that tier. Order, each overriding the one before:
 * built-in default, `limits.everyone`, `limits.<tier>`, then the same two of the operator's group. For privileged people
 * what is said of everyone only tightens: their stricter limits are loosened by name or not at all.
 * Units: minutes, hours, days and characters, as named.
 */
import { z } from 'zod';
import { GRAPH_LIFETIME } from './pass';

export const TIERS = ['standard', 'contractor', 'external-guest', 'privileged'] as const;
export const Tier = z.enum(TIERS);
export type Tier = z.output<typeof Tier>;

/** How an operator may have made sure that the caller is the person. */
export const VERIFICATION_KINDS = ['call-back', 'manager-attested', 'photo-id', 'existing-method', 'verified-id'] as const;
export const VerificationKind = z.enum(VERIFICATION_KINDS);
export type VerificationKind = z.output<typeof VerificationKind>;

/** Ways a passcode may leave the desk. `split`: the first half on the phone, the second by mail to the manager. */
export const CHANNELS = ['call', 'slip', 'manager-mail', 'split'] as const;
export const Channel = z.enum(CHANNELS);
export type Channel = z.output<typeof Channel>;

export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

const lifetimeMinutes = z.int().min(GRAPH_LIFETIME.minimumMinutes).max(GRAPH_LIFETIME.maximumMinutes);
const quota = z.int().min(0).max(10_000);
export const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: 'must be a time of day such as "07:30"' });

/** Ticket and reason cannot be longer than this, whatever the policy says. Characters. */
export const TICKET_MAXIMUM = 64;
export const REASON_MAXIMUM = 500;

export const AllowedHours = z.strictObject({
  /** IANA name, such as "Europe/Berlin". */
  timeZone: z.string().refine(isTimeZone, { error: 'must be an IANA time zone such as "Europe/Berlin"' }),
  days: z.array(z.enum(WEEKDAYS)).min(1).readonly(),
  /** Inclusive. */
  from: timeOfDay,
  /** Exclusive; before `from` means past midnight. */
  to: timeOfDay,
});
export type AllowedHours = z.output<typeof AllowedHours>;

const Lifetime = z.strictObject({ minimumMinutes: lifetimeMinutes, maximumMinutes: lifetimeMinutes, defaultMinutes: lifetimeMinutes });
const Verification = z.strictObject({
  kinds: z.array(VerificationKind).min(1).readonly(),
  /** How old a verification may be when the pass is issued, minutes. */
  maximumAgeMinutes: z.int().min(1).max(240),
  /** A number, manager or method that changed within so many days cannot be used to verify. */
  quarantineDays: z.int().min(0).max(30),
});
const Reason = z.strictObject({ minimumLength: z.int().min(0).max(REASON_MAXIMUM), maximumLength: z.int().min(1).max(REASON_MAXIMUM) });
const Ticket = z.strictObject({
  /** Regular expression that the whole ticket must match. */
  pattern: z.string().max(200).refine(isPattern, { error: 'must be a regular expression, without a repetition of something that repeats' }),
  /** Shown beside the field. */
  example: z.string().max(TICKET_MAXIMUM),
});
const Delivery = z.strictObject({
  channels: z.array(Channel).min(1).readonly(),
  /** Whether the passcode may be put on the clipboard. */
  copy: z.boolean(),
  /** Whether the person is told by mail, without the passcode, that a pass was made. */
  tellPerson: z.boolean(),
});

export const SecondPass = z.enum(['refuse', 'acknowledge', 'allow']);

const SHAPE = {
  /** False: people of this tier get no pass from this desk. */
  mayIssue: z.boolean(),
  oneTimeRequired: z.boolean(),
  /** How far ahead a pass may start, days. */
  startWithinDays: z.int().min(0).max(30),
  hours: z.union([z.literal('any'), AllowedHours], { error: 'must be "any" or { "timeZone": …, "days": […], "from": "07:00", "to": "19:00" }' }),
  passesPerOperatorHour: quota,
  passesPerOperatorDay: quota,
  /** What happens when the person has had a pass within the last 24 hours. */
  secondPassWithin24Hours: SecondPass,
} as const;

export const Limits = z.strictObject({ ...SHAPE, lifetime: Lifetime, verification: Verification, reason: Reason, ticket: Ticket, delivery: Delivery });
export type Limits = z.output<typeof Limits>;

/** What a desk policy may write: any part of {@link Limits}. */
export const LimitChanges = z
  .strictObject({ ...SHAPE, lifetime: Lifetime.partial(), verification: Verification.partial(), reason: Reason.partial(), ticket: Ticket.partial(), delivery: Delivery.partial() })
  .partial();
export type LimitChanges = z.output<typeof LimitChanges>;

export const TierLimits = z.strictObject({ everyone: LimitChanges, ...Object.fromEntries(TIERS.map((tier) => [tier, LimitChanges])) as Record<Tier, typeof LimitChanges> }).partial();
export type TierLimits = z.output<typeof TierLimits>;

const STANDARD: Limits = {
  mayIssue: true,
  lifetime: { minimumMinutes: 10, maximumMinutes: 480, defaultMinutes: 60 },
  oneTimeRequired: false,
  startWithinDays: 14,
  hours: 'any',
  passesPerOperatorHour: 20,
  passesPerOperatorDay: 60,
  secondPassWithin24Hours: 'acknowledge',
  verification: { kinds: [...VERIFICATION_KINDS], maximumAgeMinutes: 15, quarantineDays: 7 },
  reason: { minimumLength: 5, maximumLength: REASON_MAXIMUM },
  // Letters, digits and the separators that ticket systems use.
  ticket: { pattern: '[A-Za-z0-9][A-Za-z0-9#_./-]{1,63}', example: 'INC-1042' },
  delivery: { channels: ['call', 'slip'], copy: false, tellPerson: false },
};

/** What holds without a desk policy, and wherever it is silent: strict on purpose. To change a default, change it here. */
export const DEFAULT_LIMITS: Readonly<Record<Tier, Limits>> = {
  standard: STANDARD,
  contractor: { ...STANDARD, verification: { ...STANDARD.verification, kinds: ['call-back', 'manager-attested', 'photo-id', 'verified-id'] } },
  'external-guest': STANDARD,
  privileged: {
    ...STANDARD,
    lifetime: { minimumMinutes: 10, maximumMinutes: 120, defaultMinutes: 60 },
    oneTimeRequired: true,
    startWithinDays: 1,
    secondPassWithin24Hours: 'refuse',
    verification: { ...STANDARD.verification, kinds: ['photo-id', 'verified-id'] },
    delivery: { channels: ['call'], copy: false, tellPerson: false },
  },
};

/** Lays changes over limits. A default lifetime that a changed bound leaves outside moves to that bound. */
export function laidOver(limits: Limits, changes: LimitChanges | undefined): Limits {
  if (!changes) return limits;
  const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)) as Partial<Limits>;
  const lifetime = { ...limits.lifetime, ...defined(changes.lifetime) };
  return {
    ...limits,
    ...given,
    lifetime: { ...lifetime, defaultMinutes: Math.max(lifetime.minimumMinutes, Math.min(lifetime.maximumMinutes, lifetime.defaultMinutes)) },
    verification: { ...limits.verification, ...defined(changes.verification) },
    reason: { ...limits.reason, ...defined(changes.reason) },
    ticket: { ...limits.ticket, ...defined(changes.ticket) },
    delivery: { ...limits.delivery, ...defined(changes.delivery) },
  };
}

/** Lays changes over limits where they are stricter, and leaves alone what they would loosen. */
export function tightenedBy(limits: Limits, changes: LimitChanges | undefined): Limits {
  const laid = laidOver(limits, changes);
  const both = <T>(one: readonly T[], other: readonly T[]) => {
    const common = one.filter((item) => other.includes(item));
    return common.length > 0 ? common : one;
  };
  const lifetime = {
    minimumMinutes: Math.max(limits.lifetime.minimumMinutes, laid.lifetime.minimumMinutes),
    maximumMinutes: Math.min(limits.lifetime.maximumMinutes, laid.lifetime.maximumMinutes),
  };
  return {
    ...laid,
    mayIssue: limits.mayIssue && laid.mayIssue,
    oneTimeRequired: limits.oneTimeRequired || laid.oneTimeRequired,
    startWithinDays: Math.min(limits.startWithinDays, laid.startWithinDays),
    hours: limits.hours === 'any' ? laid.hours : limits.hours,
    passesPerOperatorHour: Math.min(limits.passesPerOperatorHour, laid.passesPerOperatorHour),
    passesPerOperatorDay: Math.min(limits.passesPerOperatorDay, laid.passesPerOperatorDay),
    secondPassWithin24Hours: STRICTNESS.find((rule) => rule === limits.secondPassWithin24Hours || rule === laid.secondPassWithin24Hours) ?? 'refuse',
    lifetime: { ...lifetime, defaultMinutes: Math.max(lifetime.minimumMinutes, Math.min(lifetime.maximumMinutes, laid.lifetime.defaultMinutes)) },
    verification: {
      kinds: both(limits.verification.kinds, laid.verification.kinds),
      maximumAgeMinutes: Math.min(limits.verification.maximumAgeMinutes, laid.verification.maximumAgeMinutes),
      quarantineDays: Math.max(limits.verification.quarantineDays, laid.verification.quarantineDays),
    },
    reason: {
      minimumLength: Math.max(limits.reason.minimumLength, laid.reason.minimumLength),
      maximumLength: Math.min(limits.reason.maximumLength, laid.reason.maximumLength),
    },
    delivery: {
      channels: both(limits.delivery.channels, laid.delivery.channels),
      copy: limits.delivery.copy && laid.delivery.copy,
      tellPerson: limits.delivery.tellPerson || laid.delivery.tellPerson,
    },
  };
}

const STRICTNESS = ['refuse', 'acknowledge', 'allow'] as const;

function defined<T extends object>(part: T | undefined): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(part ?? {}).filter(([, value]) => value !== undefined)) as { [K in keyof T]?: Exclude<T[K], undefined> };
}

/** Asked again and again for the same few; making a formatter takes longer than all else about a rule. */
const ZONES = new Map<string, boolean>();
const ZONES_MAXIMUM = 1000;

export function isTimeZone(name: string): boolean {
  const before = ZONES.get(name);
  if (before !== undefined) return before;
  const is = hasFormatter(name);
  if (ZONES.size < ZONES_MAXIMUM) ZONES.set(name, is);
  return is;
}

function hasFormatter(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

/** A repeated group that holds a repetition, or a choice, can take for ever on a text that does not match: `(a+)+`. */
const CATASTROPHIC = /\([^()]*(?:[+*{|][^()]*)\)\s*[+*{]/;

function isPattern(source: string): boolean {
  try {
    // By itself as well: "a)|(b" is a pattern only within a group, and would let everything through that begins with "a".
    return !CATASTROPHIC.test(source) && [new RegExp(source, 'u'), new RegExp(`^(?:${source})$`, 'u')].length > 0;
  } catch {
    return false;
  }
}
