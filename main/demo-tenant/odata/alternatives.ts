/**
 * How many alternatives a `$filter` names at one place: the parts of an `or`, and each value of an `in`.
 *
 * Directory objects take 15. Not documented; seen in public with the code and the words used here (microsoft-graph-docs
 * issue 21098). An advanced query was reported there to take more; it is refused here all the same, as one report is little
 * to rely on.
 */
import { Refusal } from '../protocol';
import type { Expression } from './expression';

const MOST = 15;

function parts(expression: Expression): number {
  if (expression.kind === 'or') return parts(expression.left) + parts(expression.right);
  return expression.kind === 'in' ? expression.literals.length : 1;
}

function widest(expression: Expression): number {
  switch (expression.kind) {
    case 'or':
      return Math.max(parts(expression), widest(expression.left), widest(expression.right));
    case 'and':
      return Math.max(widest(expression.left), widest(expression.right));
    case 'not':
      return widest(expression.operand);
    case 'any':
      return widest(expression.body);
    case 'in':
    case 'compare':
    case 'test':
      return parts(expression);
  }
}

/** @throws Refusal for more than the directory takes. */
export function checkAlternatives(expression: Expression): void {
  const count = widest(expression);
  if (count > MOST) throw new Refusal(400, 'Request_UnsupportedQuery', `Too many child clauses specified in search filter expression containing 'OR' operators: ${count}. Max allowed: ${MOST}.`);
}
