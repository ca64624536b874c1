/**
 * The query part of a URL, and the system query options in it.
 */
import type { GraphRequest, Query } from '../protocol';
import { Refusal } from '../protocol';

/** A plus sign is a space, as it is to the real service: a telephone number must be sent as %2B. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part.replaceAll('+', ' '));
  } catch {
    throw new Refusal(400, 'BadRequest', 'Bad Request - the URL is not correctly percent-encoded.');
  }
}

export function parseQuery(text: string): Query {
  const raw: (readonly [string, string])[] = [];
  const values = new Map<string, string>();
  for (const pair of text.split('&')) {
    if (pair === '') continue;
    const split = pair.indexOf('=');
    const [name, value] = split < 0 ? [pair, ''] : [pair.slice(0, split), pair.slice(split + 1)];
    const key = decoded(name);
    if (values.has(key)) throw new Refusal(400, 'BadRequest', `Query option '${key}' was specified more than once, but it must be specified at most once.`);
    raw.push([key, value]);
    values.set(key, decoded(value));
  }
  return { values, raw };
}

/** @throws Refusal for every option the route does not know. */
export function onlyOptions(request: GraphRequest, known: readonly string[]): void {
  for (const name of request.query.values.keys()) {
    if (known.includes(name)) continue;
    if (name === '$skip') throw new Refusal(400, 'Request_BadRequest', "'$skip' is not supported by the service.");
    throw new Refusal(400, 'Request_BadRequest', `Unrecognized query argument specified: '${name}'.`);
  }
}

export function countOption(request: GraphRequest): boolean {
  const value = request.query.values.get('$count');
  if (value === undefined || value === 'false') return false;
  if (value === 'true') return true;
  throw new Refusal(400, 'BadRequest', `Invalid value '${value}' for $count query option found. Valid values are 'true' and 'false'.`);
}

/** @param most - Largest page the resource gives. */
export function topOption(request: GraphRequest, most: number): number | undefined {
  const value = request.query.values.get('$top');
  if (value === undefined) return undefined;
  const top = /^\d{1,9}$/.test(value) ? Number(value) : 0;
  if (top < 1 || top > most) {
    throw new Refusal(400, 'Request_UnsupportedQuery', `Invalid page size specified: '${value}'. Must be between 1 and ${most} inclusive.`);
  }
  return top;
}

export function listOption(request: GraphRequest, name: string): readonly string[] | undefined {
  const value = request.query.values.get(name);
  return value === undefined ? undefined : value.split(',').map((part) => part.trim());
}

export type Order = { readonly name: string; readonly descending: boolean };

export function orderOption(request: GraphRequest, allowed: readonly string[]): Order | undefined {
  const value = request.query.values.get('$orderby');
  if (value === undefined) return undefined;
  const [name = '', direction = 'asc', ...rest] = value.trim().split(/\s+/);
  if (!allowed.includes(name) || (direction !== 'asc' && direction !== 'desc') || rest.length > 0) {
    throw new Refusal(400, 'Request_UnsupportedQuery', `Unsupported sort property or direction in '${value}'.`);
  }
  return { name, descending: direction === 'desc' };
}
