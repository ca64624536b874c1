/**
 * Parses the part of OData's `$filter` grammar that Microsoft Graph takes for directory objects and audits.
 *
 * Source: OData 4.01 URL conventions, and Graph's page on the filter parameter. Operators bind as there: comparison,
 * `not`, `and`, `or`. What Graph has no use for (arithmetic, `has`, `all`) is a syntax error here.
 */
import { Refusal } from '../protocol';
import type { Comparison, Expression, Literal } from './expression';
import { type Token, tokensOf } from './lexer';

const COMPARISONS: Readonly<Record<string, Comparison>> = { eq: 'eq', ne: 'ne', gt: 'gt', ge: 'ge', lt: 'lt', le: 'le' };
/** Deeper nesting than anybody writes; it keeps a hostile filter from exhausting the stack. */
const DEEPEST = 100;

export function parseFilter(text: string): Expression {
  const tokens = tokensOf(text);
  let next = 0;
  let depth = 0;

  const fail = (): never => {
    const at = tokens[next]?.at ?? text.length;
    throw new Refusal(400, 'BadRequest', `Invalid filter clause: Syntax error at position ${at} in '${text}'.`);
  };
  const peek = (): Token | undefined => tokens[next];
  const isWord = (word: string): boolean => peek()?.kind === 'word' && peek()?.text.toLowerCase() === word;
  const takeSign = (sign: string): boolean => {
    if (peek()?.kind !== 'sign' || peek()?.text !== sign) return false;
    next += 1;
    return true;
  };
  const needSign = (sign: string): void => {
    if (!takeSign(sign)) fail();
  };
  const takeWord = (): string => {
    const token = peek();
    if (token?.kind !== 'word') return fail();
    next += 1;
    return token.text;
  };

  const literal = (): Literal => {
    const token = peek();
    if (!token) return fail();
    next += 1;
    if (token.kind === 'string') return { type: 'string', value: token.text };
    if (token.kind === 'number') return { type: 'number', value: Number(token.text) };
    if (token.kind === 'instant') return { type: 'instant', value: token.text };
    if (token.kind === 'guid') return { type: 'guid', value: token.text };
    if (token.kind === 'word' && token.text === 'null') return { type: 'null', value: null };
    if (token.kind === 'word' && (token.text === 'true' || token.text === 'false')) return { type: 'boolean', value: token.text === 'true' };
    next -= 1;
    return fail();
  };

  const call = (name: string): Expression => {
    const test = name.toLowerCase();
    if (test !== 'startswith' && test !== 'endswith') {
      throw new Refusal(400, 'BadRequest', `Invalid filter clause: An unknown function with name '${name}' was found.`);
    }
    const path = takeWord();
    needSign(',');
    const value = literal();
    needSign(')');
    if (value.type !== 'string') return fail();
    return { kind: 'test', path, test, text: value.value };
  };

  const anyOf = (path: string): Expression => {
    const variable = takeWord();
    needSign(':');
    const body = or();
    needSign(')');
    return { kind: 'any', path, variable, body };
  };

  const primary = (): Expression => {
    if (takeSign('(')) {
      const inner = or();
      needSign(')');
      return inner;
    }
    const path = takeWord();
    if (takeSign('(')) return path.endsWith('/any') ? anyOf(path.slice(0, -'/any'.length)) : call(path);
    if (isWord('in')) {
      next += 1;
      needSign('(');
      const literals = [literal()];
      while (takeSign(',')) literals.push(literal());
      needSign(')');
      return { kind: 'in', path, literals };
    }
    const operator = COMPARISONS[peek()?.text.toLowerCase() ?? ''];
    if (!operator) return fail();
    next += 1;
    return { kind: 'compare', path, operator, literal: literal() };
  };

  const not = (): Expression => {
    if (!isWord('not')) return primary();
    next += 1;
    return { kind: 'not', operand: not() };
  };

  const chain = (kind: 'and' | 'or', operand: () => Expression): Expression => {
    let left = operand();
    while (isWord(kind)) {
      next += 1;
      left = { kind, left, right: operand() };
    }
    return left;
  };

  function or(): Expression {
    depth += 1;
    if (depth > DEEPEST) fail();
    const expression = chain('or', () => chain('and', not));
    depth -= 1;
    return expression;
  }

  const expression = or();
  return next === tokens.length ? expression : fail();
}
