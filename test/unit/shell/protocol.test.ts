import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { answer } from '../../../main/shell/protocol';

const root = mkdtempSync(path.join(os.tmpdir(), 'tapdesk-protocol-'));
const folder = path.join(root, 'renderer');
mkdirSync(path.join(folder, 'assets'), { recursive: true });
writeFileSync(path.join(folder, 'index.html'), '<meta property="csp-nonce" content="__CSP_NONCE__">');
writeFileSync(path.join(folder, 'assets/a.js'), 'const nonce = "__CSP_NONCE__";');
writeFileSync(path.join(root, 'secret.html'), 'secret');
writeFileSync(path.join(folder, 'notes.txt'), 'not served');
afterAll(() => rmSync(root, { recursive: true }));

const get = (url: string, method = 'GET') => answer({ url, method }, folder);

describe('the app protocol', () => {
  it('serves the page with a policy whose nonce is the one in the page', async () => {
    const response = await get('app://desk/index.html');
    const nonce = /'nonce-([^']+)'/.exec(response.headers.get('Content-Security-Policy') ?? '')?.[1];
    expect([response.status, await response.text()]).toEqual([200, `<meta property="csp-nonce" content="${nonce}">`]);
  });

  it('uses a nonce once', async () => {
    const [a, b] = [await (await get('app://desk/index.html')).text(), await (await get('app://desk/index.html')).text()];
    expect(a).not.toBe(b);
  });

  it('begins its policy with nothing allowed', async () => {
    expect((await get('app://desk/assets/a.js')).headers.get('Content-Security-Policy')).toMatch(/^default-src 'none'; script-src 'self';/);
  });

  it('leaves scripts as they are', async () => {
    expect(await (await get('app://desk/assets/a.js')).text()).toContain('__CSP_NONCE__');
  });

  it.each([
    ['a parent folder', 'app://desk/../secret.html'],
    ['an encoded parent folder', 'app://desk/%2e%2e/secret.html'],
    ['an encoded slash', 'app://desk/..%2fsecret.html'],
    ['a double encoding', 'app://desk/%252e%252e%252fsecret.html'],
    ['a backslash', 'app://desk/..%5csecret.html'],
    ['a null byte', 'app://desk/index.html%00.js'],
    ['a broken encoding', 'app://desk/%E0%A4%A'],
    ['the folder itself', 'app://desk/'],
    ['a kind of file that is no part of the page', 'app://desk/notes.txt'],
    ['a file that is not there', 'app://desk/none.js'],
    ['another host', 'app://evil/index.html'],
    ['another scheme', 'https://desk/index.html'],
    ['no address', 'nonsense'],
  ])('does not find %s', async (_, url) => {
    const response = await get(url);
    expect([response.status, await response.text()]).toEqual([404, 'Not found']);
  });

  it('answers GET only', async () => {
    expect((await get('app://desk/index.html', 'POST')).status).toBe(404);
  });
});
