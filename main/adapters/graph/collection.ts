/**
 * A whole collection: its first page, however it came, and what `@odata.nextLink` leads to.
 *
 * A next link is followed only where the first page came from, and only so far: a collection that does not end is not a
 * list one may show as complete. Bound: {@link PAGES_MAXIMUM}, unless the caller needs another. {@link collectUpTo} is for those
 * who say themselves that there is more.
 */
import { z } from 'zod';
import type { AppError } from '../../../shared/errors';
import { err, ok, type Result } from '../../../shared/result';
import type { Answer, Call } from './call';
import { type Graph, VERSION } from './client';
import type { About } from './errors';
import { parse } from './parse';

export const PAGES_MAXIMUM = 10;

type Options = Pick<Call, 'features' | 'isEventual' | 'signal'> & { readonly pagesMaximum?: number };

export async function collect<T>(graph: Graph, first: Answer, item: z.ZodType<T>, about: About, options: Options): Promise<Result<readonly T[], AppError>> {
  const found = await collectUpTo(graph, first, item, about, options);
  if (!found.ok) return found;
  return found.value.isComplete ? ok(found.value.items) : err(brokenLink(found.value.last));
}

/** @returns what the pages up to the bound hold, and whether these were all of them. */
export async function collectUpTo<T>(
  graph: Graph,
  first: Answer,
  item: z.ZodType<T>,
  about: About,
  { pagesMaximum = PAGES_MAXIMUM, ...call }: Options,
): Promise<Result<{ readonly items: readonly T[]; readonly isComplete: boolean; readonly last: Answer }, AppError>> {
  const Page = z.object({ value: z.array(item), '@odata.nextLink': z.string().nullish() });
  const items: T[] = [];
  let answer = first;
  for (let page = 1; ; page += 1) {
    const parsed = parse(answer, Page, about);
    if (!parsed.ok) return parsed;
    items.push(...parsed.value.value);
    const link = parsed.value['@odata.nextLink'];
    if (link == null || page >= pagesMaximum) return ok({ items, isComplete: link == null, last: answer });
    const path = pathBelow(graph.origin, link);
    if (path === null) return err(brokenLink(answer));
    // The header of an advanced query has to be said again for every page.
    const sent = await graph.send({ method: 'GET', path, effect: 'read', ...call });
    if (!sent.ok) return sent;
    answer = sent.value;
  }
}

function brokenLink(answer: Answer): AppError {
  return { kind: 'unexpected-answer', requestId: answer.header('request-id') ?? '', paths: ['@odata.nextLink'] };
}

/** @returns the link's path below the version; null when it leads anywhere but to the same Graph. */
export function pathBelow(origin: string, link: string): string | null {
  try {
    const url = new URL(link);
    const root = `/${VERSION}/`;
    return url.origin === origin && url.username === '' && url.password === '' && url.pathname.startsWith(root)
      ? `${url.pathname.slice(root.length - 1)}${url.search}`
      : null;
  } catch {
    return null;
  }
}
