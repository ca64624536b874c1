/**
 * Appends that wait while the disk is busy are written together: one transaction and one sync for all of them, in the
 * order they were asked. Each is answered as if it had been alone.
 */
import { ok } from '../../../shared/result';
import type { Journal } from '../../ports/journal';
import { replyOf, type Reply } from '../../sqlite/calls';
import type { Request } from './protocol';

/** Appends in one transaction: other processes that write wait for so many at most. */
const MOST = 50;

type Append = Extract<Request, { readonly method: 'append' }>;

/** @returns in their order, each appends next to one another or a single request of another kind. */
export function bundled(requests: readonly Request[]): readonly (readonly Request[])[] {
  const bundles: Request[][] = [];
  for (const request of requests) {
    const last = bundles.at(-1);
    if (last && last.length < MOST && isAppend(request) && last.every(isAppend)) last.push(request);
    else bundles.push([request]);
  }
  return bundles;
}

/** @param bundle - As {@link bundled} makes them. */
export async function performTogether(journal: Journal, bundle: readonly Request[]): Promise<readonly Reply[]> {
  const appends = bundle.filter(isAppend);
  if (appends.length > 1) {
    const written = await journal.appendAll(appends.map(({ args: [record] }) => record));
    if (written.ok) return appends.map(({ id }, n) => ({ id, value: ok(written.value[n]) }));
    // Nothing of it was written. One of them may be at fault: the others must not suffer for it.
  }
  return Promise.all(bundle.map((request) => replyOf(journal, request)));
}

function isAppend(request: Request): request is Append {
  return request.method === 'append';
}
