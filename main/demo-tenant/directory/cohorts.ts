/**
 * Cohorts of new hires: how many start on which day, and the group each of them is in. The groups hold nobody, and are not
 * there, in a tenant without the cohort.
 */
import { type Group, NEW_HIRE_GROUPS } from './groups';

export type CohortKey = 'weekly' | 'monthly' | 'seasonal';

export type Cohort = {
  readonly key: CohortKey;
  readonly size: number;
  /** Days from the day the tenant was opened. */
  readonly hiredInDays: number;
  readonly group: Group;
};

const USUAL: readonly Cohort[] = [
  { key: 'weekly', size: 20, hiredInDays: 3, group: NEW_HIRE_GROUPS.weekly },
  { key: 'monthly', size: 200, hiredInDays: 10, group: NEW_HIRE_GROUPS.monthly },
];
const LARGE: Cohort = { key: 'seasonal', size: 2_000, hiredInDays: 17, group: NEW_HIRE_GROUPS.seasonal };

/** @param hasLarge - The third, of 2,000, comes besides the other two. */
export function cohortsOf(hasCohorts: boolean, hasLarge: boolean): readonly Cohort[] {
  if (hasLarge) return [...USUAL, LARGE];
  return hasCohorts ? USUAL : [];
}
