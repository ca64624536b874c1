/** What the counting program and the desk it drives say to each other in this run only, besides support/desk-messages.ts. */
import type { DeskSetup } from '../support/desk-messages';

export const PLANTS = ['read-back-skipped', 'no-settling', 'no-intent'] as const;
export type Plant = (typeof PLANTS)[number];

export type Setup = DeskSetup<Plant>;

/** The passcode reached the clipboard or the printer. */
export type Out = { readonly by: 'clipboard' | 'printer'; readonly passcode: string };
