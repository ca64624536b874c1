/** What a `$filter` pins down whatever else it says: its `name eq 'value'` parts, joined by `and`. */
import type { Expression } from './expression';
import { parseFilter } from './filter-parser';

export function equalitiesOf(filter: string | undefined): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const visit = (expression: Expression): void => {
    if (expression.kind === 'and') {
      visit(expression.left);
      visit(expression.right);
    } else if (expression.kind === 'compare' && expression.operator === 'eq' && typeof expression.literal.value === 'string') {
      found.set(expression.path, expression.literal.value);
    }
  };
  if (filter !== undefined) visit(parseFilter(filter));
  return found;
}
