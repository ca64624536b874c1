/**
 * Graph's `$search` on directory objects.
 *
 * `displayName` and `description` are matched by words, in any order, each by its beginning; every other string property by its own
 * beginning; never inside a word. Words end at spaces, symbols, numbers and where lower case turns to upper case; what
 * only symbols part is also one word (`O'Brien` is found by `obrien`). Marks and accents count. Source: Graph, "Use the
 * $search query parameter".
 */
import { type GraphRequest, isEventual, Refusal } from '../protocol';
import { type FilterTable, USER_FILTERS } from './properties';

/**
 * The text of `$search`, which takes the header. Its raw value on v1.0 may not hold an encoded ampersand; encoded twice it
 * may. Source: Graph's list of known issues. The value is otherwise decoded once, like every other option.
 */
export function searchOption(request: GraphRequest): string | undefined {
  const raw = request.query.raw.find(([name]) => name === '$search')?.[1];
  if (raw === undefined) return undefined;
  if (raw.includes('%26')) throw new Refusal(400, 'Request_BadRequest', "Unrecognized query argument specified: ''.");
  if (!isEventual(request)) throw new Refusal(400, 'Request_UnsupportedQuery', "Request with $search query parameter only works through MSGraph with a special request header: 'ConsistencyLevel: eventual'");
  return request.query.values.get('$search')?.replaceAll('%26', '&');
}

const CHUNKS = /[\p{L}\p{M}]+|\p{N}+|[^\p{L}\p{M}\p{N}\s]/gu;
/** Most words: nothing in them to cut at. */
const PLAIN = /^[A-Za-z]?[a-z]*$/;
const WORD = /^[\p{L}\p{M}\p{N}]/u;

/** Words of a text in lower case, symbols among them. */
function wordsOf(text: string): readonly string[] {
  if (PLAIN.test(text)) return [text.toLowerCase()];
  const split = text.normalize('NFC').replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2');
  return (split.match(CHUNKS) ?? []).map((word) => word.toLowerCase());
}

/** Words of a value, and what they make when the symbols between them are dropped. */
function indexOf(value: string): readonly string[] {
  const words = new Set<string>();
  for (const part of value.split(/\s+/)) {
    const own = wordsOf(part);
    for (const word of own) words.add(word);
    if (own.length > 1 && own.some((word) => !WORD.test(word))) words.add(own.filter((word) => WORD.test(word)).join(''));
  }
  return [...words];
}

/** By text: names repeat, and the index of a name never changes. */
const indexes = new Map<string, readonly string[]>();

function knownIndex(value: string): readonly string[] {
  const known = indexes.get(value);
  if (known) return known;
  const index = indexOf(value);
  indexes.set(value, index);
  return index;
}

/** Matched by words; people have no description. */
const BY_WORDS = new Set(['displayName', 'description']);

/** Any string property that can be filtered, except the two the service is known to refuse. */
const isSearchable = (name: string, { properties }: FilterTable): boolean => Object.hasOwn(properties, name) && properties[name]?.type === 'string' && name !== 'employeeId' && name !== 'id';

type Test = (item: object) => boolean;

/** Looks at the first letter before it makes a lower-case copy. */
function startsWith(value: string, start: string): boolean {
  return value.length >= start.length && value.charAt(0).toLowerCase().startsWith(start.charAt(0)) && value.toLowerCase().startsWith(start);
}

function clause(text: string, table: FilterTable): Test {
  const colon = text.indexOf(':');
  const name = colon < 0 ? '' : text.slice(0, colon).trim();
  const wanted = text.slice(colon + 1).trim();
  if (colon < 1 || wanted === '') throw new Refusal(400, 'Request_BadRequest', `Invalid search clause '${text}': a property name, a colon and a value are needed.`);
  if (!isSearchable(name, table)) throw new Refusal(400, 'Request_UnsupportedQuery', `Unsupported or invalid search clause specified for property '${name}' of resource '${table.resource}'.`);
  const valueOf = (item: object): unknown => (item as Readonly<Record<string, unknown>>)[name];
  if (BY_WORDS.has(name)) {
    const words = wordsOf(wanted);
    return (item) => {
      const value = valueOf(item);
      return typeof value === 'string' && words.every((word) => knownIndex(value).some((own) => own.startsWith(word)));
    };
  }
  const start = wanted.toLowerCase();
  return (item) => {
    const value = valueOf(item);
    return typeof value === 'string' && startsWith(value, start);
  };
}

const SIGNS = /\s*(?:"((?:[^"\\]|\\.)*)"|(AND|OR|[()]))\s*/y;

/** Clauses in double quotes, joined by AND and OR in capitals, with parentheses; AND binds tighter. */
export function compileSearch(text: string, table: FilterTable = USER_FILTERS): Test {
  const parts: (string | { readonly clause: string })[] = [];
  let at = 0;
  const fail = (): never => {
    throw new Refusal(400, 'Request_BadRequest', `Syntax error at position ${at} in search '${text}': each clause must be enclosed in double quotes and joined by AND or OR.`);
  };
  while (at < text.length) {
    SIGNS.lastIndex = at;
    const match = SIGNS.exec(text);
    if (!match) return fail();
    parts.push(match[2] ?? { clause: (match[1] ?? '').replace(/\\(.)/g, '$1') });
    at = SIGNS.lastIndex;
  }

  let next = 0;
  const factor = (): Test => {
    const part = parts[next];
    next += 1;
    if (part === undefined) return fail();
    if (typeof part !== 'string') return clause(part.clause, table);
    if (part !== '(') return fail();
    const inner = or();
    if (parts[next] !== ')') return fail();
    next += 1;
    return inner;
  };
  const and = (): Test => {
    const tests = [factor()];
    while (parts[next] === 'AND') {
      next += 1;
      tests.push(factor());
    }
    return tests.length === 1 && tests[0] ? tests[0] : (item) => tests.every((test) => test(item));
  };
  function or(): Test {
    const tests = [and()];
    while (parts[next] === 'OR') {
      next += 1;
      tests.push(and());
    }
    return tests.length === 1 && tests[0] ? tests[0] : (item) => tests.some((test) => test(item));
  }
  const test = or();
  return next === parts.length ? test : fail();
}
