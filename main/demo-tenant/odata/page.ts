/**
 * Pages of a collection. The skip token is opaque to callers and only good for the query it came from.
 */
import { createHash } from 'node:crypto';
import { type GraphRequest, Refusal } from '../protocol';

export type Page<T> = { readonly items: readonly T[]; readonly nextLink?: string; readonly isFirst: boolean };

function fingerprintOf(request: GraphRequest): string {
  // Decoded: the same link may come back with other characters encoded.
  const rest = [...request.query.values].filter(([name]) => name !== '$skiptoken').map(([name, value]) => `${name}=${value}`);
  return createHash('sha256').update([...request.segments, ...rest].join('\n')).digest('base64url').slice(0, 16);
}

function offsetOf(token: string, fingerprint: string): number {
  const [offset = '', of] = Buffer.from(token, 'base64url').toString('latin1').split('.');
  if (of !== fingerprint || !/^\d{1,9}$/.test(offset)) throw new Refusal(400, 'Directory_ExpiredPageToken', 'The specified page token value is invalid.');
  return Number(offset);
}

/** Encodes a path step the way the service prints it: `$` and `@` stay. */
const step = (segment: string): string => encodeURIComponent(segment).replaceAll('%24', '$').replaceAll('%40', '@');

export function pageOf<T>(request: GraphRequest, all: readonly T[], size: number): Page<T> {
  const token = request.query.values.get('$skiptoken');
  const fingerprint = fingerprintOf(request);
  const offset = token === undefined ? 0 : offsetOf(token, fingerprint);
  const items = all.slice(offset, offset + size);
  const isFirst = token === undefined;
  return offset + size >= all.length ? { items, isFirst } : { items, nextLink: linkTo(request, `${offset + size}.${fingerprint}`), isFirst };
}

function linkTo(request: GraphRequest, token: string): string {
  const next = Buffer.from(token, 'latin1').toString('base64url');
  const query = [...request.query.raw.filter(([name]) => name !== '$skiptoken'), ['$skiptoken', next] as const];
  return `${request.origin}/v1.0/${request.segments.map(step).join('/')}?${query.map(([name, value]) => `${name}=${value}`).join('&')}`;
}

/**
 * A page of what grows meanwhile: the first page fixes the instant as of which all of them are.
 *
 * @param read - Gives the matching items as of an instant, one by one; no more are taken than the page needs.
 */
export function pageAsOf<T>(request: GraphRequest, read: (asOf: number) => Iterable<T>, size: number): Page<T> {
  const token = request.query.values.get('$skiptoken');
  const fingerprint = fingerprintOf(request);
  const offset = token === undefined ? 0 : offsetOf(token, fingerprint);
  const asOf = token === undefined ? request.at.getTime() : asOfIn(token);
  const items: T[] = [];
  let passed = 0;
  let isMore = false;
  for (const item of read(asOf)) {
    passed += 1;
    if (passed <= offset) continue;
    isMore = items.length === size;
    if (isMore) break;
    items.push(item);
  }
  const isFirst = token === undefined;
  return isMore ? { items, nextLink: linkTo(request, `${offset + size}.${fingerprint}.${asOf}`), isFirst } : { items, isFirst };
}

function asOfIn(token: string): number {
  const asOf = Number(Buffer.from(token, 'base64url').toString('latin1').split('.')[2]);
  if (!Number.isSafeInteger(asOf)) throw new Refusal(400, 'Directory_ExpiredPageToken', 'The specified page token value is invalid.');
  return asOf;
}
