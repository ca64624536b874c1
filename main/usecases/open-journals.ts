/**
 * Opens journals and evidence packs of other desks to be read beside this desk's own. Each is verified; a broken one is shown as
 * what it is. Nothing is written to them, and nothing of them into this desk's journal but that they were opened.
 */
import type { OpenJournal } from '../../shared/domain/history/history-state';
import type { JournalEntry } from '../../shared/domain/journal-entry';
import type { AppError } from '../../shared/errors';
import type { Input, Reply } from '../../shared/ipc/contract';
import { err, ok, type Result } from '../../shared/result';
import type { ForeignJournal } from '../ports/journal';
import type { Desk } from './desk';
import { note } from './record';

/** Asks for a folder or a pack; null when the operator thought better of it. */
export type ChooseJournals = (kind: 'folder' | 'pack') => Promise<string | null>;

const BATCH = 1000;
/** Open at once. */
export const JOURNALS_MAXIMUM = 50;

export async function openJournals(desk: Desk, { kind, expectedFingerprint }: Input<'journals.open'>, choose: ChooseJournals): Promise<Reply<'journals.open'>> {
  const place = await choose(kind);
  if (place === null) return err({ kind: 'cancelled' });
  const opened = kind === 'folder' ? await openFolder(desk, place) : await openPack(desk, place, expectedFingerprint);
  if (!opened.ok) return opened;
  const noted = await note(desk, { action: 'journals.open', person: null, ticket: '', reason: '', detail: { what: kind, journals: opened.value.length, names: opened.value.map(({ name }) => name).join(', ').slice(0, 500) } });
  if (!noted.ok) desk.log.warn('journal.open-not-written', { kind: noted.error.reason });
  desk.tell.historyChanged();
  return ok({ journals: [...opened.value] });
}

export async function closeJournal(desk: Desk, name: string): Promise<Reply<'journals.close'>> {
  if (!desk.memory.journals.delete(name)) return err({ kind: 'invalid-input', paths: ['name'] });
  const dropped = await desk.history.dropDesk(name);
  desk.tell.historyChanged();
  return dropped.ok ? ok({}) : dropped;
}

async function openFolder(desk: Desk, folder: string): Promise<Result<readonly OpenJournal[], AppError>> {
  const found = await desk.shelf.open(folder);
  if (!found.ok) return found;
  const opened: OpenJournal[] = [];
  for (const foreign of found.value) {
    const journal = await takeForeign(desk, foreign);
    await foreign.journal.close();
    if (!journal.ok) return journal;
    if (journal.value) opened.push(journal.value);
  }
  return opened.length > 0 ? ok(opened) : err({ kind: 'not-a-journal', reason: 'other-tenant' });
}

/** Its own tenant only: what happened in another one belongs to nobody here. */
async function takeForeign(desk: Desk, { name, journal, anchors }: ForeignJournal): Promise<Result<OpenJournal | null, AppError>> {
  const verdict = await journal.verify(anchors);
  if (!verdict.ok) return ok(unreadable(desk, freeName(desk, name)));
  const first = await journal.after(0, 1);
  const tenantId = first.ok ? first.value[0]?.tenantId : undefined;
  // Of a broken one nobody knows whose it is: another tenant's id in the first entry must not make a journal vanish.
  if (tenantId !== undefined && tenantId !== desk.tenant.id) return ok(verdict.value.state === 'broken' ? remember(desk, { name: freeName(desk, name), kind: 'journal', entries: 0, verdict: verdict.value, pack: null }) : null);
  const free = freeName(desk, name);
  let entries = 0;
  for (let seq = 0; desk.isOpen(); ) {
    const page = await journal.after(seq, BATCH);
    // What comes before a damaged entry is still shown.
    const last = page.ok ? page.value.at(-1) : undefined;
    if (!page.ok || !last) break;
    const taken = await desk.history.takeEntries(free, page.value);
    if (!taken.ok) return taken;
    entries += page.value.length;
    seq = last.seq;
  }
  return ok(remember(desk, { name: free, kind: 'journal', entries, verdict: verdict.value, pack: null }));
}

async function openPack(desk: Desk, file: string, expectedFingerprint: string | null): Promise<Result<readonly OpenJournal[], AppError>> {
  const pack = await (await desk.reporter()).openPack(file, expectedFingerprint);
  if (!pack.ok) return pack;
  const { entries, verdict } = pack.value;
  if (entries.some(({ tenantId }) => tenantId !== desk.tenant.id)) return err({ kind: 'not-a-journal', reason: 'other-tenant' });
  const name = freeName(desk, pack.value.name);
  // What does not hold proves nothing, and its lines must not pass for history: its verdict alone is shown.
  const taken = verdict.holds ? await takeAll(desk, name, entries) : ok(null);
  return taken.ok ? ok([remember(desk, { name, kind: 'pack', entries: entries.length, verdict: null, pack: verdict })]) : taken;
}

async function takeAll(desk: Desk, name: string, entries: readonly JournalEntry[]): Promise<Result<null, AppError>> {
  for (let at = 0; at < entries.length; at += BATCH) {
    const taken = await desk.history.takeEntries(name, entries.slice(at, at + BATCH));
    if (!taken.ok) return taken;
  }
  return ok(null);
}

function unreadable(desk: Desk, name: string): OpenJournal {
  return remember(desk, { name, kind: 'journal', entries: 0, verdict: { state: 'broken', entries: 0, firstBadSeq: 1, latestBadSeq: 1, problem: 'unreadable' }, pack: null });
}

function remember(desk: Desk, journal: OpenJournal): OpenJournal {
  desk.memory.journals.set(journal.name, journal);
  return journal;
}

/** Two folders may hold journals of one name. */
function freeName(desk: Desk, wanted: string): string {
  const base = wanted.trim().slice(0, 150) || 'journal';
  for (let n = 1; ; n += 1) {
    const name = n === 1 ? base : `${base} (${n})`;
    if (!desk.memory.journals.has(name)) return name;
  }
}
