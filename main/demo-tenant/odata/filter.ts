/**
 * Turns a parsed `$filter` into a test for one item, or refuses it as Graph does.
 *
 * Strings compare without regard to letter case, as the directory does. Instants compare as instants, whatever their
 * offset. A missing value is null: it equals only null, and differs from everything else.
 */
import { Refusal } from '../protocol';
import { checkAlternatives } from './alternatives';
import type { Expression } from './expression';
import { parseFilter } from './filter-parser';
import { type Pinned, pinnedBy } from './pinned';
import type { FilterProperty, FilterTable, Support } from './properties';
import { comparable, compare, listAt, operandOf, textTest, valueAt } from './values';

export type CompiledFilter = {
  readonly matches: (item: object) => boolean;
  /** True when the header and `$count=true` are needed. */
  readonly needsAdvanced: boolean;
  /** Top-level property names, for rules about who may ask for what. */
  readonly names: ReadonlySet<string>;
  /** What the table has an index of, and the filter names by value. */
  readonly pinned: Pinned | undefined;
};

type Test = (item: unknown) => boolean;
type Scope = { readonly table: FilterTable; readonly variable?: { readonly name: string; readonly members: Readonly<Record<string, FilterProperty>>; readonly collection: string } };

export function compileFilter(text: string, table: FilterTable): CompiledFilter {
  const names = new Set<string>();
  const state = { needsAdvanced: false };

  const unsupported = (path: string): never => {
    throw new Refusal(400, 'Request_UnsupportedQuery', `Unsupported or invalid query filter clause specified for property '${path}' of resource '${table.resource}'.`);
  };
  const use = (support: Support | undefined, path: string): void => {
    if (!support) unsupported(path);
    if (support === 'advanced') state.needsAdvanced = true;
  };
  const resolve = (path: string, scope: Scope): { readonly property: FilterProperty; readonly read: (item: unknown) => unknown } => {
    if (scope.variable) {
      const { name, members } = scope.variable;
      const member = path === name ? '' : path.startsWith(`${name}/`) ? path.slice(name.length + 1) : undefined;
      const property = member === undefined ? undefined : members[member];
      if (member === undefined || !property) return unsupported(path);
      return { property, read: member === '' ? (item) => item : (item) => valueAt(item, [member]) };
    }
    const property = Object.hasOwn(table.properties, path) ? table.properties[path] : undefined;
    if (!property) return unknownProperty(path, table);
    const steps = path.split('/');
    names.add(steps[0] ?? path);
    return { property, read: (item) => valueAt(item, steps) };
  };

  const compile = (expression: Expression, scope: Scope): Test => {
    switch (expression.kind) {
      case 'and': {
        const [left, right] = [compile(expression.left, scope), compile(expression.right, scope)];
        return (item) => left(item) && right(item);
      }
      case 'or': {
        const [left, right] = [compile(expression.left, scope), compile(expression.right, scope)];
        return (item) => left(item) || right(item);
      }
      case 'not': {
        state.needsAdvanced = true;
        const operand = compile(expression.operand, scope);
        return (item) => !operand(item);
      }
      case 'any':
        return compileAny(expression, scope);
      case 'in': {
        const { property, read } = resolve(expression.path, scope);
        use(property.eq, expression.path);
        const wanted = expression.literals.map((literal) => operandOf(literal, property, 'eq'));
        return (item) => wanted.includes(comparable(read(item), property));
      }
      case 'test': {
        const { property, read } = resolve(expression.path, scope);
        const isStart: boolean = expression.test === 'startswith';
        use(isStart ? property.startsWith : property.endsWith && 'advanced', expression.path);
        return textTest(expression.test, expression.text, read);
      }
      case 'compare':
        return expression.path.endsWith('/$count') ? compileCount(expression.path, expression) : compileCompare(expression, scope);
    }
  };

  const compileAny = (expression: Extract<Expression, { kind: 'any' }>, scope: Scope): Test => {
    const members = Object.hasOwn(table.collections, expression.path) ? table.collections[expression.path] : undefined;
    if (scope.variable || !members) return unsupported(expression.path);
    names.add(expression.path);
    const body = compile(expression.body, { table, variable: { name: expression.variable, members, collection: expression.path } });
    const steps = expression.path.split('/');
    return (item) => listAt(item, steps).some(body);
  };

  const compileCount = (path: string, { operator, literal }: Extract<Expression, { kind: 'compare' }>): Test => {
    const collection = path.slice(0, -'/$count'.length);
    if (!table.counted.has(collection) || literal.value !== 0 || (operator !== 'eq' && operator !== 'ne')) unsupported(path);
    state.needsAdvanced = true;
    return (item) => (listAt(item, [collection]).length === 0) === (operator === 'eq');
  };

  const compileCompare = ({ path, operator, literal }: Extract<Expression, { kind: 'compare' }>, scope: Scope): Test => {
    const { property, read } = resolve(path, scope);
    if (literal.type === 'null') use(property.isNull, path);
    if (operator === 'gt' || operator === 'lt') unsupported(path);
    use(operator === 'ge' || operator === 'le' ? property.range : property.eq, path);
    if (operator === 'ne') state.needsAdvanced = true;
    const wanted = operandOf(literal, property, operator);
    return (item) => compare(comparable(read(item), property), operator, wanted);
  };

  const expression = parseFilter(text);
  if (table.isDirectory === true) checkAlternatives(expression);
  const matches = compile(expression, { table });
  return { matches, needsAdvanced: state.needsAdvanced, names, pinned: table.indexed && pinnedBy(expression, table.indexed) };
}

function unknownProperty(path: string, table: FilterTable): never {
  const [first = path] = path.split('/');
  const isCollection = Object.hasOwn(table.collections, first) || table.counted.has(first);
  if (isCollection) throw new Refusal(400, 'BadRequest', `Invalid filter clause: A collection cannot be compared with a single value; use any(). Property '${path}'.`);
  throw new Refusal(400, 'Request_UnsupportedQuery', `Unsupported or invalid query filter clause specified for property '${path}' of resource '${table.resource}'.`);
}
