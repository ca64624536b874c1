/** What a report is made of, for tests: lives that rest on a real journal, hostile names among them. */
import { openBook } from '../../../main/adapters/journal/book';
import { journalFile } from '../../../main/adapters/journal/journal-file';
import type { ReportHead, ReportSource } from '../../../main/ports/reports';
import { EVERYTHING } from '../../../shared/domain/history/history-filter';
import type { ExportFormat } from '../../../shared/domain/history/export';
import { LINE_KINDS, type HistoryEvent, type HistoryLife, type HistoryLine } from '../../../shared/domain/history/history-line';
import type { Charts } from '../../../shared/domain/history/charts';
import type { JournalEntry } from '../../../shared/domain/journal-entry';
import { ok } from '../../../shared/result';
import { ada, agent, record } from '../../support/journal-records';
import { temporaryFolder } from '../../support/temporary';

/** Each would do harm in some format if it were taken for more than text. */
export const HOSTILE: readonly string[] = [
  '=1+1', '+1', '-1', '@SUM(A1)', '\t=1+1', ' =cmd|\'/c calc\'!A1', '=HYPERLINK("http://evil.example","x")', 'x;=1+1', 'a"b""c', "'quoted'",
  'line\nbreak', 'line\r\nbreak', 'NUL\u0000inside', 'half \ud800 pair', '\u202Eright-to-left\u202C', '\uFEFFmark', '</t></is></c><c><v>1</v></c>', '_x0041_',
  'a|b\\c=d e=f', '{"json":1}', '\u2028separator', 'x'.repeat(10_000), 'محمد حسن', '王小明', 'Łucja Żółkiewska', '🧑‍💻', '&amp;<b>', 'CEF:0|a|b', '\u001B[2J',
];

export const LINE: HistoryLine = {
  id: 'act:1', kind: 'pass', at: '2026-03-02T09:15:00.000Z', lastAt: '2026-03-02T10:15:00.250Z', what: '', person: ada, operator: agent, tier: 'standard', scenario: 'Lost phone',
  ticket: 'INC-1', reason: 'Lost phone', result: 'succeeded', state: 'used', endsAt: '2026-03-02T11:15:00.000+01:00', use: 'yes', firstUsedAt: null, registeredAt: null,
  sources: ['journal'], certainty: 'certain', findings: ['out-of-hours'], desk: '', runId: '',
};

export const lineOf = (index: number, change: Partial<HistoryLine> = {}): HistoryLine => ({ ...LINE, id: `act:${index}`, ticket: `INC-${index}`, ...change });

/** One life a name, each an intent and its outcome in a real journal, an audit, a sign-in and a read besides. */
export async function livesOf(names: readonly string[], { extra = 2 }: { readonly extra?: number } = {}) {
  const book = openBook(journalFile(temporaryFolder(), 'demo'));
  const entries: JournalEntry[] = [];
  const append = async (change: Parameters<typeof record>[0]): Promise<JournalEntry> => {
    const appended = await book.append(record(change));
    if (!appended.ok) throw new Error(`journal: ${appended.error.reason}`);
    entries.push(appended.value);
    return appended.value;
  };
  for (let left = extra; left > 0; left -= 1) await append({ phase: 'event', action: 'session.sign-in', person: null });
  const lives: HistoryLife[] = [];
  for (const [index, displayName] of names.entries()) {
    const person = { ...ada, displayName };
    const intent = await append({ person, reason: displayName.slice(0, 500), ticket: `INC-${index}` });
    const outcome = await append({ person, phase: 'outcome', intentId: intent.id, result: 'succeeded', detail: { requestId: 'r-1', passId: 'p', name: displayName } });
    const joined = { joinedBy: 'itself', certainty: 'certain' } as const;
    const events: HistoryEvent[] = [
      ...[intent, outcome].map((entry) => ({ source: 'journal' as const, key: `journal::${entry.id}`, at: entry.at, ...joined, entry, desk: '' })),
      { source: 'audit', key: `audit:${index}`, at: LINE.at, ...joined, also: [], audit: { id: `a${index}`, at: LINE.at, activity: 'Admin registered security info', service: 'Authentication Methods', category: 'UserManagement', result: 'success', resultReason: displayName, correlationId: 'c-1', by: { ...agent, isApp: false }, targets: [{ ...person, type: 'User' }], details: {}, changed: [] } },
      { source: 'sign-in', key: `signin:${index}`, at: LINE.at, ...joined, signIn: { id: 's', at: LINE.at, personId: ada.id, displayName, userPrincipalName: ada.userPrincipalName, app: 'Office', ipAddress: index % 2 ? '2001:db8::1' : '203.0.113.7', country: 'DE', city: 'Bonn', errorCode: 0, correlationId: 'c' } },
      { source: 'seen', key: `seen:${index}`, at: LINE.at, ...joined, seen: { personId: ada.id, passId: 'p', at: LINE.at, reason: 'OneTimeUsed' } },
    ];
    lives.push({ line: lineOf(index, { person, reason: displayName.slice(0, 500), scenario: displayName.slice(0, 40), at: intent.at }), events });
  }
  await book.close();
  return { lives, entries };
}

export const CHARTS: Charts = {
  total: 30,
  perDay: [{ day: '2026-03-01', counts: LINE_KINDS.map((_, index) => index) }, { day: '2026-03-02', counts: LINE_KINDS.map(() => 3) }],
  byOperator: [{ id: agent.id, name: 'Olga Operator', count: 20 }, { id: '', name: '', count: 10 }],
  byScenario: [{ name: '=1+1', count: 30 }],
  timeToFirstUse: [{ atMostMinutes: 5, count: 2 }, { atMostMinutes: null, count: 1 }],
  unfinished: { count: 1, newest: [{ id: 'act:1', at: LINE.at, displayName: '\u202Emarked' }] },
};

/** In pages of `page`, as the history gives them. */
async function* pages<T>(items: readonly T[], page: number): AsyncIterable<readonly T[]> {
  for (let from = 0; from < items.length; from += page) yield items.slice(from, from + page);
}

export function sourceOf({ lines = [], lives = [], entries = [] }: { readonly lines?: readonly HistoryLine[]; readonly lives?: readonly HistoryLife[]; readonly entries?: readonly JournalEntry[] }, page = 7): ReportSource {
  const shown = lines.length > 0 ? lines : lives.map(({ line }) => line);
  return { lines: () => pages(shown, page), lives: () => pages(lives, page), segment: () => pages(entries, page), charts: async () => ok(CHARTS), count: shown.length };
}

export function headOf(format: ExportFormat, change: Partial<ReportHead> = {}): ReportHead {
  return {
    format, filter: EVERYTHING, filterText: 'Passes of March 2026, “=1+1”', timeZone: 'Europe/Berlin', madeAt: '2026-04-01T08:00:00.000Z', tenant: { id: 'contoso', kind: 'entra' }, operator: agent,
    head: { seq: 1000, hash: 'f'.repeat(64) }, anchoredSeq: null, gaps: ['Sign-ins were not read.'], ...change,
  };
}
