/**
 * What the desk policy says about runs: one act for many people. Limits and quotas on the single pass hold in a run as
 * they do one by one; these come on top. Units as named.
 */
import { z } from 'zod';
import { isTimeZone, timeOfDay } from './limits';

/** People in one run, whatever the policy says. */
export const RUN_MAXIMUM = 5_000;

/** Properties of a person that may say where they start work. */
export const ZONE_PROPERTIES = ['usageLocation', 'country', 'city', 'officeLocation', 'companyName'] as const;
export const ZoneProperty = z.enum(ZONE_PROPERTIES);
export type ZoneProperty = z.output<typeof ZoneProperty>;

const timeZone = z.string().refine(isTimeZone, { error: 'must be an IANA time zone such as "Europe/Berlin"' });

export const RunRules = z.strictObject({
  /** A larger run asks for a second person; until approvals exist it is refused. */
  maximumPeople: z.int().min(1).max(RUN_MAXIMUM),
  /** When work begins on the hire day, in the person's own time zone. */
  startTime: timeOfDay,
  /** The desk's own zone; null: the machine's. */
  timeZone: timeZone.nullable(),
  /** Zones by what stands on file about the person; compared without regard to case. The first that fits counts. */
  timeZones: z.array(z.strictObject({ property: ZoneProperty, value: z.string().min(1).max(128), timeZone })).max(500).readonly(),
  /** A passcode of a run that nobody received within so many minutes is gone, and its pass revoked. */
  handOverWithinMinutes: z.int().min(5).max(1440),
  /** Whether slips may also be kept as an encrypted PDF; where slips are allowed at all. */
  sealedPdf: z.boolean(),
});
export type RunRules = z.output<typeof RunRules>;

export const DEFAULT_RUN_RULES: RunRules = {
  maximumPeople: 250,
  startTime: '08:00',
  timeZone: null,
  timeZones: [],
  handOverWithinMinutes: 120,
  sealedPdf: true,
};
