/**
 * A `fetch` that trusts the test authority. Node takes extra authorities at its start only, and the app itself uses
 * Electron's, which asks the system; this one stands in for that in plain Node.
 */
import { request } from 'node:https';

export function createTlsFetch(ca: { readonly certificate: string }): (url: string, init: RequestInit) => Promise<Response> {
  return (url, init) =>
    new Promise((resolve, reject) => {
      const asked = request(
        url,
        {
          method: init.method ?? 'GET',
          headers: Object.fromEntries(new Headers(init.headers)),
          ca: ca.certificate,
          family: 4,
          ...(init.signal && { signal: init.signal }),
        },
        (answer) => {
          const chunks: Buffer[] = [];
          answer.on('data', (chunk: Buffer) => chunks.push(chunk));
          answer.on('error', reject);
          answer.on('end', () => {
            const status = answer.statusCode ?? 0;
            const isRedirect = status >= 300 && status < 400;
            if (isRedirect && init.redirect === 'error') {
              reject(new TypeError('redirected'));
              return;
            }
            const headers = Object.entries(answer.headers).map(([name, value]): [string, string] => [name, String(value)]);
            const body = Buffer.concat(chunks);
            resolve(new Response(body.length > 0 ? body : null, { status, headers }));
          });
        },
      );
      asked.on('error', (cause) => reject(new TypeError('fetch failed', { cause })));
      asked.end(init.body);
    });
}
