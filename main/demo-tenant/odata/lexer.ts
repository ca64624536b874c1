/**
 * Cuts a `$filter` into words, literals and signs. A quote inside a string is written twice.
 */
import { Refusal } from '../protocol';

export type Token = {
  readonly kind: 'word' | 'string' | 'number' | 'instant' | 'guid' | 'sign';
  readonly text: string;
  /** Characters from the start of the filter. */
  readonly at: number;
};

const PATTERNS: readonly (readonly [Token['kind'], RegExp])[] = [
  ['string', /'((?:[^']|'')*)'/y],
  ['guid', /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?![\w-])/iy],
  ['instant', /\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,12})?)?(?:Z|[+-]\d{2}:\d{2}))?(?![\w-])/iy],
  ['number', /-?\d+(?:\.\d+)?(?![\w-])/y],
  ['word', /[A-Za-z_@][\w.@]*(?:\/[$A-Za-z_][\w.]*)*/y],
  ['sign', /[(),:]/y],
];

export function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    if (/\s/.test(text[at] ?? '')) {
      at += 1;
      continue;
    }
    const token = tokenAt(text, at);
    if (!token) throw new Refusal(400, 'BadRequest', `Invalid filter clause: Syntax error: character '${text[at] ?? ''}' is not valid at position ${at} in '${text}'.`);
    tokens.push(token.token);
    at = token.end;
  }
  return tokens;
}

function tokenAt(text: string, at: number): { readonly token: Token; readonly end: number } | undefined {
  for (const [kind, pattern] of PATTERNS) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (!match) continue;
    const content = kind === 'string' ? (match[1] ?? '').replaceAll("''", "'") : match[0];
    return { token: { kind, text: content, at }, end: at + match[0].length };
  }
  return undefined;
}
