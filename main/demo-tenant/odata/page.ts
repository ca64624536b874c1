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
  if (offset + size >= all.length) return { items, isFirst };
  const next = Buffer.from(`${offset + size}.${fingerprint}`, 'latin1').toString('base64url');
  const query = [...request.query.raw.filter(([name]) => name !== '$skiptoken'), ['$skiptoken', next] as const];
  const nextLink = `${request.origin}/v1.0/${request.segments.map(step).join('/')}?${query.map(([name, value]) => `${name}=${value}`).join('&')}`;
  return { items, nextLink, isFirst };
}
