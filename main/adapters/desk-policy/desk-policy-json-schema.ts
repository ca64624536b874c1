/**
 * The desk policy's schema as JSON Schema (draft 2020-12): the build writes it for editors, and messages about a broken file
 * take from it what a setting has to be. Made from the one zod schema, so the two cannot drift. It cannot say everything:
 * bounds that depend on other settings, time zones and regular expressions are checked by Tapdesk alone.
 */
import { z } from 'zod';
import { DeskPolicy } from '../../../shared/desk-policy';
import { descriptionOf } from './desk-policy-descriptions';

/** The part of JSON Schema that is made here. */
export type SchemaNode = {
  /** Several where null is one of them. */
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly format?: string;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly items?: SchemaNode;
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly propertyNames?: SchemaNode;
  readonly additionalProperties?: SchemaNode | boolean;
  readonly anyOf?: readonly SchemaNode[];
  /** Objects of which `kind` tells which is meant. */
  readonly oneOf?: readonly SchemaNode[];
  readonly description?: string;
};

const DIALECT = { $schema: 'https://json-schema.org/draft/2020-12/schema', title: 'Tapdesk desk policy' };

export function deskPolicyJsonSchema(): SchemaNode {
  const made = z.toJSONSchema(DeskPolicy, { io: 'input', target: 'draft-2020-12' }) as SchemaNode;
  return { ...DIALECT, ...without(described(made, []), '$schema') };
}

/** @param path - Property names and list indexes. @param root - What was written: its `kind` says which form is meant. @returns null where the schema knows no such setting. */
export function nodeAt(schema: SchemaNode, path: readonly (string | number)[], root: unknown): SchemaNode | null {
  let value = root;
  let node: SchemaNode | null = meant(schema, value);
  for (const step of path) {
    const child: SchemaNode | null = node && childOf(node, step);
    value = typeof value === 'object' && value !== null && Object.hasOwn(value, step) ? (value as Readonly<Record<string | number, unknown>>)[step] : undefined;
    node = child && meant(child, value);
  }
  return node;
}

/** Of several forms the one whose `kind` stands there; where none does, all that is known is which kinds there are. */
function meant(node: SchemaNode, value: unknown): SchemaNode {
  const { oneOf } = node;
  if (!oneOf) return node;
  const kind = typeof value === 'object' && value !== null && 'kind' in value ? value.kind : undefined;
  const kinds = oneOf.map(({ properties }) => properties?.kind?.const);
  return oneOf[kinds.indexOf(kind)] ?? { type: 'object', properties: { kind: { enum: kinds } } };
}

/** Names a setting may hold; null where it holds none. */
export function knownKeys(node: SchemaNode | null): readonly string[] | null {
  const names = objectIn(node)?.properties;
  if (names) return Object.keys(names);
  return node?.propertyNames?.enum?.map(String) ?? null;
}

function childOf(node: SchemaNode, step: string | number): SchemaNode | null {
  const list = typeof step === 'number' ? branches(node).find(({ items }) => items)?.items : undefined;
  if (list) return list;
  const { properties, additionalProperties } = objectIn(node) ?? {};
  if (properties) return Object.hasOwn(properties, step) ? (properties[step] ?? null) : null;
  return typeof additionalProperties === 'object' ? additionalProperties : null;
}

function objectIn(node: SchemaNode | null): SchemaNode | null {
  return (node && branches(node).find(({ type }) => type === 'object')) ?? null;
}

const branches = (node: SchemaNode): readonly SchemaNode[] => node.anyOf ?? [node];

/** Lays the descriptions over it. `readOnly` goes: it means TypeScript's readonly here, and editors take it for "hands off". */
function described(node: SchemaNode, path: readonly string[]): SchemaNode {
  const kept = without(node, 'readOnly');
  const description = path.length > 0 ? descriptionOf(path) : 'Where the tenant is, and what this desk may do.';
  const { properties, items, anyOf, oneOf } = node;
  return {
    ...(description !== undefined && { description }),
    ...kept,
    ...(properties && { properties: Object.fromEntries(Object.entries(properties).map(([name, child]) => [name, described(child, [...path, name])])) }),
    ...(items && { items: described(items, [...path, '0']) }),
    ...(anyOf && { anyOf: anyOf.map((branch) => without(described(branch, path), 'description')) }),
    ...(oneOf && { oneOf: oneOf.map((branch) => without(described(branch, path), 'description')) }),
  };
}

function without(node: SchemaNode, name: string): SchemaNode {
  return Object.fromEntries(Object.entries(node).filter(([key]) => key !== name));
}
