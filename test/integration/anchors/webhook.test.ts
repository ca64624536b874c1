import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { secretIn } from '../../../main/adapters/alerts/secret-file';
import { createAnchors } from '../../../main/adapters/anchors/anchors';
import { webhookAnchor } from '../../../main/adapters/anchors/webhook';
import type { AnchoredHead } from '../../../shared/domain/anchor';
import { ok } from '../../../shared/result';
import { temporaryFolder } from '../../support/temporary';

const NOW = new Date('2026-03-02T09:15:00.500Z');
const SECRET = 'a secret of some length';
const HEAD: AnchoredHead = { seq: 7, hash: 'ab'.repeat(32), at: '2026-03-02T09:15:00.000Z', links: ['ab'.repeat(8)] };
const failed = (reason: string) => ({ ok: false, error: { kind: 'anchor-failed', reason } });
const clock = { now: () => NOW };

const closing: (() => void)[] = [];
afterEach(() => closing.splice(0).forEach((close) => close()));

async function given(status: number, secret = `${SECRET}\n`) {
  const received: { readonly url: string; readonly headers: Record<string, unknown>; readonly body: string }[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (more: string) => (body += more)).on('end', () => {
      received.push({ url: `${request.method} ${request.url}`, headers: request.headers, body });
      response.writeHead(status, { location: '/elsewhere' }).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => server.close());
  const secretFile = join(temporaryFolder(), 'secret');
  writeFileSync(secretFile, secret);
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks/of-this-desk`;
  return { anchor: webhookAnchor(url, secretFile, { fetch, clock, secretIn }), received, secretFile };
}

describe('a webhook as an anchor', () => {
  it('posts the head, signed over time and body', async () => {
    const { anchor, received } = await given(202);
    expect(await anchor.note('desk-1', HEAD)).toEqual(ok(null));
    expect(received.length).toBe(1);
    const { url, headers, body } = received[0]!;
    expect([url, JSON.parse(body)]).toEqual(['POST /hooks/of-this-desk', { type: 'tapdesk.journal-head', journal: 'desk-1', ...HEAD }]);
    const timestamp = String(Math.floor(NOW.getTime() / 1000));
    expect([headers['x-tapdesk-timestamp'], headers['x-tapdesk-signature']]).toEqual([timestamp, `v1=${createHmac('sha256', SECRET).update(`${timestamp}.${body}`).digest('hex')}`]);
  });

  it('cannot be read back, and names neither path nor secret', async () => {
    const { anchor } = await given(200);
    expect([await anchor.noted('desk-1'), anchor.name]).toEqual([ok(null), expect.stringMatching(/^webhook 127\.0\.0\.1:\d+$/)]);
  });

  it.each([[302, 'refused'], [401, 'refused'], [429, 'offline'], [503, 'offline'], [507, 'full']])('answers to %i with %s, and follows nothing', async (status, reason) => {
    const { anchor, received } = await given(status);
    expect([await anchor.note('desk-1', HEAD), received.length]).toEqual([failed(reason), 1]);
  });

  it('sends nothing without a secret worth the name', async () => {
    const { anchor, received } = await given(200, 'short\n');
    const missing = webhookAnchor('https://contoso.example/', '/nowhere/secret', { fetch: () => Promise.reject(new Error('sent')), clock, secretIn });
    expect([await anchor.note('desk-1', HEAD), await missing.note('desk-1', HEAD), received.length]).toEqual([failed('not-configured'), failed('not-configured'), 0]);
  });

  it.skipIf(process.platform === 'win32')('signs with nothing that somebody else may have put there', async () => {
    const { anchor, received, secretFile } = await given(200);
    chmodSync(secretFile, 0o662);
    expect([await anchor.note('desk-1', HEAD), received.length]).toEqual([failed('not-configured'), 0]);
    chmodSync(secretFile, 0o640);
    expect([await anchor.note('desk-1', HEAD), received.length]).toEqual([ok(null), 1]);
  });

  it('is offline where nobody answers', async () => {
    const { anchor } = await given(200);
    closing.splice(0).forEach((close) => close());
    expect(await anchor.note('desk-1', HEAD)).toEqual(failed('offline'));
  });
});

it('makes an anchor of each place, in the order of the policy', () => {
  const list = { name: 'list item', note: async () => ok(null), noted: async () => ok([]) };
  const anchors = createAnchors(
    [{ kind: 'folder', path: '/mnt/share' }, { kind: 'list', siteId: 'site', listId: 'list' }, { kind: 'webhook', url: 'https://contoso.example/x?key=1', secretFile: '/etc/tapdesk/secret' }],
    { fetch, clock, secretIn, list: () => list },
  );
  expect(anchors.map(({ name }) => name)).toEqual(['folder /mnt/share', 'list item', 'webhook contoso.example']);
});
