/** What was planted in a history, for tests to find again. The kinds are the app's own words for what it looks for. */
export const ODDITY_KINDS = ['outside-tool', 'not-in-entra', 'never-used', 'used-elsewhere', 'out-of-hours', 'repeat-person', 'busy-operator', 'quota-near', 'weak-verification'] as const;
export type OddityKind = (typeof ODDITY_KINDS)[number];

export type Planted = {
  readonly kind: OddityKind;
  /** Null where it is about an operator. */
  readonly personId: string | null;
  readonly operatorId: string | null;
  /** ISO instant of the act, of the first of several. */
  readonly at: string;
  /** Intents of the desk's journal; of what was done outside of it, the records of the audit log. */
  readonly actIds: readonly string[];
  readonly note: string;
  /** Everything that shows it is in the logs the tenant serves. */
  readonly isServed: boolean;
};
