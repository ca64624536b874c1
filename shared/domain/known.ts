/**
 * A fact that may not have been readable. "Not read" is kept apart from "none": a view must never show an empty list
 * where Entra refused the answer.
 */
import { z } from 'zod';
import { FEATURE_NAMES } from './features';

export const Unread = z.object({
  known: z.literal(false),
  because: z.enum(['not-permitted', 'not-licensed', 'not-in-cloud', 'failed']),
  /** Whose role and permissions would settle it; null when they would not. */
  needs: z.enum(FEATURE_NAMES).nullable(),
});
export type Unread = z.output<typeof Unread>;

export function known<T extends z.ZodType>(value: T) {
  return z.discriminatedUnion('known', [z.object({ known: z.literal(true), value }), Unread]);
}

export type Known<T> = { readonly known: true; readonly value: T } | Unread;
