/**
 * Heads of the chain in a SharePoint list, an item each: `Title` the journal, `Seq`, `Hash`, `At`. Links are not kept there. Items are
 * only ever added; who may change or delete them is the site's to say.
 *
 * Source: Graph v1.0, "Create item" (201) and "Enumerate items in a list"; facts 12. All items are read and sorted out here: a list
 * refuses to filter by columns without an index once it is long.
 */
import { z } from 'zod';
import { AnchoredHead } from '../../../shared/domain/anchor';
import type { AnchorPlace } from '../../../shared/domain/history/history-rules';
import type { AppError, AppErrorOf } from '../../../shared/errors';
import { err, ok, type Result } from '../../../shared/result';
import type { Anchor } from '../../ports/anchors';
import type { Graph } from './client';
import { collect } from './collection';
import { failureOf } from './errors';
import { pathSegment, queryString } from './odata';
import { isSuccess } from './parse';

type AnchorFailed = AppErrorOf<'anchor-failed'>;
type ListPlace = Extract<AnchorPlace, { readonly kind: 'list' }>;

const LIMIT_MS = 10_000;
/** A page. */
const TOP = '1000';
/** 200,000 heads: years of them, of several desks. */
const PAGES_MAXIMUM = 200;

/** Whatever else stands in the list is left out, item by item. */
const Item = z.object({ fields: z.record(z.string(), z.unknown()).nullish() });
const About = { feature: 'lists', what: 'resource', effect: 'read' } as const;

export function createAnchorList(graph: Graph, { siteId, listId }: ListPlace): Anchor {
  const path = () => `/sites/${pathSegment(siteId)}/lists/${pathSegment(listId)}/items`;

  async function note(journal: string, { seq, hash, at }: AnchoredHead): Promise<Result<null, AnchorFailed>> {
    const body = { fields: { Title: journal, Seq: seq, Hash: hash, At: at } };
    // Goes out once, as a mail does. A second item of the same head would do no harm; the next round makes it if this one was lost.
    const sent = await graph.send({ method: 'POST', path: path(), body, features: ['lists'], effect: 'mail', signal: AbortSignal.timeout(LIMIT_MS) });
    if (!sent.ok) return err(failed(sent.error));
    return isSuccess(sent.value) ? ok(null) : err(failed(failureOf(sent.value, { ...About, effect: 'mail' })));
  }

  async function noted(journal: string): Promise<Result<readonly AnchoredHead[], AnchorFailed>> {
    const signal = AbortSignal.timeout(LIMIT_MS);
    const query = queryString({ $expand: 'fields($select=Title,Seq,Hash,At)', $top: TOP });
    const first = await graph.send({ method: 'GET', path: `${path()}${query}`, features: ['lists'], effect: 'read', signal });
    if (!first.ok) return err(failed(first.error));
    const items = await collect(graph, first.value, Item, About, { features: ['lists'], signal, pagesMaximum: PAGES_MAXIMUM });
    if (!items.ok) return err(failed(items.error));
    return ok(items.value.flatMap(({ fields }) => headIn(fields ?? {}, journal)));
  }

  return { name: 'list item', note: (journal, head) => total(() => note(journal, head)), noted: (journal) => total(() => noted(journal)) };
}

function headIn({ Title, Seq, Hash, At }: Readonly<Record<string, unknown>>, journal: string): readonly AnchoredHead[] {
  // A column of text, where somebody made it one, gives the number as text.
  const head = AnchoredHead.safeParse({ seq: typeof Seq === 'string' && Seq !== '' ? Number(Seq) : Seq, hash: Hash, at: At, links: [] });
  return Title === journal && head.success ? [head.data] : [];
}

/** An id that is no path segment is the policy's mistake; what is aborted took too long. */
async function total<T>(work: () => Promise<Result<T, AnchorFailed>>): Promise<Result<T, AnchorFailed>> {
  try {
    return await work();
  } catch (cause) {
    return err({ kind: 'anchor-failed', reason: cause instanceof RangeError ? 'not-configured' : 'offline' });
  }
}

function failed(error: AppError): AnchorFailed {
  return { kind: 'anchor-failed', reason: REASONS[error.kind] ?? 'offline' };
}

const REASONS: Readonly<Partial<Record<AppError['kind'], AnchorFailed['reason']>>> = {
  'not-permitted': 'refused', 'consent-required': 'refused', refused: 'refused', 'sign-in-required': 'refused', 'not-found': 'not-configured', 'unexpected-answer': 'unreadable',
};
