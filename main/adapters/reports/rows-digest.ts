/**
 * SHA-256 over the lines of a report as JSON Lines, each with its line end: the same for the same lines, whatever the file looks
 * like. To check it, export the same filter again: nothing in an XLSX or a PDF can be hashed as it stands.
 */
import { createHash } from 'node:crypto';
import type { HistoryLine } from '../../../shared/domain/history/history-line';
import { jsonLine } from './json-lines';

export type RowsDigest = { readonly add: (lines: readonly HistoryLine[]) => void; readonly hex: () => string; readonly count: () => number };

export function rowsDigest(): RowsDigest {
  const sha256 = createHash('sha256');
  let count = 0;
  return {
    add: (lines) => {
      count += lines.length;
      for (const line of lines) sha256.update(jsonLine(line), 'utf8');
    },
    hex: () => sha256.copy().digest('hex'),
    count: () => count,
  };
}
