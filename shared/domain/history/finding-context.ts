/** What findings are judged by, besides the facts: what the desk policy says, what was read, and what time it is. */
import { z } from 'zod';
import { TierLimits } from '../limits';
import { OperatorGroup } from '../rules';
import { HistoryRules } from './history-rules';

const instant = z.iso.datetime({ offset: true });

export const FindingContext = z.object({
  now: instant,
  /** IANA name of the desk's time zone. */
  timeZone: z.string(),
  rules: HistoryRules,
  limits: TierLimits,
  operatorGroups: z.array(OperatorGroup).readonly(),
  /** Audits of each stream were read without a gap from `from` until `through`; null: never, or they may not be read. What lies outside tells nothing. */
  auditsRead: z.object({ from: instant, through: instant }).nullable(),
  /** The journal's first entry: nothing before it can be outside of the tool. Null: the journal is empty. */
  journalSince: instant.nullable(),
  /** Sign-ins of people with a pass were read without a gap in that time; null or absent: nobody can say that somebody did not sign in. */
  signInsRead: z.object({ from: instant, through: instant }).nullish(),
  /** Object ids of everybody who acts in this desk's own journal. Only asked for when other desks issue too; absent: nobody. */
  knownOperators: z.array(z.string()).readonly().optional(),
});
export type FindingContext = z.output<typeof FindingContext>;
