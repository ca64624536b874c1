import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { atLeast, parseVersion } from '../../../scripts/lib/versions.mjs';

describe('version comparison', () => {
  it.each([
    ['22.12.0', '22.12.0', true],
    ['22.11.9', '22.12.0', false],
    ['v24.0.0', '22.12.0', true],
    ['20.20.2', '22.12', false],
    ['9.0.0', '10.0.0', false],
    ['24.0.0-nightly', '24', true],
  ])('says whether %s is at least %s: %s', (version, minimum, expected) => {
    expect(atLeast(version, minimum)).toBe(expected);
  });

  it('is total and never lets both of two different versions be the older one', () => {
    const version = fc.tuple(fc.nat(40), fc.nat(40), fc.nat(40)).map((parts) => parts.join('.'));
    fc.assert(fc.property(version, version, (a, b) => atLeast(a, b) || atLeast(b, a)));
    fc.assert(fc.property(version, (a) => atLeast(a, a)));
  });

  it('refuses what is no version number', () => {
    expect(() => parseVersion('latest')).toThrow('"latest" is not a version number.');
  });
});
