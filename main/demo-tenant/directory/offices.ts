/**
 * Offices that the cohorts of new hires start in, one for each of many time zones: a start at an hour of their day is
 * another instant in each of them.
 */
export type Office = {
  /** As in `officeLocation` and `city`. */
  readonly city: string;
  readonly state: string | null;
  /** ISO 3166-1 alpha-2, as in `country` and `usageLocation`. */
  readonly country: string;
  /** How many tickets it has in a draw. */
  readonly weight: number;
};

export const OFFICES: readonly [Office, ...(readonly Office[])] = [
  { city: 'Oslo', state: null, country: 'NO', weight: 6 },
  { city: 'Lisbon', state: null, country: 'PT', weight: 5 },
  { city: 'London', state: null, country: 'GB', weight: 3 },
  { city: 'New York', state: 'NY', country: 'US', weight: 4 },
  { city: 'San Francisco', state: 'CA', country: 'US', weight: 2 },
  { city: 'São Paulo', state: 'SP', country: 'BR', weight: 2 },
  { city: 'Cairo', state: null, country: 'EG', weight: 1 },
  { city: 'Bengaluru', state: 'KA', country: 'IN', weight: 3 },
  { city: 'Singapore', state: null, country: 'SG', weight: 4 },
  { city: 'Tokyo', state: null, country: 'JP', weight: 2 },
  { city: 'Sydney', state: 'NSW', country: 'AU', weight: 2 },
  { city: 'Auckland', state: null, country: 'NZ', weight: 1 },
];
