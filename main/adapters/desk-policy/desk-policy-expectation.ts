/** What a setting has to be, for the sentence `"rule" must be …`. Pure. */
import { knownKeys, type SchemaNode } from './desk-policy-json-schema';

const GUID = 'a GUID such as 1b4e28ba-2fa1-11d2-883f-0016d3cca427';

/** @returns null where the schema says too little. */
export function expectationOf(node: SchemaNode | null): string | null {
  if (!node) return null;
  if (node.enum) return `must be ${alternatives(node.enum)}`;
  if (node.anyOf?.some(({ type }) => type === 'null')) {
    const other = expectationOf(node.anyOf.find(({ type }) => type !== 'null') ?? null);
    return other && `${other}, or null`;
  }
  if (node.const !== undefined) return `must be ${JSON.stringify(node.const)}`;
  switch (node.type) {
    case 'boolean':
      return 'must be true or false';
    case 'integer':
      return `must be a whole number${range(node.minimum, node.maximum)}`;
    case 'number':
      return `must be a number${range(node.minimum, node.maximum)}`;
    case 'string':
      if (node.format === 'email') return 'must be a mail address';
      return node.format === 'uuid' ? `must be ${GUID}` : `must be a text${lengths(node.minLength, node.maxLength, 'character')}`;
    case 'array': {
      const kinds = node.items?.enum ? ` of ${alternatives(node.items.enum)}` : '';
      return `must be a list, [ … ],${kinds}${kinds && ', and'}${lengths(node.minItems, node.maxItems, 'entry')}`;
    }
    case 'object':
      return `must be an object, { … }, with ${knownKeys(node)?.join(', ') ?? 'settings'}`;
    case undefined:
    default:
      return null;
  }
}

function alternatives(values: readonly unknown[]): string {
  const words = values.map((value) => JSON.stringify(value));
  const last = words.pop() ?? '';
  return words.length === 0 ? last : `${words.join(', ')} or ${last}`;
}

function range(minimum: number | undefined, maximum: number | undefined): string {
  if (minimum === undefined) return maximum === undefined ? '' : ` of at most ${maximum}`;
  return maximum === undefined ? ` of at least ${minimum}` : ` from ${minimum} to ${maximum}`;
}

function lengths(minimum: number | undefined, maximum: number | undefined, unit: 'character' | 'entry'): string {
  const many = unit === 'entry' ? 'entries' : 'characters';
  if (minimum === undefined) return maximum === undefined ? '' : ` of at most ${maximum} ${many}`;
  return maximum === undefined ? ` of at least ${minimum} ${minimum === 1 ? unit : many}` : ` of ${minimum} to ${maximum} ${many}`;
}
