/**
 * From the text of a desk policy to a policy, or to one sentence with the place it is about. Strict JSON: no comments, no
 * trailing commas, no key twice, since a limit that two readers understand differently is no limit. Pure.
 */
import { findNodeAtLocation, parseTree, printParseErrorCode, type Node, type ParseError } from 'jsonc-parser';
import { DeskPolicy } from '../../../shared/desk-policy';
import { err, ok, type Result } from '../../../shared/result';
import { issuesOf, type Finding } from './desk-policy-issues';

/** What is wrong, and where; line and column from 1. `rule` is the dot path of the setting, empty when it is about the file. */
export type TextProblem = { readonly line: number; readonly column: number; readonly rule: string; readonly problem: string };

export function readDeskPolicyText(source: string): Result<DeskPolicy, TextProblem> {
  // Editors on Windows put a byte order mark first; it counts as nothing.
  const text = source.startsWith('\uFEFF') ? source.slice(1) : source;
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, { disallowComments: true, allowTrailingComma: false, allowEmptyContent: false });
  const syntax = errors[0];
  if (syntax) return err(located(text, { offset: syntax.offset, path: [], problem: syntaxSentence(syntax) }));
  if (!tree) return err(located(text, { offset: 0, path: [], problem: 'The file is empty. Start from docs/desk.example.json.' }));

  const twice = duplicateKey(tree, []);
  if (twice) return err(located(text, twice));

  const value: unknown = JSON.parse(text);
  const parsed = DeskPolicy.safeParse(value);
  if (parsed.success) return ok(parsed.data);
  const finding = issuesOf(parsed.error, value)
    .map((issue) => ({ ...issue, offset: offsetOf(tree, issue) }))
    // Something missing is often something misspelt: say the misspelling first, then go down the file.
    .sort((a, b) => Number(a.isMissing) - Number(b.isMissing) || a.offset - b.offset)[0];
  return err(located(text, finding ?? { offset: 0, path: [], problem: 'The file is not a desk policy. Start from docs/desk.example.json.' }));
}

function offsetOf(tree: Node, { path, isKey }: Finding): number {
  for (let length = path.length; length >= 0; length -= 1) {
    const node = findNodeAtLocation(tree, path.slice(0, length));
    if (!node) continue;
    // A property's first child is its key: an unknown key is shown itself, not its value.
    return isKey && length === path.length ? (node.parent?.offset ?? node.offset) : node.offset;
  }
  return tree.offset;
}

function duplicateKey(node: Node, path: readonly string[]): { offset: number; path: readonly string[]; problem: string } | null {
  const seen = new Set<unknown>();
  for (const child of node.children ?? []) {
    const [key, value] = child.type === 'property' ? [child.children?.[0], child.children?.[1]] : [undefined, child];
    const here = key ? [...path, String(key.value)] : path;
    if (key) {
      if (seen.has(key.value)) return { offset: key.offset, path: here, problem: `"${String(key.value)}" is there twice. Remove one of them.` };
      seen.add(key.value);
    }
    const inside = value ? duplicateKey(value, here) : null;
    if (inside) return inside;
  }
  return null;
}

function syntaxSentence({ error }: ParseError): string {
  const name: string = printParseErrorCode(error);
  return SYNTAX[name] ?? `This is not valid JSON (${name.replace(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase()}). Correct it here.`;
}

/** By jsonc-parser's name of the error. */
const SYNTAX: Readonly<Record<string, string>> = {
  InvalidCommentToken: 'Comments are not allowed in this file. Remove this one.',
  CommaExpected: 'A comma is missing before this.',
  PropertyNameExpected: 'Something is missing here, or there is a comma too many before it.',
  ValueExpected: 'Something is missing here, or there is a comma too many before it.',
  CloseBraceExpected: 'A closing bracket is missing: the file ends too early.',
  CloseBracketExpected: 'A closing bracket is missing: the file ends too early.',
  EndOfFileExpected: 'There is something after the end of the policy. Remove it.',
};

function located(text: string, { offset, path, problem }: { readonly offset: number; readonly path: readonly PropertyKey[]; readonly problem: string }): TextProblem {
  const before = text.slice(0, offset).split(/\r\n|\r|\n/);
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1, rule: path.map(String).join('.'), problem };
}
