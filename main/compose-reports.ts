/** Reports, and the key that signs evidence packs. Loaded at first use. */
import path from 'node:path';
import { safeStorage } from 'electron';
import { createSecretBox } from './adapters/msal/secret-box';
import { createReporter } from './adapters/reports/reporter';
import { fingerprintOf } from './adapters/signing/fingerprint';
import { createPackSigner } from './adapters/signing/pack-signer';
import type { Log } from './ports/desk';
import type { Reporter } from './ports/reports';

type Parts = { readonly userData: string; readonly version: string; readonly log: Log };

export function composeReports({ userData, version, log }: Parts): { readonly reporter: Reporter; readonly fingerprint: () => Promise<string | null> } {
  const signer = createPackSigner({ file: path.join(userData, 'signing-key.json'), box: createSecretBox(safeStorage, process.platform), warn: (event) => log.warn(event) });
  return { reporter: createReporter({ version, signer, fingerprintOf }), fingerprint: signer.keptFingerprint };
}
