/** What a directory may say about a contract, each part now and then unread. */
import fc from 'fast-check';
import type { ContractFacts } from '../../../../shared/domain/contract';
import { FEATURE_NAMES } from '../../../../shared/domain/features';
import type { Known, Unread } from '../../../../shared/domain/known';
import { COMPANIES, CONTRACT_DAYS, CONTRACT_GROUPS, CONTRACT_UNITS } from './any-policy';
import { changed } from './changed';
import { contract, is, now } from './given';

export const anyUnread: fc.Arbitrary<Unread> = fc.record({
  known: fc.constant(false as const),
  because: fc.constantFrom('not-permitted' as const, 'not-licensed' as const, 'not-in-cloud' as const, 'failed' as const),
  needs: fc.option(fc.constantFrom(...FEATURE_NAMES)),
});
export const orUnread = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<Known<T>> => fc.oneof({ weight: 6, arbitrary: value.map((each) => is(each) as Known<T>) }, anyUnread);

/** A day, alone or in words, or nothing that is one. */
const anyDayText = fc.oneof(fc.constantFrom(...CONTRACT_DAYS), fc.constantFrom('', 'tbd', '2026-02-30', '2026-13-01', ' 2026-03-03 renewed', '2026-03-031', '31.03.2026', '9999-99-99'));
const anyGroupName = fc.tuple(fc.constantFrom('Contract until ', 'CONTRACT UNTIL ', 'Contract', 'bİtİş', 'No contract until '), anyDayText).map((parts) => parts.join(''));

export const anyContract: fc.Arbitrary<ContractFacts> = changed<ContractFacts>(
  contract,
  {
    companyName: fc.option(fc.constantFrom(...COMPANIES)),
    leaveDate: orUnread(fc.option(fc.integer({ min: -3 * 1440, max: 60 * 1440 }).map((minutes) => new Date(now.getTime() + minutes * 60_000).toISOString().replace('Z', '+00:00')))),
    attributes: orUnread(fc.dictionary(fc.constantFrom('extensionAttribute1', 'extensionAttribute2', 'extensionAttribute15'), anyDayText)),
    groups: orUnread(fc.array(fc.record({ id: fc.constantFrom(...CONTRACT_GROUPS, 'another'), displayName: anyGroupName }), { maxLength: 3 })),
    units: orUnread(fc.subarray([...CONTRACT_UNITS, 'another'])),
  },
  4,
);
