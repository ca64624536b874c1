import { describe, expect, it } from 'vitest';
import { createAnchorList } from '../../../main/adapters/graph/anchor-list';
import { ANCHOR_LIST, DEMO_SITE } from '../../../main/demo-tenant';
import type { AnchoredHead } from '../../../shared/domain/anchor';
import { ok } from '../../../shared/result';
import { startRecorded } from '../graph/demo-graph';
import { given, refusal, type Reply } from '../graph/fake-graph';

const head = (seq: number): AnchoredHead => ({ seq, hash: seq.toString(16).padStart(64, '0'), at: '2026-03-02T09:15:00Z', links: [] });
const failed = (reason: string) => ({ ok: false, error: { kind: 'anchor-failed', reason } });
const PLACE = { kind: 'list', siteId: 'contoso.example,site,web', listId: 'heads' } as const;
const fields = ({ seq, hash, at }: AnchoredHead, more: object = {}) => ({ id: String(seq), fields: { Title: 'desk-1', Seq: seq, Hash: hash, At: at, ...more } });

describe('a list as an anchor', () => {
  it('keeps heads in the demo tenant, page by page, apart for each journal', async () => {
    const { tenant, graph, sent } = await startRecorded();
    const anchor = createAnchorList(graph, { kind: 'list', siteId: DEMO_SITE, listId: ANCHOR_LIST.id });
    expect(await anchor.noted('desk-1')).toEqual(ok([]));
    for (const seq of [3, 9, 5]) expect(await anchor.note('desk-1', { ...head(seq), links: ['0'.repeat(16)] })).toEqual(ok(null));
    expect(await anchor.note('desk-2', head(4))).toEqual(ok(null));
    expect(await anchor.noted('desk-1')).toEqual(ok([head(3), head(9), head(5)]));
    expect(await anchor.noted('desk-2')).toEqual(ok([head(4)]));
    expect(sent.filter(({ method }) => method === 'POST').length).toBe(4);
    await tenant.close();
  });

  it('sends one item with its fields, and reads all pages', async () => {
    const pages = (origin: string): Reply[] => [
      { status: 201, body: { id: '1' } },
      { status: 200, body: { value: [fields(head(1)), fields(head(2), { Title: 'desk-2' })], '@odata.nextLink': `${origin}/v1.0/sites/s/lists/l/items?$skiptoken=2` } },
      { status: 200, body: { value: [fields(head(3), { Seq: '3' }), fields(head(4), { Hash: 'x' }), fields(head(5), { Seq: null }), { id: '9' }] } },
    ];
    let origin = '';
    const fake = await given((_, n) => pages(origin)[n - 1] ?? { status: 500 });
    ({ origin } = fake);
    const anchor = createAnchorList(fake.graph, PLACE);
    expect([await anchor.note('desk-1', head(1)), await anchor.noted('desk-1')]).toEqual([ok(null), ok([head(1), head(3)])]);
    const [post, get] = fake.received;
    expect([post?.url, JSON.parse(post?.body ?? '')]).toEqual(['/v1.0/sites/contoso.example%2Csite%2Cweb/lists/heads/items', { fields: { Title: 'desk-1', Seq: 1, Hash: head(1).hash, At: head(1).at } }]);
    expect(decodeURIComponent(get?.url ?? '')).toContain('$expand=fields($select=Title,Seq,Hash,At)');
    expect(fake.asked.every((each) => each.features.join() === 'lists')).toBe(true);
  });

  it.each<[string, Reply, string]>([
    ['forbidden', refusal(403, 'accessDenied'), 'refused'],
    ['a list that is not there', refusal(404, 'itemNotFound'), 'not-configured'],
    ['too many requests', { status: 429, headers: { 'Retry-After': '1' } }, 'offline'],
    ['a server in trouble', { status: 500 }, 'offline'],
    ['a cut connection', { fault: 'cut' }, 'offline'],
  ])('says why it failed: %s', async (_, reply, reason) => {
    const { graph } = await given(() => reply);
    const anchor = createAnchorList(graph, PLACE);
    expect([await anchor.note('desk-1', head(1)), await anchor.noted('desk-1')]).toEqual([failed(reason), failed(reason)]);
  });

  it('takes an answer that is none for unreadable, and an id that is none for a mistake of the policy', async () => {
    const { graph } = await given(() => ({ status: 200, body: { value: 'x' } }));
    expect(await createAnchorList(graph, PLACE).noted('desk-1')).toEqual(failed('unreadable'));
    expect(await createAnchorList(graph, { ...PLACE, listId: '..' }).note('desk-1', head(1))).toEqual(failed('not-configured'));
  });
});
