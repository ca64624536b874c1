/**
 * From the text of a desk policy to a policy, or to one sentence with the place it is about. Strict JSON: no comments, no
 * trailing commas, no key twice, since a limit that two readers understand differently is no limit. Pure; never throws.
 */
import { createScanner, findNodeAtLocation, parseTree, printParseErrorCode, type Node, type ParseError } from 'jsonc-parser';
import { DeskPolicy, TenantPlace } from '../../../shared/desk-policy';
import { err, ok, type Result } from '../../../shared/result';
import { issuesOf, ruleOf, type Finding } from './desk-policy-issues';

/** What is wrong, and where; line and column from 1. `rule` is the dot path of the setting, empty when it is about the file. */
export type TextProblem = { readonly line: number; readonly column: number; readonly rule: string; readonly problem: string };

/** A text that is no desk policy. `place`: where the tenant is, if it says that much without doubt. */
export type BrokenText = TextProblem & { readonly place: TenantPlace | null };

type Found = { readonly offset: number; readonly path: readonly PropertyKey[]; readonly problem: string };

/** A policy is eight deep. Reading goes down by calling itself, so a text must not decide how far. */
const DEPTH_MAXIMUM = 20;
/** jsonc-parser's `SyntaxKind.EOF`, a const enum that a module alone cannot see. */
const END_OF_FILE = 17;
const PLACE_KEYS: readonly string[] = Object.keys(TenantPlace.shape);

export function readDeskPolicyText(source: string): Result<DeskPolicy, BrokenText> {
  // Editors on Windows put a byte order mark first; it counts as nothing.
  const text = source.startsWith('\uFEFF') ? source.slice(1) : source;
  const broken = (found: Found, place: TenantPlace | null = null) => err({ ...located(text, found), place });
  const tooDeep = firstTooDeep(text);
  if (tooDeep !== null) return broken({ offset: tooDeep, path: [], problem: 'This is nested too deeply to be a desk policy. Start from docs/desk.example.json.' });
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, { disallowComments: true, allowTrailingComma: false, allowEmptyContent: false });
  const syntax = errors[0];
  if (syntax) return broken({ offset: syntax.offset, path: [], problem: syntaxSentence(syntax) });
  const value = jsonOf(text);
  if (!tree || value === undefined) return broken({ offset: 0, path: [], problem: 'The file is not valid JSON. Start from docs/desk.example.json.' });

  const twice = [...duplicateKeys(tree, [])];
  const place = twice.some(({ path }) => PLACE_KEYS.includes(String(path[0]))) ? null : placeIn(value);
  if (twice[0]) return broken(twice[0], place);

  const parsed = DeskPolicy.safeParse(value);
  if (parsed.success) return ok(parsed.data);
  const finding = issuesOf(parsed.error, value)
    .map((issue) => ({ ...issue, offset: offsetOf(tree, issue) }))
    // Something missing is often something misspelt: say the misspelling first, then go down the file.
    .sort((a, b) => Number(a.isMissing) - Number(b.isMissing) || a.offset - b.offset)[0];
  return broken(finding ?? { offset: 0, path: [], problem: 'The file is not a desk policy. Start from docs/desk.example.json.' }, place);
}

/** The tenant alone, by the file's own keys, whatever else is wrong with it. */
function placeIn(value: unknown): TenantPlace | null {
  if (typeof value !== 'object' || value === null) return null;
  const own = Object.fromEntries(Object.entries(value).filter(([key]) => PLACE_KEYS.includes(key)));
  const place = TenantPlace.safeParse(own);
  return place.success ? place.data : null;
}

/** @returns where the first bracket stands that goes too deep, or null. */
function firstTooDeep(text: string): number | null {
  const scanner = createScanner(text, true);
  let depth = 0;
  for (let token: number = scanner.scan(); token !== END_OF_FILE; token = scanner.scan()) {
    // Brackets inside of texts are other tokens: those begin with a quotation mark.
    const sign = text[scanner.getTokenOffset()] ?? '';
    if ('{['.includes(sign)) depth += 1;
    else if ('}]'.includes(sign)) depth -= 1;
    if (depth > DEPTH_MAXIMUM) return scanner.getTokenOffset();
  }
  return null;
}

/** @returns undefined where the platform's own parser is stricter than the one that knows places. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function offsetOf(tree: Node, { path, isKey }: Finding): number {
  for (let length = path.length; length >= 0; length -= 1) {
    const node = findNodeAtLocation(tree, [...path.slice(0, length)]);
    if (!node) continue;
    // A property's first child is its key: an unknown key is shown itself, not its value.
    return isKey && length === path.length ? (node.parent?.offset ?? node.offset) : node.offset;
  }
  return tree.offset;
}

function* duplicateKeys(node: Node, path: readonly string[]): Iterable<Found> {
  const seen = new Set<unknown>();
  for (const [index, child] of (node.children ?? []).entries()) {
    const [key, value] = child.type === 'property' ? [child.children?.[0], child.children?.[1]] : [undefined, child];
    const here = [...path, key ? String(key.value) : String(index)];
    if (key) {
      if (seen.has(key.value)) yield { offset: key.offset, path: here, problem: `${JSON.stringify(ruleOf(here.slice(-1)))} is there twice. Remove one of them.` };
      seen.add(key.value);
    }
    if (value) yield* duplicateKeys(value, here);
  }
}

function syntaxSentence({ error }: ParseError): string {
  const name: string = printParseErrorCode(error);
  return SYNTAX[name] ?? `This is not valid JSON (${name.replace(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase()}). Correct it here.`;
}

/** By jsonc-parser's name of the error. */
const SYNTAX: Readonly<Record<string, string>> = {
  InvalidCommentToken: 'Comments are not allowed in this file. Remove this one.',
  ColonExpected: 'A colon is missing here, or this should not be a name.',
  UnexpectedEndOfString: 'A text does not end: a quotation mark is missing.',
  CommaExpected: 'A comma is missing before this.',
  PropertyNameExpected: 'Something is missing here, or there is a comma too many before it.',
  ValueExpected: 'Something is missing here, or there is a comma too many before it.',
  CloseBraceExpected: 'A closing bracket is missing: the file ends too early.',
  CloseBracketExpected: 'A closing bracket is missing: the file ends too early.',
  EndOfFileExpected: 'There is something after the end of the policy. Remove it.',
};

function located(text: string, { offset, path, problem }: Found): TextProblem {
  const before = text.slice(0, offset).split(/\r\n|\r|\n/);
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1, rule: ruleOf(path), problem };
}
