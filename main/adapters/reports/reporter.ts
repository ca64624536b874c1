/** Writes what the History view shows in each of its formats. See docs/exports.md for what each holds. */
import { exportFailure } from './export-failure';
import { err, ok } from '../../../shared/result';
import type { Report, ReportHead, Reporter, ReportSource } from '../../ports/reports';
import { openPack } from './open-pack';
import type { Signs } from './pack';
import { ReadFailed, Stopped, watchedSource } from './watched-source';

export type ReporterParts = {
  /** Tapdesk's own. */
  readonly version: string;
  readonly signer: Signs;
  /** Of a public key (SPKI, DER), as the signer words it. */
  readonly fingerprintOf: (spki: Uint8Array) => string;
};

export function createReporter(parts: ReporterParts): Reporter {
  return {
    write: async (head, source, file, onProgress, isStopped) => {
      try {
        const report = await write(parts, head, watchedSource(source, onProgress, isStopped), file);
        return ok(report);
      } catch (cause) {
        if (cause instanceof ReadFailed) return err(cause.failure);
        // The source may stop by itself, too, and says it by the same name.
        if (cause instanceof Stopped || (cause instanceof Error && cause.name === 'Stopped')) return err({ kind: 'cancelled' });
        // Of the file system; anything else is the source's failure or a bug, and its caller's to know.
        if (cause instanceof Error && 'syscall' in cause) return err(exportFailure(cause));
        throw cause;
      }
    },
    openPack: (file, expectedFingerprint) => openPack(file, expectedFingerprint, parts.fingerprintOf),
  };
}

/** Each format is loaded when it is asked for: fonts and ZIP are nothing that a desk needs at its start. */
async function write({ version, signer }: ReporterParts, head: ReportHead, source: ReportSource, file: string): Promise<Report> {
  const unsigned = <T extends object>(written: T) => ({ ...written, signedBy: null });
  switch (head.format) {
    case 'csv':
      return unsigned(await (await import('./csv')).writeCsv(source, file));
    case 'xlsx':
      return unsigned(await (await import('./xlsx')).writeXlsx(head, source, file));
    case 'pdf':
      return unsigned(await (await import('./pdf')).writePdf(head, source, file));
    case 'jsonl':
      return unsigned(await (await import('./json-lines')).writeJsonLines(head, source, file));
    case 'ocsf':
      return unsigned(await (await import('./ocsf')).writeOcsf(source, file, head.tenant.id, version));
    case 'cef':
      return unsigned(await (await import('./cef')).writeCef(source, file, head.tenant.id, version));
    case 'pack':
      return (await import('./pack')).writePack(head, source, file, signer);
  }
}
