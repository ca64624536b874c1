/** zod's issues with a desk policy as sentences that say what to do. Pure. */
import type { z } from 'zod';
import { expectationOf } from './desk-policy-expectation';
import { deskPolicyJsonSchema, knownKeys, nodeAt, type SchemaNode } from './desk-policy-json-schema';

export type Finding = {
  readonly path: readonly (string | number)[];
  readonly problem: string;
  /** The problem is the key itself, not its value. */
  readonly isKey: boolean;
  readonly isMissing: boolean;
};

type Issue = z.core.$ZodIssue;
type Context = { readonly root: object; readonly schema: SchemaNode };

/** One problem is told at a time; a file of nothing but mistakes need not be gone through to its end. */
const FINDINGS_MAXIMUM = 100;
/** A key may be as long as the file. Characters. */
const KEY_MAXIMUM = 60;

/** Where the schema says too little of what a setting must be. */
const EXPECTED: Readonly<Record<string, string>> = {
  version: 'must be 1, the only version there is',
  tenantId: "must be the tenant's id, a GUID such as 1b4e28ba-2fa1-11d2-883f-0016d3cca427 (Entra admin center, Overview)",
  clientId: "must be the app registration's client id, a GUID such as 6ba7b810-9dad-11d1-80b4-00c04fd430c8 (Entra admin center, App registrations)",
  cloud: 'must be "global", "usgov-l4", "usgov-l5", "china" or { "authority": "https://host/TENANT", "graph": "https://host" }',
  'cloud.authority': 'must be an address of the form https://host/TENANT',
  'cloud.graph': 'must be an address of the form https://host, without path or version',
  'runs.timeZone': 'must be an IANA time zone such as "Europe/Berlin", or null',
  $schema: 'must be a text, or be left out',
};
const LAYERS = 'Limits are laid over one another: built-in default, limits.everyone, limits by tier, then the same two of the operator group. Change one of them, so that the minimum is not above the maximum';

/** Made at the first mistake, once: it takes longer than reading the file. */
let madeSchema: SchemaNode | null = null;

export function issuesOf(error: z.ZodError, value: unknown): readonly Finding[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return [{ path: [], problem: 'The file must hold one object: { "version": 1, … }. Start from docs/desk.example.json.', isKey: false, isMissing: false }];
  }
  const context = { root: value, schema: (madeSchema ??= deskPolicyJsonSchema()) };
  return error.issues.slice(0, FINDINGS_MAXIMUM).flatMap((issue) => findingsOf(issue, [], context));
}

function findingsOf(issue: Issue, above: readonly PropertyKey[], context: Context): readonly Finding[] {
  const path = [...above, ...issue.path].map((part) => (typeof part === 'symbol' ? String(part) : part));
  const node = nodeAt(context.schema, path, context.root);
  if (issue.code === 'unrecognized_keys') {
    const known = knownKeys(node)?.join(', ');
    return issue.keys.slice(0, FINDINGS_MAXIMUM).map((key) => ({
      path: [...path, key],
      problem: `${JSON.stringify(shortened(key))} is not a setting. Correct its spelling or remove it${known === undefined ? '' : ` (there are: ${known})`}.`,
      isKey: true,
      isMissing: false,
    }));
  }
  if (issue.code === 'invalid_union' && isObject(valueAt(context.root, path))) {
    // Of the forms this setting may take, the object was meant: what is wrong inside of it says more.
    const inside = issue.errors.find((branch) => branch.some((one) => one.path.length > 0 || one.code === 'unrecognized_keys'));
    if (inside) return inside.flatMap((one) => findingsOf(one, path, context));
  }
  return [{ path, ...sentence(issue, path, node, context.root), isKey: false }];
}

function sentence(issue: Issue, path: readonly (string | number)[], node: SchemaNode | null, root: object): Pick<Finding, 'problem' | 'isMissing'> {
  const rule = JSON.stringify(ruleOf(path));
  const isThere = valueAt(root, path) !== undefined;
  // The schema's own words begin with "must"; a library's do not.
  const said = issue.message.startsWith('must ') ? issue.message : null;
  const expected = EXPECTED[path.join('.')] ?? said ?? expectationOf(node) ?? 'is not what it has to be; see docs/desk-policy.md';
  if (issue.code === 'custom' && said === null) return { problem: `${rule} ${issue.message}.${path[0] === 'grants' ? '' : ` ${LAYERS}.`}`, isMissing: false };
  if (issue.code === 'invalid_key') return { problem: `${rule} stands under a name that cannot be one: a user principal name has 3 to 256 characters.`, isMissing: false };
  return isThere || path.length === 0 ? { problem: `${rule} ${expected}.`, isMissing: false } : { problem: `${rule} is missing. It ${expected}.`, isMissing: true };
}

/** The dot path, with keys cut that nobody would read to their end. */
export function ruleOf(path: readonly PropertyKey[]): string {
  return path.map((part) => shortened(String(part))).join('.');
}

function shortened(text: string): string {
  // Cut before it is spread: a key may be a megabyte.
  const characters = [...text.slice(0, 2 * KEY_MAXIMUM + 2)];
  return characters.length <= KEY_MAXIMUM ? text : `${characters.slice(0, KEY_MAXIMUM).join('')}…`;
}

function valueAt(root: object, path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>((value, key) => (isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined), root);
}

function isObject(value: unknown): value is Readonly<Record<string | number, unknown>> {
  return typeof value === 'object' && value !== null;
}
