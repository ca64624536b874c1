/**
 * How values of properties and literals of a filter are compared.
 */
import { Refusal } from '../protocol';
import type { Comparison, Literal, StringTest } from './expression';
import type { FilterProperty } from './properties';

const KINDS: Readonly<Record<FilterProperty['type'], readonly Literal['type'][]>> = {
  string: ['string', 'guid', 'null'],
  boolean: ['boolean', 'null'],
  instant: ['instant', 'null'],
  number: ['number', 'null'],
};
const EDM: Readonly<Record<FilterProperty['type'], string>> = { string: 'Edm.String', boolean: 'Edm.Boolean', instant: 'Edm.DateTimeOffset', number: 'Edm.Int32' };

/** The literal in the form that {@link comparable} gives values. */
export function operandOf(literal: Literal, property: FilterProperty, operator: Comparison): unknown {
  if (!KINDS[property.type].includes(literal.type)) {
    throw new Refusal(400, 'BadRequest', `Invalid filter clause: A binary operator with incompatible types was detected. Found operand types '${EDM[property.type]}' and '${literal.type}' for operator kind '${operator}'.`);
  }
  const operand = comparable(literal.value, property);
  if (Number.isNaN(operand)) throw new Refusal(400, 'BadRequest', `Invalid filter clause: '${String(literal.value)}' is not a point in time.`);
  return operand;
}

export function comparable(value: unknown, property: FilterProperty): string | number | boolean | null {
  if (value === null || value === undefined) return null;
  if (property.type === 'instant') return typeof value === 'string' ? Date.parse(value) : null;
  if (typeof value === 'string') return value.toLowerCase();
  return typeof value === 'number' || typeof value === 'boolean' ? value : null;
}

export function compare(value: string | number | boolean | null, operator: Comparison, wanted: unknown): boolean {
  if (operator === 'eq') return value === wanted;
  if (operator === 'ne') return value !== wanted;
  if (value === null || (typeof wanted !== 'string' && typeof wanted !== 'number')) return false;
  return operator === 'ge' ? value >= wanted : value <= wanted;
}

export function textTest(test: StringTest, text: string, read: (item: unknown) => unknown): (item: unknown) => boolean {
  const wanted = text.toLowerCase();
  return (item) => {
    const value = read(item);
    if (typeof value !== 'string') return false;
    return test === 'startswith' ? value.toLowerCase().startsWith(wanted) : value.toLowerCase().endsWith(wanted);
  };
}

export function valueAt(item: unknown, steps: readonly string[]): unknown {
  let value = item;
  for (const step of steps) value = typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[step] : undefined;
  return value;
}

export function listAt(item: unknown, steps: readonly string[]): readonly unknown[] {
  const value = valueAt(item, steps);
  return Array.isArray(value) ? value : [];
}
