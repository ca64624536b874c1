/** zod's issues with a desk policy as sentences that say what to do. Pure. */
import type { z } from 'zod';
import { DeskPolicy } from '../../../shared/desk-policy';

export type Finding = {
  readonly path: (string | number)[];
  readonly problem: string;
  /** The problem is the key itself, not its value. */
  readonly isKey: boolean;
  readonly isMissing: boolean;
};

type Issue = z.core.$ZodIssue;

/** What each setting must be, for the sentence "… must be …". Others use the schema's own words. */
const EXPECTED: Readonly<Record<string, string>> = {
  version: 'must be 1, the only version there is',
  tenantId: "must be the tenant's id, a GUID such as 1b4e28ba-2fa1-11d2-883f-0016d3cca427 (Entra admin center, Overview)",
  clientId: "must be the app registration's client id, a GUID such as 6ba7b810-9dad-11d1-80b4-00c04fd430c8 (Entra admin center, App registrations)",
  cloud: 'must be "global", "usgov-l4", "usgov-l5", "china" or { "authority": "https://host/TENANT", "graph": "https://host" }',
  'cloud.authority': 'must be an address of the form https://host/TENANT',
  'cloud.graph': 'must be an address of the form https://host, without path or version',
  $schema: 'must be a text, or be left out',
};
const KNOWN_KEYS: Readonly<Record<string, readonly string[]>> = { '': Object.keys(DeskPolicy.shape), cloud: ['authority', 'graph'] };

export function issuesOf(error: z.ZodError, value: unknown): readonly Finding[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return [{ path: [], problem: 'The file must hold one object: { "version": 1, … }. Start from docs/desk.example.json.', isKey: false, isMissing: false }];
  }
  return error.issues.flatMap((issue) => findingsOf(issue, [], value));
}

function findingsOf(issue: Issue, above: readonly PropertyKey[], root: object): readonly Finding[] {
  const path = [...above, ...issue.path].map((part) => (typeof part === 'symbol' ? String(part) : part));
  const rule = path.join('.');
  if (issue.code === 'unrecognized_keys') {
    const known = KNOWN_KEYS[rule]?.join(', ');
    return issue.keys.map((key) => ({
      path: [...path, key],
      problem: `"${key}" is not a setting. Correct its spelling or remove it${known === undefined ? '' : ` (there are: ${known})`}.`,
      isKey: true,
      isMissing: false,
    }));
  }
  if (issue.code === 'invalid_union' && isObject(valueAt(root, path))) {
    // Of the forms this setting may take, the object was meant: what is wrong inside of it says more.
    const inside = issue.errors.find((branch) => branch.some((one) => one.path.length > 0 || one.code === 'unrecognized_keys'));
    if (inside) return inside.flatMap((one) => findingsOf(one, path, root));
  }
  const isMissing = path.length > 0 && valueAt(root, path) === undefined;
  const expected = EXPECTED[rule] ?? issue.message;
  return [{ path, problem: isMissing ? `"${rule}" is missing. It ${expected}.` : `"${rule}" ${expected}.`, isKey: false, isMissing }];
}

function valueAt(root: object, path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>((value, key) => (isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined), root);
}

function isObject(value: unknown): value is Readonly<Record<string | number, unknown>> {
  return typeof value === 'object' && value !== null;
}
