/** Something about the history that somebody should look at. What raises one is in `find-*.ts`; nothing here accuses anybody. */
import { z } from 'zod';
import { FindingKind } from './history-line';

const instant = z.iso.datetime({ offset: true });

export const Finding = z.object({
  /** Stable: the same finding has the same id at every look, whatever order its facts came in. */
  id: z.string(),
  kind: FindingKind,
  /** When what it is about happened. */
  at: instant,
  /** Ids of the lines that show it; at least one, newest first, at most {@link FINDING_LINES}. */
  lineIds: z.array(z.string()).min(1).readonly(),
  person: z.object({ id: z.string(), displayName: z.string(), userPrincipalName: z.string() }).nullable(),
  operator: z.object({ id: z.string(), displayName: z.string(), userPrincipalName: z.string() }).nullable(),
  /** Flat facts that explain it: counts, limits, countries, hours. */
  facts: z.record(z.string(), z.union([z.string(), z.number()])),
  /** Who marked it as seen, and why: the journal's `finding.see`. */
  seen: z.object({ at: instant, by: z.string(), reason: z.string() }).nullable(),
});
export type Finding = z.output<typeof Finding>;

export const FINDING_LINES = 200;
