/**
 * How far one of Entra's logs was read, as it is kept between runs: written with the rows of every page, so that whoever is
 * stopped in the middle goes on from the page before. Instants are ISO, UTC, by Entra's clock as far as it is known.
 */
import { z } from 'zod';

const instant = z.iso.datetime({ offset: true });

/** A reading of many pages that is under way. */
export const Sweep = z.object({
  since: instant,
  begunAt: instant,
  /** The feed's own link to the page that comes next; null: from `reached`, or from the beginning. */
  next: z.string().nullable(),
  /** What lies before was read, where the log gives its oldest rows first; null where it does not. */
  reached: instant.nullable(),
  /** The oldest row so far. */
  oldest: instant.nullable(),
  /** So far. One that was read again after a kill counts twice. */
  rows: z.int().min(0),
});
export type Sweep = z.output<typeof Sweep>;

export const AuditMark = z.object({
  version: z.literal(1),
  /** Read from here on, without a gap until `through`. Null: never yet. */
  from: instant.nullable(),
  /** As `from`, but no further back than Entra certainly still had: it forgets after 7 to 30 days and does not say after how many. */
  sureFrom: instant.nullable(),
  /** The oldest row that was found when `from` was set: Entra had kept its records at least since then. */
  oldest: instant.nullable(),
  through: instant.nullable(),
  /** When the last reading of a whole day, and of all that Entra keeps, began. */
  dayAt: instant.nullable(),
  fullAt: instant.nullable(),
  /** Rows that the last reading of all that Entra keeps has found; before there was one, of what was read. */
  rows: z.int().min(0),
  /** The reading of all that Entra keeps, while it goes on over several rounds. */
  sweep: Sweep.nullable(),
});
export type AuditMark = z.output<typeof AuditMark>;

export const SignInMark = z.object({
  version: z.literal(1),
  /** Whose passes are read for, from before the first until after the last. */
  since: instant,
  until: instant,
  through: instant.nullable(),
  /** True once all was read again after `until`: nothing more is needed of this person. */
  isDone: z.boolean(),
  /** Rows that one reading has found, at most. */
  rows: z.int().min(0),
  sweep: Sweep.nullable(),
});
export type SignInMark = z.output<typeof SignInMark>;

export const NEVER_READ: AuditMark = { version: 1, from: null, sureFrom: null, oldest: null, through: null, dayAt: null, fullAt: null, rows: 0, sweep: null };

/** @returns null for what is no mark, or one of another version: everything is then read again, which changes nothing that is known. */
export function markIn<T>(schema: z.ZodType<T>, text: string | undefined): T | null {
  try {
    const parsed = schema.safeParse(text === undefined ? null : JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
