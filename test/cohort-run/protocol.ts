/** What the counting program and the desk it drives say to each other in this run only, besides support/desk-messages.ts. */
import type { DeskSetup } from '../support/desk-messages';

export const PLANTS = ['repeat-unlooked', 'no-settling', 'delivered-forgotten', 'outcome-missing', 'person-forgotten'] as const;
export type Plant = (typeof PLANTS)[number];

/** Encrypted PDFs lie beside the journal. */
export type Setup = DeskSetup<Plant>;

/** What stands on a slip that lies in the printer's tray, as far as it matters here. */
export type Paper = { readonly userPrincipalName: string; readonly passcode: string };
