/** Between which instants a `$filter` keeps a property whatever else it says. */
import type { Span } from '../log-store';
import { parseFilter } from './filter-parser';
import type { Expression } from './expression';

const EVER: Span = { from: -Infinity, to: Infinity };

/** @param path - Of an instant. What lies within has to match the filter still. */
export function boundsOf(filter: string | undefined, path: string): Span {
  return filter === undefined ? EVER : within(parseFilter(filter), path);
}

function within(expression: Expression, path: string): Span {
  if (expression.kind === 'and') {
    const [left, right] = [within(expression.left, path), within(expression.right, path)];
    return { from: Math.max(left.from, right.from), to: Math.min(left.to, right.to) };
  }
  if (expression.kind !== 'compare' || expression.path !== path || expression.literal.type !== 'instant') return EVER;
  const at = Date.parse(expression.literal.value);
  if (Number.isNaN(at)) return EVER;
  if (expression.operator === 'eq') return { from: at, to: at };
  if (expression.operator === 'ge') return { from: at, to: Infinity };
  return expression.operator === 'le' ? { from: -Infinity, to: at } : EVER;
}
