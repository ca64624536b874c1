/**
 * How a passcode is read aloud: groups of four, and a word for every character that also says its case.
 * Pure; holds nothing. Words: the ICAO spelling alphabet, digits as numbers in English, symbols by their common names.
 */

export const GROUP_SIZE = 4;

const LETTERS: Readonly<Record<string, string>> = {
  a: 'Alfa', b: 'Bravo', c: 'Charlie', d: 'Delta', e: 'Echo', f: 'Foxtrot', g: 'Golf', h: 'Hotel', i: 'India',
  j: 'Juliett', k: 'Kilo', l: 'Lima', m: 'Mike', n: 'November', o: 'Oscar', p: 'Papa', q: 'Quebec', r: 'Romeo',
  s: 'Sierra', t: 'Tango', u: 'Uniform', v: 'Victor', w: 'Whiskey', x: 'X-ray', y: 'Yankee', z: 'Zulu',
};
const DIGITS = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];
const SYMBOLS: Readonly<Record<string, string>> = {
  '+': 'plus sign', '-': 'hyphen', '*': 'asterisk', '/': 'slash', '\\': 'backslash', '=': 'equals sign', '_': 'underscore',
  '!': 'exclamation mark', '?': 'question mark', '#': 'hash', $: 'dollar sign', '%': 'percent sign', '&': 'ampersand',
  '@': 'at sign', '.': 'full stop', ',': 'comma', ':': 'colon', ';': 'semicolon', '(': 'opening parenthesis',
  ')': 'closing parenthesis', '[': 'opening bracket', ']': 'closing bracket', '{': 'opening brace', '}': 'closing brace',
  '<': 'less-than sign', '>': 'greater-than sign', '^': 'caret', '~': 'tilde', '|': 'vertical bar', '"': 'double quote',
  "'": 'single quote', '`': 'backtick', ' ': 'space',
};

export type SpokenCharacter = {
  readonly character: string;
  /** What kind of sign it is, so that a view can set it apart without relying on colour. */
  readonly kind: 'upper' | 'lower' | 'digit' | 'symbol';
  /** "capital Kilo", "small kilo", "seven", "plus sign". */
  readonly spoken: string;
};

/** Says one character. Anything outside the tables is named by its Unicode code point, so that nothing is ever silent. */
export function speak(character: string): SpokenCharacter {
  const word = LETTERS[character.toLowerCase()];
  if (word !== undefined) {
    return character === character.toLowerCase()
      ? { character, kind: 'lower', spoken: `small ${word.toLowerCase()}` }
      : { character, kind: 'upper', spoken: `capital ${word}` };
  }
  if (/^[0-9]$/.test(character)) return { character, kind: 'digit', spoken: DIGITS[Number(character)] ?? character };
  const code = character.codePointAt(0) ?? 0;
  return { character, kind: 'symbol', spoken: SYMBOLS[character] ?? `character U+${code.toString(16).toUpperCase().padStart(4, '0')}` };
}

/** Splits into groups of {@link GROUP_SIZE}; joined again they are the passcode, character for character. */
export function passcodeGroups(passcode: string): readonly (readonly SpokenCharacter[])[] {
  const spoken = [...passcode].map(speak);
  return Array.from({ length: Math.ceil(spoken.length / GROUP_SIZE) }, (_, group) => spoken.slice(group * GROUP_SIZE, (group + 1) * GROUP_SIZE));
}
