/**
 * Text into OData without a way out of it. Whatever somebody types or an administrator named a person, it ends up as the
 * inside of one string, one clause, one path segment.
 *
 * Sources: OData 4.01 URL conventions (a single quote inside a string literal is doubled); Graph "$search on directory
 * objects" (the clause stands in double quotes; inside, double quote and backslash are escaped by a backslash).
 */

/** Halves of surrogate pairs cannot be encoded as UTF-8; `encodeURIComponent` throws on them. */
const LONE_SURROGATE = /\p{Surrogate}/gu;
// eslint-disable-next-line no-control-regex -- control characters are exactly what is looked for
const CONTROL = /[\u0000-\u001F\u007F-\u009F\u2028\u2029]+/gu;
/** Direction marks and the byte order mark: they come along when a name or number is copied from somewhere. */
const DIRECTION_MARKS = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/gu;

/** What a person can have meant to type: no control characters, no direction marks, no half characters, single spaces. */
export function cleanQuery(text: string): string {
  return text.replace(LONE_SURROGATE, '').replace(DIRECTION_MARKS, '').replace(CONTROL, ' ').replace(/\s+/gu, ' ').trim().normalize('NFC');
}

/** `"property:text"`, one clause of `$search`. Everything after the first colon is text, further colons too. */
export function searchClause(property: string, text: string): string {
  return `"${property}:${text.replace(/["\\]/g, '\\$&')}"`;
}

/** `'text'`, a string literal of `$filter`. */
export function stringLiteral(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** An instant of `$filter`, which takes no quotes: UTC, to the whole second before. @throws RangeError for no instant. */
export function instantLiteral(at: Date): string {
  return at.toISOString().replace(/\.\d+Z$/, 'Z');
}

/** A value as one segment of a path. @throws RangeError for what no encoding can keep from walking the path. */
export function pathSegment(value: string): string {
  if (!isPathSegment(value)) throw new RangeError('Not a path segment.');
  return encodeURIComponent(value);
}

/** False for the empty string, `.` and `..` (URL parsers resolve them even when encoded) and for half characters. */
export function isPathSegment(value: string): boolean {
  return !/^\.{0,2}$/.test(value) && value.replace(LONE_SURROGATE, '') === value;
}

/** `?name=value&…`, values percent-encoded. Commas stay: they separate the names of `$select`. */
export function queryString(parameters: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(parameters).map(([name, value]) => `${name}=${encodeURIComponent(value).replaceAll('%2C', ',')}`);
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
}
