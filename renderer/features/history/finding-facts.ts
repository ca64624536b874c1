/** The facts that explain a finding, in words. What is not known here is shown under its name, read as words. Pure. */
import { displayText } from '../../../shared/domain/display-text';
import type { Finding } from '../../../shared/domain/history/finding';
import { LINE_KINDS } from '../../../shared/domain/history/history-line';
import { KIND_WORDS } from '../../../shared/domain/history/words';
import { TIERS, VERIFICATION_KINDS } from '../../../shared/domain/limits';
import { dateText, instantText } from '../../ui/time-text';
import { TIER_WORDS } from '../../ui/tier-text';
import { VERIFICATION_WORDS } from '../../ui/verification-text';

type Value = string | number;
type Word = { readonly name: string; readonly of?: (value: Value) => string };
type FactText = { readonly name: string; readonly value: string };

const VALUE_SHOWN = 300;
const plain = (value: Value): string => (typeof value === 'number' ? String(value) : displayText(value, VALUE_SHOWN));
const oneOf = <T extends string>(known: readonly T[], words: Readonly<Record<T, string>>) => (value: Value) => {
  const key = known.find((one) => one === value);
  return key === undefined ? plain(value) : words[key];
};
/** One after another, however they are set apart. */
const each = (of: (part: string) => string) => (value: Value) =>
  plain(value)
    .split(/[ ,]+/)
    .map((part) => of(part))
    .join(', ');
const instant = (value: Value) => (typeof value === 'string' && !Number.isNaN(Date.parse(value)) ? instantText(new Date(value)) : plain(value));
const counted = (unit: string) => (value: Value) => `${plain(value)} ${unit}${value === 1 ? '' : 's'}`;

/** "AT" as "Austria (AT)"; what is no country, such as a network, as it stands. */
function country(code: string): string {
  if (!/^[A-Z]{2}$/.test(code)) return code;
  const name = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' }).of(code);
  return name === undefined ? code : `${name} (${code})`;
}

const VERIFIED = { ...VERIFICATION_WORDS, none: 'none' };
const DAY_WORDS = { mon: 'Monday', tue: 'Tuesday', wed: 'Wednesday', thu: 'Thursday', fri: 'Friday', sat: 'Saturday', sun: 'Sunday' } as const;
const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

/** By the names that `shared/domain/history/find-*.ts` gives them. */
const WORDS: Readonly<Record<string, Word>> = {
  what: { name: 'What', of: oneOf(LINE_KINDS, KIND_WORDS) },
  activity: { name: 'In Entra’s words' },
  byApp: { name: 'By an application' },
  lateHours: { name: 'Entra may be late by', of: counted('hour') },
  from: { name: 'Working hours from' },
  to: { name: 'Working hours until' },
  days: { name: 'Working days', of: each(oneOf(DAYS, DAY_WORDS)) },
  timeZone: { name: 'Time zone' },
  tier: { name: 'Tier', of: oneOf(TIERS, TIER_WORDS) },
  kind: { name: 'Verified by', of: oneOf([...VERIFICATION_KINDS, 'none'], VERIFIED) },
  allowed: { name: 'Counts for the tier', of: each(oneOf(VERIFICATION_KINDS, VERIFICATION_WORDS)) },
  endsAt: { name: 'Ended', of: instant },
  handedOver: { name: 'Passcode handed over' },
  toldBy: { name: 'Told by', of: oneOf(['entra', 'sign-ins'], { entra: 'Entra’s own state of the pass', 'sign-ins': 'the sign-in log' }) },
  country: { name: 'Country', of: (value) => country(plain(value)) },
  city: { name: 'City' },
  ipAddress: { name: 'Network address' },
  by: { name: 'Other than usual', of: oneOf(['country', 'network'], { country: 'the country', network: 'the network' }) },
  network: { name: 'Network' },
  usual: { name: 'Usual', of: each(country) },
  usualSignIns: { name: 'Compared with', of: counted('sign-in') },
  passes: { name: 'Passes' },
  since: { name: 'Since', of: instant },
  repeatDays: { name: 'Counted within', of: counted('day') },
  operators: { name: 'By so many operators' },
  week: { name: 'Week' },
  median: { name: 'Median of the others' },
  day: { name: 'Day', of: (value) => (typeof value === 'string' && !Number.isNaN(Date.parse(`${value}T12:00:00`)) ? dateText(new Date(`${value}T12:00:00`)) : plain(value)) },
  per: { name: 'Counted by the' },
  used: { name: 'Issued' },
  maximum: { name: 'Most allowed' },
};

/** Name of the opened journal that says it made what the finding is about, and that nobody vouches for; null: none. Said in a sentence of its own. */
export function claimOf({ facts }: Pick<Finding, 'facts'>): string | null {
  const { claimedBy } = facts;
  return typeof claimedBy === 'string' && claimedBy !== '' ? claimedBy : null;
}

export function findingFacts({ facts }: Pick<Finding, 'facts'>): readonly FactText[] {
  return Object.entries(facts)
    .filter(([key, value]) => value !== '' && key !== 'claimedBy')
    .map(([key, value]) => {
      const word = Object.hasOwn(WORDS, key) ? WORDS[key] : undefined;
      return { name: word?.name ?? asWords(key), value: (word?.of ?? plain)(value) };
    });
}

/** "medianOfOthers" as "Median of others". */
function asWords(key: string): string {
  const words = displayText(key.replace(/(?<=[a-z0-9])(?=[A-Z])/g, ' ').replace(/[-_]/g, ' '), 60).toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
