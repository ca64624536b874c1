/** A certificate authority for one test run, and one certificate of its for `localhost`. Made by openssl, good for two days. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

export type TestCa = {
  /** PEM file of the authority, to be trusted. */
  readonly file: string;
  readonly certificate: string;
  /** For servers on `localhost` and 127.0.0.1. */
  readonly server: { readonly key: string; readonly cert: string };
  readonly remove: () => void;
};

const KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];

export function makeCa(): TestCa {
  const folder = mkdtempSync(path.join(tmpdir(), 'ca-'));
  const openssl = (...args: readonly string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'pipe', timeout: 30_000 });
  const read = (name: string) => readFileSync(path.join(folder, name), 'utf8');

  openssl('req', '-x509', ...KEY, '-days', '2', '-subj', '/CN=Tapdesk test CA', '-keyout', 'ca.key', '-out', 'ca.crt', '-addext', 'basicConstraints=critical,CA:TRUE');
  openssl('req', ...KEY, '-subj', '/CN=localhost', '-keyout', 'server.key', '-out', 'server.csr');
  writeFileSync(path.join(folder, 'server.ext'), 'subjectAltName=DNS:localhost,IP:127.0.0.1\nbasicConstraints=CA:FALSE\nextendedKeyUsage=serverAuth\n');
  openssl('x509', '-req', '-in', 'server.csr', '-CA', 'ca.crt', '-CAkey', 'ca.key', '-CAcreateserial', '-days', '2', '-extfile', 'server.ext', '-out', 'server.crt');
  return {
    file: path.join(folder, 'ca.crt'),
    certificate: read('ca.crt'),
    server: { key: read('server.key'), cert: read('server.crt') },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
