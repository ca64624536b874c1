import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DISPLAY_TEXT_MAXIMUM, displayText, isDisguised } from '../../../shared/domain/display-text';

describe('displayText', () => {
  it.each([
    ['an ordinary name', 'Ada Lindqvist', 'Ada Lindqvist'],
    ['a name with diacritics in combining form', 'Zoe\u0308 Nguye\u0302\u0303n', 'Zoe\u0308 Nguye\u0302\u0303n'],
    ['Arabic', 'ليلى حداد', 'ليلى حداد'],
    ['Persian with a joiner that shapes it', 'علی\u200Cرضا', 'علی\u200Cرضا'],
    ['a right-to-left override', 'Ada\u202Egpj.exe', 'Adagpj.exe'],
    ['zero-width characters', 'A\u200Bd\u200Da\uFEFF', 'Ada'],
    ['line breaks and controls', 'Ada\r\n\u0000\u2028Lindqvist', 'Ada Lindqvist'],
    ['nothing to see', '\u200B\u2060', '(no visible name)'],
    ['markup, which stays text', '<b>Ada</b>', '<b>Ada</b>'],
  ])('shows %s harmlessly', (_, given, shown) => {
    expect(displayText(given)).toBe(shown);
  });

  it('is short, has no direction control and shows the same when shown again, whatever comes in', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 12_000 }), (text) => {
        const shown = displayText(text);
        return [...shown].length <= DISPLAY_TEXT_MAXIMUM + 1 && !/\p{Bidi_Control}/u.test(shown) && displayText(shown, DISPLAY_TEXT_MAXIMUM + 1) === shown;
      }),
    );
  });

  it('says when a name is not what it looks like', () => {
    expect([isDisguised('Ada Lindqvist'), isDisguised('Ada\u202Exe'), isDisguised('x'.repeat(10_000))]).toEqual([false, true, true]);
  });
});
