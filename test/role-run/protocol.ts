/** What the counting program and the desk it drives say to each other in this run only, besides support/desk-messages.ts. */
import type { DeskSetup } from '../support/desk-messages';
import type { Moment } from './clock';

export const PLANTS = ['removal-not-proven', 'limit-not-kept', 'other-path-removed', 'crash-forgets-planned-end'] as const;
export type Plant = (typeof PLANTS)[number];

/** The desk's clock runs as much faster as its waits are shorter. */
export type Setup = DeskSetup<Plant> & { readonly policyFile: string };

export type Order =
  /** Nothing more is sent to Graph until the clock is set. */
  | { readonly kind: 'hold' }
  | { readonly kind: 'clock'; readonly moment: Moment };

/** No request is on its way, and none will be until the clock is set. */
export type Held = 'held';
