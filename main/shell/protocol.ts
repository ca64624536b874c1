/**
 * Serves the built renderer as `app://desk/…`. Electron security checklist, item 18 (no `file:` protocol).
 * Only files inside the renderer's folder, only GET, only our host; anything else is 404 without a hint.
 */
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Protocol } from 'electron';
import { APP_HOST, APP_SCHEME } from './app-url';
import { contentSecurityPolicy } from './csp';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/** Replaced in the page by the nonce of this one load. */
const NONCE_PLACEHOLDER = '__CSP_NONCE__';

/** Must run before the app is ready: schemes cannot be registered later. */
export function registerAppScheme(protocol: Pick<Protocol, 'registerSchemesAsPrivileged'>): void {
  protocol.registerSchemesAsPrivileged([{ scheme: APP_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } }]);
}

export function serveApp(protocol: Pick<Protocol, 'handle'>, folder: string): void {
  protocol.handle(APP_SCHEME, (request) => answer(request, folder));
}

/** Exported for the traversal test. */
export async function answer(request: Pick<Request, 'url' | 'method'>, folder: string): Promise<Response> {
  const file = request.method === 'GET' ? fileOf(request.url, folder) : null;
  const type = file === null ? undefined : TYPES[path.extname(file)];
  if (file === null || type === undefined) return notFound();
  try {
    const body = await readFile(file);
    const nonce = randomBytes(16).toString('base64');
    const headers = {
      'Content-Type': type,
      'Content-Security-Policy': contentSecurityPolicy(nonce),
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'no-referrer',
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cache-Control': 'no-store',
    };
    return new Response(type.startsWith('text/html') ? body.toString('utf8').replaceAll(NONCE_PLACEHOLDER, nonce) : new Uint8Array(body), { headers });
  } catch {
    return notFound();
  }
}

function notFound(): Response {
  return new Response('Not found', { status: 404, headers: { 'Content-Type': 'text/plain', 'Content-Security-Policy': "default-src 'none'" } });
}

/** The file an URL names, or null when it names none of ours. Decoded once; a second layer of encoding stays literal. */
function fileOf(url: string, folder: string): string | null {
  let pathname: string;
  try {
    const parsed = new URL(url);
    if (parsed.protocol !== `${APP_SCHEME}:` || parsed.host !== APP_HOST) return null;
    pathname = decodeURIComponent(parsed.pathname);
  } catch {
    return null;
  }
  if (pathname.includes('\0') || pathname.includes('\\')) return null;
  const file = path.join(folder, path.normalize(pathname));
  const inside = path.relative(folder, file);
  return inside === '' || inside.startsWith('..') || path.isAbsolute(inside) ? null : file;
}
