/**
 * Opens journals and evidence packs of other desks to be read beside this desk's own. Each is verified; a broken one is shown as
 * what it is. Whose word each is, is asked of others than itself: of this desk's own anchor places, and of fingerprints that came
 * by another way. Nothing is written to them, and nothing of them into this desk's journal but that they were opened.
 */
import type { OpenJournal } from '../../shared/domain/history/history-state';
import { packTrust } from '../../shared/domain/history/trust';
import type { JournalEntry } from '../../shared/domain/journal-entry';
import type { AppError } from '../../shared/errors';
import type { Input, Reply } from '../../shared/ipc/contract';
import { err, ok, type Result } from '../../shared/result';
import type { ForeignJournal } from '../ports/journal';
import { anchoredElsewhere, type AnchoredElsewhere } from './anchored-elsewhere';
import type { Desk } from './desk';
import { lookForFindings } from './keep-history';
import { note } from './record';

/** Asks for a folder or a pack; null when the operator thought better of it. */
export type ChooseJournals = (kind: 'folder' | 'pack') => Promise<string | null>;

const BATCH = 1000;

export async function openJournals(desk: Desk, { kind, expectedFingerprint }: Input<'journals.open'>, choose: ChooseJournals): Promise<Reply<'journals.open'>> {
  const place = await choose(kind);
  if (place === null) return err({ kind: 'cancelled' });
  const opened = await inTurn(desk, () => (kind === 'folder' ? openFolder(desk, place) : openPack(desk, place, expectedFingerprint)));
  if (!opened.ok) return opened;
  const detail = { what: kind, journals: opened.value.length, names: listed(opened.value.map(({ name }) => name)), trust: listed(opened.value.map(({ trust }) => trust)) };
  const noted = await note(desk, { action: 'journals.open', person: null, ticket: '', reason: '', detail });
  if (!noted.ok) desk.log.warn('journal.open-not-written', { kind: noted.error.reason });
  lookAgain(desk);
  return ok({ journals: [...opened.value] });
}

export function closeJournal(desk: Desk, name: string): Promise<Reply<'journals.close'>> {
  return inTurn(desk, async () => {
    if (!desk.memory.journals.delete(name)) return err({ kind: 'invalid-input', paths: ['name'] });
    const dropped = await desk.history.dropDesk(name);
    lookAgain(desk);
    return dropped.ok ? ok({}) : dropped;
  });
}

/** A name that is given up is not given again before its lines are gone. */
function inTurn<T>(desk: Desk, task: () => Promise<T>): Promise<T> {
  return desk.inTurn('journals of other desks', task);
}

const listed = (words: readonly string[]): string => words.join(', ').slice(0, 500);

/** What was explained by a journal is not any more, or is now. Nobody waits for it: a journal may be long. */
function lookAgain(desk: Desk): void {
  desk.tell.historyChanged();
  void lookForFindings(desk).then(
    () => { desk.tell.historyChanged(); },
    (cause: unknown) => { desk.log.error('history.look-failed', { cause }); },
  );
}

async function openFolder(desk: Desk, folder: string): Promise<Result<readonly OpenJournal[], AppError>> {
  const found = await desk.shelf.open(folder);
  if (!found.ok) return found;
  const elsewhere = anchoredElsewhere(desk);
  const opened: OpenJournal[] = [];
  try {
    for (const foreign of found.value) {
      const journal = await takeForeign(desk, foreign, elsewhere);
      if (!journal.ok) return journal;
      if (journal.value) opened.push(journal.value);
    }
  } finally {
    // Their copies go with them.
    await Promise.all(found.value.map(({ journal }) => journal.close()));
  }
  return opened.length > 0 ? ok(opened) : err({ kind: 'not-a-journal', reason: 'other-tenant' });
}

/** Its own tenant only: what happened in another one belongs to nobody here. */
async function takeForeign(desk: Desk, { name, names, journal, anchors }: ForeignJournal, elsewhere: AnchoredElsewhere): Promise<Result<OpenJournal | null, AppError>> {
  const free = freeName(desk, name);
  const noted = await elsewhere.headsOf(names);
  const found = await journal.verify([...anchors, ...noted]);
  if (!found.ok) return ok(remember(desk, { ...NOBODYS, name: free, kind: 'journal', entries: 0, verdict: UNREADABLE, pack: null }));
  const verdict = found.value;
  const first = await journal.after(0, 1);
  const tenantId = first.ok ? first.value[0]?.tenantId : undefined;
  // Of a broken one nobody knows whose it is: another tenant's id in the first entry must not make a journal vanish.
  if (tenantId !== undefined && tenantId !== desk.tenant.id) return ok(verdict.state === 'broken' ? remember(desk, { ...NOBODYS, name: free, kind: 'journal', entries: 0, verdict, pack: null }) : null);
  // An intact chain agrees with every head that it was held against. What came after the last of them is not vouched for yet.
  const vouchedThrough = verdict.state === 'intact' ? noted.reduce((last, { seq }) => Math.max(last, seq), 0) : 0;
  let entries = 0;
  for (let seq = 0; desk.isOpen(); ) {
    const page = await journal.after(seq, BATCH);
    // What comes before a damaged entry is still shown.
    const last = page.ok ? page.value.at(-1) : undefined;
    if (!page.ok || !last) break;
    const taken = await take(desk, free, page.value, vouchedThrough);
    if (!taken.ok) return taken;
    entries += page.value.length;
    seq = last.seq;
  }
  return ok(remember(desk, { name: free, kind: 'journal', entries, verdict, pack: null, trust: vouchedThrough > 0 ? 'anchored' : 'nobodys', vouchedThrough }));
}

async function openPack(desk: Desk, file: string, expectedFingerprint: string | null): Promise<Result<readonly OpenJournal[], AppError>> {
  const pack = await (await desk.reporter()).openPack(file, expectedFingerprint);
  if (!pack.ok) return pack;
  const { entries, verdict } = pack.value;
  if (entries.some(({ tenantId }) => tenantId !== desk.tenant.id)) return err({ kind: 'not-a-journal', reason: 'other-tenant' });
  const name = freeName(desk, pack.value.name);
  const trust = packTrust(verdict, desk.policy.state === 'in-force' ? desk.policy.rules.auditors.trustedKeys : []);
  const vouchedThrough = trust === 'signed' ? (entries.at(-1)?.seq ?? 0) : 0;
  // What does not hold proves nothing, and its lines must not pass for history: its verdict alone is shown.
  for (let at = 0; verdict.holds && at < entries.length; at += BATCH) {
    const taken = await take(desk, name, entries.slice(at, at + BATCH), vouchedThrough);
    if (!taken.ok) return taken;
  }
  return ok([remember(desk, { name, kind: 'pack', entries: entries.length, verdict: null, pack: verdict, trust, vouchedThrough })]);
}

/** What could not be taken whole is not left there in part. */
async function take(desk: Desk, name: string, entries: readonly JournalEntry[], vouchedThrough: number): Promise<Result<null, AppError>> {
  for (const isVouched of [true, false]) {
    const some = entries.filter(({ seq }) => seq <= vouchedThrough === isVouched);
    const taken = some.length > 0 ? await desk.history.takeEntries(name, some, isVouched) : ok(null);
    if (taken.ok) continue;
    await desk.history.dropDesk(name);
    return taken;
  }
  return ok(null);
}

const NOBODYS = { trust: 'nobodys', vouchedThrough: 0 } as const;
const UNREADABLE: OpenJournal['verdict'] = { state: 'broken', entries: 0, firstBadSeq: 1, latestBadSeq: 1, problem: 'unreadable' };

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
