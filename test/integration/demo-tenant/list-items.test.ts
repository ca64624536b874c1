import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { ANCHOR_LIST, DEMO_PEOPLE, DEMO_SITE } from '../../../main/demo-tenant';
import { clockAt, given, refusal } from './client';

const ITEMS = `/sites/${DEMO_SITE}/lists/${ANCHOR_LIST.id}/items`;
const EXAMPLES = fileURLToPath(new URL('../../../../shared/graph/examples', import.meta.url));
const head = (seq: number) => ({ fields: { Title: 'desk-1', Seq: seq, Hash: 'a'.repeat(64), At: '2026-03-02T09:00:00Z' } });

describe('items of a list', async () => {
  const clock = clockAt('2026-03-02T09:00:00.000Z');
  const { call, get, tenant } = await given({ now: clock.now });
  const created = await call('POST', ITEMS, { body: head(1) });
  const { id, eTag } = created.body;

  it('are created with an id, an ETag and who made them', () => {
    expect(created.status).toBe(201);
    expect(created.body).toMatchObject({ id: '1', fields: { Title: 'desk-1', Seq: 1 }, createdBy: { user: { id: DEMO_PEOPLE.operator.id } }, createdDateTime: '2026-03-02T09:00:00.000Z' });
    expect(eTag).toMatch(/^"[0-9a-f-]{36},1"$/);
  });

  it('are listed with their fields when asked, in pages', async () => {
    for (const seq of [2, 3]) await call('POST', ITEMS, { body: head(seq) });
    expect((await get(ITEMS)).body.value.map((item: object) => 'fields' in item)).toEqual([false, false, false]);
    const first = await get(`${ITEMS}?$expand=fields($select=Title,Seq)&$top=2`);
    expect(first.body.value.map(({ fields }: { readonly fields: object }) => fields)).toEqual([{ Title: 'desk-1', Seq: 1 }, { Title: 'desk-1', Seq: 2 }]);
    const second = await get(first.body['@odata.nextLink'].slice(tenant.origin.length));
    expect(second.body).toMatchObject({ value: [{ id: '3', fields: { Seq: 3 } }] });
    expect(second.body['@odata.nextLink']).toBeUndefined();
    expect((await get(`${ITEMS}/2?$expand=fields`)).body.fields).toEqual({ ...head(2).fields, id: '2' });
  });

  it('change for whoever has seen the last version, and for nobody else', async () => {
    const change = (seq: number, match?: string) => call('PATCH', `${ITEMS}/${id}/fields`, { body: { Seq: seq }, headers: match === undefined ? {} : { 'if-match': match } });
    const changed = await change(10, eTag);
    expect([changed.status, changed.body.Seq, changed.body.Hash]).toEqual([200, 10, 'a'.repeat(64)]);
    expect(await change(11, eTag)).toMatchObject({ status: 412, body: { error: { code: 'resourceModified' } } });
    const now = await get(`${ITEMS}/${id}?$expand=fields`);
    expect([now.body.fields.Seq, now.body.eTag]).toEqual([10, eTag.replace(',1"', ',2"')]);
    expect((await change(12)).body.Seq).toBe(12);
    expect((await change(13, '*')).body.Seq).toBe(13);
  });

  it('go, once the version fits', async () => {
    const remove = (match: string) => call('DELETE', `${ITEMS}/3`, { headers: { 'if-match': match } });
    expect((await remove(eTag)).status).toBe(412);
    expect((await remove((await get(`${ITEMS}/3`)).body.eTag)).status).toBe(204);
    expect(refusal(await get(`${ITEMS}/3`))).toEqual({ status: 404, code: 'itemNotFound' });
    expect((await call('POST', ITEMS, { body: head(4) })).body.id).toBe('4');
  });

  it.each<[string, object]>([['no such column', { fields: { Nonsense: 1 } }], ['no fields', {}], ['a field that is a list', { fields: { Title: ['a'] } }]])('refuse %s', async (_, body) => {
    expect(refusal(await call('POST', ITEMS, { body }))).toEqual({ status: 400, code: 'invalidRequest' });
  });

  it('are in no other site or list, and take the scope', async () => {
    expect((await get(`/sites/elsewhere/lists/${ANCHOR_LIST.id}/items`)).status).toBe(404);
    expect((await get(`/sites/${DEMO_SITE}/lists/elsewhere/items`)).status).toBe(404);
    const { get: read } = await given({ people: 0, scopes: ['Sites.Read.All'] });
    expect(refusal(await read(ITEMS))).toEqual({ status: 403, code: 'accessDenied' });
    expect((await (await given({ people: 0, scopes: ['Sites.ReadWrite.All'] })).get(ITEMS)).status).toBe(200);
  });

  it.skipIf(!existsSync(EXAMPLES))('answer with what the documentation\'s examples have', async () => {
    const example = (name: string) => JSON.parse(readFileSync(`${EXAMPLES}/${name}.json`, 'utf8')).responseBody;
    expect(Object.keys(example('listitem-create')).filter((name) => !(name in created.body))).toEqual([]);
    expect(Object.keys(example('listitem-list').value[0]).filter((name) => !(name in created.body))).toEqual([]);
    expect((await get(`${ITEMS}?expand=fields(select=Title,Seq)`)).body.value[0].fields).toEqual({ Title: 'desk-1', Seq: 13 });
  });
});
