/**
 * Graph's documented quotas for one app in one tenant. Source: Graph "Microsoft Graph service-specific throttling limits",
 * identity and access, and identity and access reports; facts 10.
 */
export type Quota = { readonly limit: number; readonly windowMs: number };

export const DOCUMENTED_WRITES: Quota = { limit: 3_000, windowMs: 150_000 };
export const DOCUMENTED_REPORTS: Quota = { limit: 5, windowMs: 10_000 };
export const UNITS_WINDOW_MS = 10_000;
/** What a run leaves to whoever works at the desk meanwhile, of each quota. */
const LEFT_FREE = 0.03;

/** @param people - In the tenant; null: not known, and then it is taken for a small one. */
export function documentedUnits(people: number | null): Quota {
  const limit = people === null || people < 50 ? 3_500 : people <= 500 ? 5_000 : 8_000;
  return { limit, windowMs: UNITS_WINDOW_MS };
}

/** What may be spent in the background: at least one is left free. */
export function backgroundPart({ limit }: Quota): number {
  return Math.floor(Math.min(limit * (1 - LEFT_FREE), limit - 1));
}
