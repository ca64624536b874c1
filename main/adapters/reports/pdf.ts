/**
 * The report to be read: a cover, the charts with their numbers, and the newest lines. Tagged, so that a screen reader finds
 * headings and table heads. Times in the desk's zone, which is named. At most {@link PDF_ROWS} lines are held.
 */
import { createHash } from 'node:crypto';
import { PDF_ROWS } from '../../../shared/domain/history/export';
import type { HistoryLine } from '../../../shared/domain/history/history-line';
import { FINDING_WORDS, KIND_WORDS, RESULT_WORDS, STATE_WORDS, USE_WORDS, whatWords } from '../../../shared/domain/history/words';
import type { ReportHead, ReportSource } from '../../ports/reports';
import { aboutRows } from './about';
import { writeWhole } from './atomic-file';
import { drawCharts } from './pdf-charts';
import { newPaper, PAPER_WIDTH, type Paper } from './pdf-paper';
import { rowsDigest } from './rows-digest';
import type { Written } from './text-file';
import { ReadFailed } from './watched-source';

/** @param listed - Lines that are listed at most; fewer in tests. */
export async function writePdf(head: ReportHead, source: ReportSource, file: string, listed: number = PDF_ROWS): Promise<Written> {
  return writeWhole(file, async (handle) => {
    const digest = rowsDigest();
    const lines: HistoryLine[] = [];
    for await (const page of source.lines()) {
      digest.add(page);
      if (lines.length < listed) lines.push(...page.slice(0, listed - lines.length));
    }
    const charts = await source.charts();
    if (!charts.ok) throw new ReadFailed(charts.error);

    const paper = newPaper('Tapdesk history report', new Date(head.madeAt));
    const sha256 = createHash('sha256');
    const drain = async (): Promise<string> => {
      for await (const chunk of paper.document as unknown as AsyncIterable<Buffer>) {
        sha256.update(chunk);
        await handle.writeFile(chunk);
      }
      return sha256.digest('hex');
    };
    const drained = drain();
    paper.heading(1, 'Tapdesk history report');
    paper.table([{ heading: 'What', width: 150 }, { heading: 'Value', width: PAPER_WIDTH - 150 }], aboutRows(head, digest.count(), digest.hex()), true);
    paper.paragraph(whereTheRestIs(lines.length, digest.count()));
    drawCharts(paper, charts.value);
    paper.heading(2, 'Lines');
    paper.paragraph(`Newest first. Times in ${head.timeZone}.`);
    drawLines(paper, lines, head.timeZone);
    paper.end();
    return { rows: digest.count(), digest: await drained };
  });
}

function whereTheRestIs(listed: number, all: number): string {
  if (listed === all) return `All ${all} lines are listed at the end.`;
  return `The newest ${listed} of ${all} lines are listed at the end. For the other ${all - listed}, export the same filter as CSV, XLSX or JSON Lines: their number and digest tell that they are the same.`;
}

const COLUMNS = [
  { heading: 'Time', width: 84 },
  { heading: 'Kind', width: 62 },
  { heading: 'Person', width: 140 },
  { heading: 'Operator', width: 130 },
  { heading: 'Ticket and reason', width: 150 },
  { heading: 'Result', width: 72 },
  { heading: 'Used', width: 56 },
  { heading: 'Findings', width: PAPER_WIDTH - 694 },
] as const;

function drawLines(paper: Paper, lines: readonly HistoryLine[], timeZone: string): void {
  const time = new Intl.DateTimeFormat('en-GB', { timeZone, year: 'numeric', month: 'short', day: '2-digit', hour: '2-digit', minute: '2-digit' });
  function* rows() {
    for (const line of lines) {
      yield [
        time.format(new Date(line.at)),
        line.what === '' ? KIND_WORDS[line.kind] : `${KIND_WORDS[line.kind]}: ${whatWords(line.what)}`,
        nameOf(line.person),
        nameOf(line.operator),
        [line.ticket, line.reason].filter(Boolean).join(': '),
        line.state === null ? RESULT_WORDS[line.result] : STATE_WORDS[line.state],
        line.use === null ? '' : USE_WORDS[line.use],
        line.findings.map((finding) => FINDING_WORDS[finding]).join(', '),
      ];
    }
  }
  paper.table(COLUMNS, rows());
}

const nameOf = (who: HistoryLine['person']): string => (who ? `${who.displayName} (${who.userPrincipalName})` : '');
