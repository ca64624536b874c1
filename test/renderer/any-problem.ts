import fc from 'fast-check';
import { LINE_WORDS } from '../../renderer/ui/preflight-words';
import { TIERS, VERIFICATION_KINDS } from '../../shared/domain/limits';
import type { PreflightLineId } from '../../shared/domain/rules';
import { LimitProblem } from '../../shared/errors';

const instant = fc.date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true }).map((date) => date.toISOString());
const minutes = fc.integer({ min: 1, max: 43_200 });
const FIELDS: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  minimumMinutes: minutes,
  maximumMinutes: minutes,
  enforcedBy: fc.constantFrom('Entra', 'Tapdesk'),
  maximumDays: fc.integer({ min: 0, max: 30 }),
  minimum: fc.integer({ min: 0, max: 500 }),
  maximum: fc.integer({ min: 0, max: 10_000 }),
  used: fc.integer({ min: 0, max: 10_000 }),
  pattern: fc.string({ maxLength: 20 }),
  example: fc.string({ maxLength: 20 }),
  tier: fc.constantFrom(...TIERS),
  needs: fc.string(),
  scopes: fc.array(fc.string(), { minLength: 1, maxLength: 2 }),
  hours: fc.constant({ timeZone: 'Europe/Berlin', days: ['mon', 'fri'], from: '07:00', to: '19:00' }),
  passId: fc.string(),
  expiresAt: instant,
  lastAt: instant,
  changedAt: instant,
  per: fc.constantFrom('hour', 'day'),
  kinds: fc.uniqueArray(fc.constantFrom(...VERIFICATION_KINDS), { minLength: 1 }),
  quarantineDays: fc.integer({ min: 0, max: 30 }),
  byMinutes: fc.integer({ min: -100_000, max: 100_000 }),
  maximumAgeMinutes: fc.integer({ min: 1, max: 240 }),
  name: fc.string(),
  endsAt: instant,
  until: fc.oneof(fc.constant(null), instant),
  as: fc.constantFrom('active', 'eligible'),
  where: fc.constantFrom('tenant', 'units'),
  kind: fc.constantFrom('role', 'member', 'owner'),
  line: fc.constantFrom(...(Object.keys(LINE_WORDS) as PreflightLineId[])),
};

/** Where the reason is one of a few. */
const BECAUSE: Readonly<Partial<Record<LimitProblem['rule'], fc.Arbitrary<string>>>> = {
  'not-in-target': fc.constantFrom('excluded', 'not-included'),
  'not-manageable': fc.constantFrom('dynamic', 'synced', 'role-assignable'),
  'grant-too-long': fc.constantFrom('pim', 'role', 'template'),
};

/** Any problem of one rule, as its schema has it. */
export function problemOf(option: (typeof LimitProblem.options)[number]): fc.Arbitrary<LimitProblem> {
  const [rule] = option.shape.rule.values;
  const fields = Object.keys(option.shape).filter((name) => name !== 'rule');
  const because = (rule && BECAUSE[rule]) ?? fc.string();
  const record = Object.fromEntries(fields.map((name) => [name, name === 'because' ? because : FIELDS[name]!]));
  return fc.record(record).map((values) => LimitProblem.parse({ rule, ...values }));
}
