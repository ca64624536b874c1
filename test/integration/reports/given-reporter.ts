/** The reporter with a signer that can be left out, and what is needed to try it. */
import { generateKeyPairSync, sign } from 'node:crypto';
import { join } from 'node:path';
import type { Signs } from '../../../main/adapters/reports/pack';
import { createReporter } from '../../../main/adapters/reports/reporter';
import { fingerprintOf } from '../../../main/adapters/signing/fingerprint';
import type { ReportHead, ReportSource } from '../../../main/ports/reports';
import { temporaryFolder } from '../../support/temporary';

export const unsigned: Signs = { publicKey: async () => null, sign: async () => null };

export function newSigner(): Signs & { readonly printed: string } {
  const pair = generateKeyPairSync('ed25519');
  const spki = pair.publicKey.export({ type: 'spki', format: 'der' });
  const key = { publicKey: spki.toString('base64'), fingerprint: fingerprintOf(spki) };
  return { printed: key.fingerprint, publicKey: async () => key, sign: async (bytes) => ({ ...key, signature: sign(null, bytes, pair.privateKey).toString('base64') }) };
}

export function givenReporter(signer: Signs = unsigned) {
  const folder = temporaryFolder();
  const reporter = createReporter({ version: '9.9.9', signer, fingerprintOf });
  const write = (head: ReportHead, source: ReportSource, name = 'report') => reporter.write(head, source, join(folder, name), () => undefined, () => false);
  return { folder, reporter, write, file: (name = 'report') => join(folder, name) };
}
