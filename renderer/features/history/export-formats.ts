import { type ExportFormat, PDF_ROWS } from '../../../shared/domain/history/export';
import { numberText } from '../../ui/number-text';

/** What each way is called, and what it is for. A record, so that none is left out; in the order of the dialog. */
export const FORMATS: Readonly<Record<ExportFormat, { readonly name: string; readonly isFor: string }>> = {
  csv: { name: 'CSV', isFor: 'For spreadsheets and scripts. Safe to open: no cell can become a formula.' },
  xlsx: { name: 'Excel', isFor: 'A workbook with typed columns, a filter row and a fixed header.' },
  pdf: { name: 'PDF report', isFor: `To read and to file: charts, counts, and the first ${numberText(PDF_ROWS)} rows.` },
  jsonl: { name: 'JSON Lines', isFor: 'For programs: one life a line, with every fact.' },
  ocsf: { name: 'OCSF', isFor: 'For a SIEM: one event a line in the Open Cybersecurity Schema.' },
  cef: { name: 'CEF', isFor: 'For a SIEM that reads the Common Event Format.' },
  pack: { name: 'Evidence pack', isFor: 'For an auditor: rows, the journal’s chain and digests, which a verifier checks.' },
};

/** Who will have signed a pack, and what that is worth. */
export const signatureText = (fingerprint: string | null): string =>
  fingerprint === null
    ? 'The first pack makes the key of this install, where the system offers encryption to keep one. Without it the pack is not signed, and says so: its digests show a change, and not who made it.'
    : `It is signed with the key of this install. Give the auditor the fingerprint by another way: ${fingerprint}`;
