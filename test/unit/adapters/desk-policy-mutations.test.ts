import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createDeskPolicySource } from '../../../main/adapters/desk-policy/desk-policy-source';
import { DeskPolicy, rulesOf, TenantPlace } from '../../../shared/desk-policy';
import { Limits, TIERS } from '../../../shared/domain/limits';
import { DeskRules, limitsFor } from '../../../shared/domain/rules';
import { fullPolicy } from '../../support/desk-policy';
import { temporaryFolder } from '../../support/temporary';

const file = join(temporaryFolder(), 'desk.json');
const whole = JSON.stringify(fullPolicy, null, 1);

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** Every place in the policy, as a path. */
function paths(value: Json, above: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [above];
  return [above, ...Object.entries(value).flatMap(([key, child]) => paths(child, [...above, key]))];
}
const places = paths(JSON.parse(whole) as Json).filter((path) => path.length > 0);

const odd = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }).map((value) => value as Json),
  fc.constantFrom<Json>(0, -1, 1e308, 10, 43_200, 43_201, '', 'any', 'global', [], {}, null, '(', '__proto__', 'constructor'),
);
const oddKey = fc.oneof(fc.string({ maxLength: 8 }), fc.constantFrom('__proto__', 'constructor', 'toString', 'hasOwnProperty', 'everyone', 'limits', '0', ''));

type Change = { readonly at: readonly string[]; readonly how: 'remove' | 'replace' | 'rename' | 'add'; readonly value: Json; readonly key: string };

function mutated({ at, how, value, key }: Change): string {
  const policy = JSON.parse(whole) as Json;
  let parent = policy as Record<string, Json>;
  for (const step of at.slice(0, -1)) {
    parent = parent[step] as Record<string, Json>;
  }
  const last = at.at(-1)!;
  const add = (name: string, child: Json) => Object.defineProperty(parent, name, { value: child, enumerable: true, configurable: true, writable: true });
  if (how === 'replace') add(last, value);
  if (how === 'add' && !Array.isArray(parent)) add(key, value);
  if (how === 'rename' && !Array.isArray(parent)) add(key, parent[last] ?? null);
  if (how === 'remove' || how === 'rename') Reflect.deleteProperty(parent, last);
  return JSON.stringify(policy);
}

const structural = fc.record<Change>({ at: fc.constantFrom(...places), how: fc.constantFrom('remove', 'replace', 'rename', 'add'), value: odd, key: oddKey }).map(mutated);
const textual = fc.tuple(fc.nat({ max: whole.length }), fc.nat({ max: 30 }), fc.oneof(fc.string({ maxLength: 6 }), fc.constantFrom('{', '[', '"', ',', ':', '//', '/*', 'null', '1e999', '\u0000', '\ufeff', '\ud800')))
  .map(([at, length, put]) => whole.slice(0, at) + put + whole.slice(at + length));
const doubled = fc.nat({ max: whole.length }).map((at) => whole.slice(0, at) + whole.slice(at).replace(/("\w+": )/, '$1 1, $1'));

describe('any change of a valid desk policy', () => {
  it('is a valid policy or a broken one, and never an exception or no policy', { timeout: 60_000 }, () => {
    const seen = { present: 0, broken: 0, withPlace: 0 };
    fc.assert(
      fc.property(fc.oneof({ weight: 3, arbitrary: structural }, { weight: 2, arbitrary: textual }, doubled), (changed) => {
        writeFileSync(file, changed);
        // An unpaired surrogate does not survive in a file.
        const content = Buffer.from(changed).toString();
        const reading = createDeskPolicySource({ file, mustBeAdministratorOwned: false }).read();
        if (reading.state === 'present') {
          seen.present += 1;
          expect(reading.policy).toEqual(DeskPolicy.parse(JSON.parse(content.replace(/^\ufeff/, ''))));
          const rules = DeskRules.parse(rulesOf(reading.policy));
          for (const tier of TIERS) for (const group of [null, ...rules.operatorGroups]) {
            const { lifetime, reason } = Limits.parse(limitsFor(rules, tier, group));
            expect([lifetime.minimumMinutes <= lifetime.defaultMinutes, lifetime.defaultMinutes <= lifetime.maximumMinutes, reason.minimumLength <= reason.maximumLength]).toEqual([true, true, true]);
          }
          return;
        }
        if (reading.state === 'absent') throw new Error('absent');
        seen.broken += 1;
        const lines = content.replace(/^\ufeff/, '').split(/\r\n|\r|\n/);
        expect(reading.error.line).toBeLessThanOrEqual(lines.length);
        expect(reading.error.column).toBeLessThanOrEqual((lines[reading.error.line - 1] ?? '').length + 1);
        expect(reading.error.problem).toMatch(/\.$/);
        // Words of the library would be no help to anybody.
        expect(reading.error.problem).not.toMatch(/Invalid|: expected|Too (big|small)/);
        if (reading.place) {
          seen.withPlace += 1;
          expect(reading.place).toEqual(TenantPlace.parse(JSON.parse(content)));
        }
      }),
      { numRuns: 1500 },
    );
    expect(Object.values(seen).every((count) => count > 50)).toBe(true);
  });
});
