import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { passcodeGroups, speak } from '../../../shared/domain/passcode';

describe('passcodeGroups', () => {
  it('loses and adds nothing', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (passcode) => passcodeGroups(passcode).flat().map((spoken) => spoken.character).join('') === passcode));
  });

  it('groups by four', () => {
    expect(passcodeGroups('+drkzqADx').map((group) => group.map((spoken) => spoken.character).join(''))).toEqual(['+drk', 'zqAD', 'x']);
  });
});

describe('speak', () => {
  it('says case, digit and symbol apart', () => {
    expect([...'oO0lI1+'].map((character) => speak(character).spoken)).toEqual(['small oscar', 'capital Oscar', 'zero', 'small lima', 'capital India', 'one', 'plus sign']);
  });

  it('gives every printable ASCII character words of its own', () => {
    const spoken = Array.from({ length: 95 }, (_, index) => speak(String.fromCharCode(32 + index)).spoken);
    expect(new Set(spoken).size).toBe(95);
  });

  it('names what it does not know by code point', () => {
    expect(speak('ß').spoken).toBe('character U+00DF');
  });
});
