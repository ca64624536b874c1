/**
 * Writes an answer to the network: whole, cut or left hanging.
 */
import type { ServerResponse } from 'node:http';
import { payloadOf } from './envelope';
import type { Answer } from './service';

export function send(response: ServerResponse, { response: { status, headers = {}, body }, identity, delivery, onHeld }: Answer): void {
  const held = (): void => onHeld.forEach((call) => call());
  if (delivery === 'cut-at-start') return void response.destroy();
  const payload = payloadOf(body);
  const bytes = payload ? Buffer.from(payload.text, 'utf8') : undefined;
  if (delivery === 'held-at-start' || (delivery === 'held-midway' && !bytes)) {
    held();
    return;
  }
  response.writeHead(status, {
    'Date': identity.at.toUTCString(),
    'Cache-Control': 'no-cache',
    'request-id': identity.requestId,
    'client-request-id': identity.clientRequestId,
    'x-ms-ags-diagnostic': JSON.stringify({ ServerInfo: { DataCenter: 'Demo', Slice: 'E', Ring: '1' } }),
    ...(payload && bytes ? { 'Content-Type': payload.type, 'Content-Length': bytes.length, 'OData-Version': '4.0' } : {}),
    ...headers,
  });
  if (delivery === 'whole') return void response.end(bytes);
  if (!bytes) return void response.destroy();
  // The callback comes once the half is with the operating system: what follows finds it sent.
  response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => (delivery === 'cut-midway' ? void response.destroy() : held()));
}
