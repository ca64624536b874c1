/**
 * What a `$filter` pins down to a few values whatever else it says, so that an index can be asked instead of everybody.
 */
import type { Expression, Literal } from './expression';

export type Pinned = { readonly path: string; readonly values: readonly string[] };

const textOf = ({ type, value }: Literal): string | undefined => (type === 'string' || type === 'guid' ? value : undefined);

/** @returns Undefined when nothing among `paths` is pinned; whatever is found has to match the filter still. */
export function pinnedBy(expression: Expression, paths: ReadonlySet<string>): Pinned | undefined {
  if (expression.kind === 'and') return pinnedBy(expression.left, paths) ?? pinnedBy(expression.right, paths);
  const literals = expression.kind === 'in' ? expression.literals : expression.kind === 'compare' && expression.operator === 'eq' ? [expression.literal] : [];
  if ((expression.kind !== 'in' && expression.kind !== 'compare') || literals.length === 0 || !paths.has(expression.path)) return undefined;
  const values = literals.map(textOf);
  return values.every((value) => value !== undefined) ? { path: expression.path, values } : undefined;
}
