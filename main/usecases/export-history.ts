/**
 * Writes what the filter shows to a file the operator chose. The export is itself a line in the journal, before the file; it is
 * made of the lines that were there when it began.
 */
import { type ExportFormat, EXTENSIONS } from '../../shared/domain/history/export';
import type { HistoryLife } from '../../shared/domain/history/history-line';
import type { AppError } from '../../shared/errors';
import type { Input, Reply } from '../../shared/ipc/contract';
import { err, ok, type Result } from '../../shared/result';
import type { Place } from '../ports/history';
import type { ReportHead, ReportSource } from '../ports/reports';
import type { Desk } from './desk';
import { followJournal } from './keep-history';
import { conclude, failureDetail, intend, type Act } from './record';
import { type Page, walkAhead } from './walk-ahead';

/** @returns the chosen path, or null when the operator thought better of it. */
export type ChooseExport = (suggestedName: string, format: ExportFormat) => Promise<string | null>;

const LINES = 1000;
const LIVES = 200;
/** Between two words about progress, lines. */
const TELL_EVERY = 500;

/** Carries a failure of what is read out of the writing. */
class SourceFailed extends Error {
  override readonly name = 'SourceFailed';
  readonly failure: AppError;
  constructor(failure: AppError) {
    super('the history could not be read');
    this.failure = failure;
  }
}

/** Desks at which a file is being chosen or written: a second click comes long before the first has begun to write. */
const busy = new WeakSet<Desk['memory']>();

export async function exportHistory(desk: Desk, input: Input<'history.export'>, choose: ChooseExport): Promise<Reply<'history.export'>> {
  if (busy.has(desk.memory)) return err({ kind: 'export-failed', reason: 'busy' });
  busy.add(desk.memory);
  try {
    return await exportOnce(desk, input, choose);
  } finally {
    busy.delete(desk.memory);
  }
}

async function exportOnce(desk: Desk, { filter, filterText, format, timeZone }: Input<'history.export'>, choose: ChooseExport): Promise<Reply<'history.export'>> {
  const day = desk.clock.now().toISOString().slice(0, 10);
  const file = await choose(`tapdesk-history-${day}.${EXTENSIONS[format]}`, format);
  if (file === null) return err({ kind: 'cancelled' });
  if (!(await followJournal(desk))) desk.log.warn('history.behind', {});

  const first = await desk.history.page(filter, 0, 1, null);
  if (!first.ok) return first;
  const { asOf } = first.value;
  const [count, head] = await Promise.all([desk.history.count(filter, asOf), desk.journal.head(Number.MAX_SAFE_INTEGER)]);
  if (!count.ok) return count;
  if (!head.ok) return head;

  const act: Act = { action: 'journal.export', person: null, ticket: '', reason: '', detail: { format, filter: filterText, timeZone, lines: count.value, headSeq: head.value.seq, head: head.value.hash } };
  const intent = await intend(desk, act);
  if (!intent.ok) return intent;
  const exporting = { lines: 0, of: count.value, isStopped: false };
  desk.memory.exporting = exporting;
  try {
    const reportHead: ReportHead = {
      format,
      filter,
      filterText,
      timeZone,
      madeAt: desk.clock.now().toISOString(),
      tenant: { id: desk.tenant.id, kind: desk.tenant.kind },
      operator: desk.operator,
      head: { seq: head.value.seq, hash: head.value.hash },
      anchoredSeq: desk.memory.chain?.state === 'intact' ? desk.memory.chain.anchoredSeq : null,
      gaps: gapsOf(desk),
    };
    const written = await write(desk, reportHead, sourceOf(desk, { filter, timeZone, asOf, count: count.value, headSeq: head.value.seq }), file, exporting);
    if (!written.ok) {
      await conclude(desk, act, intent.value.id, { result: 'failed', detail: failureDetail(written.error) });
      return written;
    }
    const { rows, digest, signedBy } = written.value;
    await conclude(desk, act, intent.value.id, { result: 'succeeded', detail: { rows, sha256: digest, ...(signedBy !== null && { signedBy }) } });
    return ok({ file, rows, sha256: digest, signedBy });
  } catch (cause) {
    // A fault of ours: the line must not stay open all the same.
    await conclude(desk, act, intent.value.id, { result: 'failed', detail: { failure: 'internal' } });
    throw cause;
  } finally {
    desk.memory.exporting = null;
  }
}

/** Nothing of the file stays. */
export function cancelExport(desk: Desk): void {
  if (desk.memory.exporting) desk.memory.exporting.isStopped = true;
}

type Exporting = NonNullable<Desk['memory']['exporting']>;

async function write(desk: Desk, head: ReportHead, source: ReportSource, file: string, exporting: Exporting) {
  let told = 0;
  const onProgress = (lines: number) => {
    exporting.lines = lines;
    if (lines - told < TELL_EVERY && lines < exporting.of) return;
    told = lines;
    desk.tell.exporting({ lines, of: exporting.of });
  };
  try {
    const reporter = await desk.reporter();
    return await reporter.write(head, source, file, onProgress, () => exporting.isStopped || !desk.isOpen());
  } catch (cause) {
    if (cause instanceof SourceFailed) return err(cause.failure);
    throw cause;
  }
}

type Choice = Pick<Input<'history.export'>, 'filter' | 'timeZone'> & { readonly asOf: Place; readonly count: number; readonly headSeq: number };

function sourceOf(desk: Desk, { filter, timeZone, asOf, count, headSeq }: Choice): ReportSource {
  /** Numbers of the first and last entry of this desk's journal that lines read so far rest on. */
  let [firstSeq, lastSeq] = [Number.MAX_SAFE_INTEGER, 0];
  const noteSeqs = (lives: readonly HistoryLife[]) => {
    for (const { events } of lives) {
      for (const event of events) {
        if (event.source !== 'journal' || event.desk !== '' || event.entry.seq > headSeq) continue;
        firstSeq = Math.min(firstSeq, event.entry.seq);
        lastSeq = Math.max(lastSeq, event.entry.seq);
      }
    }
  };
  const walk = <T>(read: (after: Place | null) => Promise<Result<Page<T>, AppError>>): AsyncIterable<readonly T[]> => walkAhead(read, (error) => new SourceFailed(error));
  return {
    count,
    lines: () =>
      walk(async (after) => {
        const page = await desk.history.walk(filter, after, asOf, LINES);
        return page.ok ? ok({ items: page.value.lines, next: page.value.next }) : page;
      }),
    lives: () =>
      walk(async (after) => {
        const page = await desk.history.walkLives(filter, after, asOf, LIVES);
        if (!page.ok) return page;
        const { lives, next } = page.value;
        noteSeqs(lives);
        return ok({ items: async () => ok(lives), next });
      }),
    segment: async function* () {
      for (let seq = firstSeq - 1; seq < lastSeq; ) {
        const entries = await desk.journal.after(seq, Math.min(LINES, lastSeq - seq));
        if (!entries.ok) throw new SourceFailed(entries.error);
        const last = entries.value.at(-1);
        if (!last) return;
        yield entries.value;
        seq = last.seq;
      }
    },
    charts: () => desk.history.charts(filter, timeZone),
  };
}

function gapsOf({ memory, tenant }: Desk): readonly string[] {
  const { audits, signIns } = memory.feeds;
  const chain = memory.chain;
  return [
    ...(audits.state === 'read' ? [] : ['Entra’s directory audits were not read: what was done by other tools is missing.']),
    ...(signIns.state === 'read' ? [] : ['Sign-ins were not read: whether a pass was used is often not known.']),
    ...(chain === null ? ['The journal’s chain was not verified yet.'] : []),
    ...(chain?.state === 'broken' ? [`The journal’s chain is broken at entry ${chain.firstBadSeq}.`] : []),
    ...(tenant.kind === 'demo' ? ['Made in the demo tenant.'] : []),
  ];
}
