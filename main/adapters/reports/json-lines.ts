/**
 * JSON Lines: a header, one life a line with all its facts, and a footer with the count and the SHA-256 of the lines between the
 * two, line ends included. `record` says which is which. A file without a footer was cut.
 */
import { createHash } from 'node:crypto';
import type { ReportHead, ReportSource } from '../../ports/reports';
import { writeText, type Written } from './text-file';

/** Of header, footer and lives; raised when one of them changes. */
export const JSON_LINES_FORMAT = 'tapdesk-history 1';

/** One line of JSON. A lone surrogate comes out as an escape (well-formed JSON.stringify), so any UTF-8 reader can read it. */
export const jsonLine = (value: object): string => `${JSON.stringify(value)}\n`;

export function writeJsonLines(head: ReportHead, source: ReportSource, file: string): Promise<Written> {
  return writeText(file, async (write) => {
    await write(jsonLine({ record: 'header', format: JSON_LINES_FORMAT, timesIn: 'UTC', ...headFacts(head) }));
    const sha256 = createHash('sha256');
    let rows = 0;
    for await (const lives of source.lives()) {
      let text = '';
      for (const life of lives) text += jsonLine({ record: 'life', ...life });
      sha256.update(text, 'utf8');
      await write(text);
      rows += lives.length;
    }
    await write(jsonLine({ record: 'footer', count: rows, sha256: sha256.digest('hex') }));
    return rows;
  });
}

/** What every form that can carry it says of itself. */
export function headFacts({ filter, filterText, timeZone, madeAt, tenant, operator, head, anchoredSeq, gaps }: ReportHead) {
  return { madeAt, madeBy: operator, tenant, filter, filterText, timeZone, head, anchoredSeq, gaps };
}
