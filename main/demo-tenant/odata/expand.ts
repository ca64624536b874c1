/**
 * `$expand` with several names, each with a nested `$select` or `$expand` of its own:
 * `principal($select=id,displayName),roleDefinition`.
 */
import { Refusal } from '../protocol';

export type Expanded = { readonly name: string; readonly select: readonly string[] | undefined; readonly expand: string | undefined };

const bad = (value: string): Refusal => new Refusal(400, 'BadRequest', `Parsing OData Select and Expand failed: '${value}' cannot be expanded here.`);

/** Cuts at the sign wherever no bracket is open. */
function cut(text: string, sign: ',' | ';'): readonly string[] {
  const parts: string[] = [];
  let depth = 0;
  let part = '';
  for (const character of text) {
    if (character === '(') depth += 1;
    if (character === ')') depth -= 1;
    if (character === sign && depth === 0) {
      parts.push(part);
      part = '';
    } else part += character;
  }
  return [...parts, part].map((each) => each.trim());
}

/** @throws Refusal for a name that is not known, and for options within it that are not. */
export function parseExpand(value: string | undefined, known: readonly string[]): readonly Expanded[] {
  if (value === undefined) return [];
  return cut(value, ',').map((part) => {
    const match = /^(\w+)\s*(?:\(([\s\S]*)\))?$/.exec(part);
    const name = match?.[1];
    if (name === undefined || !known.includes(name)) throw bad(part);
    const options = new Map<string, string>();
    for (const option of match?.[2] === undefined ? [] : cut(match[2], ';')) {
      const found = /^(\$select|\$expand)\s*=\s*([\s\S]+)$/.exec(option);
      if (found?.[1] === undefined || found[2] === undefined) throw bad(part);
      options.set(found[1], found[2]);
    }
    return { name, select: options.get('$select')?.split(',').map((each) => each.trim()), expand: options.get('$expand') };
  });
}
