/** Ways to take the history along. */
import { z } from 'zod';

export const EXPORT_FORMATS = ['csv', 'xlsx', 'pdf', 'jsonl', 'ocsf', 'cef', 'pack'] as const;
/** `ocsf` and `cef`: for a SIEM, one record an event. `pack`: evidence that a verifier checks. */
export const ExportFormat = z.enum(EXPORT_FORMATS);
export type ExportFormat = z.output<typeof ExportFormat>;

/** Most rows that a PDF lists; it says where the rest is. */
export const PDF_ROWS = 5_000;
/** Rows of a sheet, the head among them. Source: Excel specifications and limits. */
export const SHEET_ROWS = 1_048_576;

export const EXTENSIONS: Readonly<Record<ExportFormat, string>> = { csv: 'csv', xlsx: 'xlsx', pdf: 'pdf', jsonl: 'jsonl', ocsf: 'ocsf.jsonl', cef: 'cef.log', pack: 'tapdesk-pack.zip' };
