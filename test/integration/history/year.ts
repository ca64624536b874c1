/**
 * A year of the demo tenant as the app would have come to know it: the desk's acts through a real journal file, Entra's logs through
 * the readers of the Graph adapter. What is true of it is the tenant's own word, never what was found.
 */
import { auditRow, DirectoryAudit } from '../../../main/adapters/graph/audit-row';
import { SignIn, signInRow } from '../../../main/adapters/graph/sign-in-row';
import { openJournal } from '../../../main/adapters/journal/journal';
import { journalFile } from '../../../main/adapters/journal/journal-file';
import type { DemoTenant, Planted } from '../../../main/demo-tenant';
import { seedHistory } from '../../../main/usecases/seed-history';
import type { AuditRow, SignInRow } from '../../../shared/domain/history/audit-row';
import type { Finding } from '../../../shared/domain/history/finding';
import type { FindingContext } from '../../../shared/domain/history/finding-context';
import type { JournalEntry } from '../../../shared/domain/journal-entry';
import { DEFAULT_RULES } from '../../../shared/domain/rules';
import { historyDesk, NOW } from '../demo-tenant/history-desk';
import { journalWorker } from '../../support/bundle';
import { valueOf } from '../../support/history-store';
import { temporaryFolder } from '../../support/temporary';

export type Year = { readonly tenant: DemoTenant; readonly entries: readonly JournalEntry[]; readonly audits: readonly AuditRow[]; readonly signIns: readonly SignInRow[] };

const DAYS = 365;
const ZONE = 'Europe/Berlin';
const DAY_MS = 86_400_000;
const READ_AT_ONCE = 2_000;

/** @param planted - Whether there is anything odd in it. */
export async function aYear(planted: boolean): Promise<Year> {
  const { tenant } = await historyDesk({ days: DAYS, deskRows: 6_000, planted, timeZone: ZONE }, { people: 1_200 });
  const entries = await throughJournal(tenant);
  // What the logs serve has the seed's records besides the last month of the history.
  const records = new Map([...tenant.allAudits(), ...tenant.state.audits].map((record) => [record.id, record]));
  const audits = [...records.values()].flatMap((record) => auditRow(DirectoryAudit.parse(record)) ?? []);
  // The app asks for sign-ins of people with a pass, and of nobody else.
  const withPass = new Set(entries.flatMap(({ action, person }) => (action === 'pass.issue' && person ? [person.id] : [])));
  const signIns = [...tenant.allSignIns()].filter(({ userId }) => withPass.has(userId)).flatMap((record) => signInRow(SignIn.parse(record), record.userId) ?? []);
  return { tenant, entries, audits, signIns };
}

/** Into a journal's file and out of it again: checked line by line, chained, numbered. */
async function throughJournal(tenant: DemoTenant): Promise<readonly JournalEntry[]> {
  const journal = openJournal({ file: journalFile(temporaryFolder(), tenant.tenantId), workerFile: await journalWorker() });
  try {
    const written = await seedHistory({ journal, isOpen: () => true, tenant: { kind: 'demo', id: tenant.tenantId, cloud: 'demo', passesAvailable: true } }, tenant.deskHistory());
    const entries: JournalEntry[] = [];
    while (entries.length < written) entries.push(...(await valueOf(journal.after(entries.length, READ_AT_ONCE))));
    return entries;
  } finally {
    await journal.close();
  }
}

/** As a desk makes it that has read everything, by the built-in rules. */
export function contextOf({ entries }: Year, change: Partial<FindingContext> = {}): FindingContext {
  const { history: rules, limits, operatorGroups } = DEFAULT_RULES;
  const read = { from: new Date(Date.parse(NOW) - (DAYS + 2) * DAY_MS).toISOString(), through: NOW };
  return { now: NOW, timeZone: ZONE, rules, limits, operatorGroups, auditsRead: read, signInsRead: read, knownOperators: [], journalSince: entries[0]?.at ?? null, ...change };
}

/** What a finding says, in words that planting uses too. `acts`: what its lines begin with, an intent or a record of the log. */
export type Sight = { readonly kind: string; readonly personId: string | null; readonly operatorId: string | null; readonly acts: readonly string[] };

export const sightOf = ({ kind, person, operator, lineIds }: Finding): Sight => ({ kind, personId: person?.id ?? null, operatorId: operator?.id ?? null, acts: lineIds.map((id) => id.replace(/^(?:act|audit):/, '')).sort() });

/** Whether it is just this that was planted. */
export function isOf({ kind, personId, operatorId, acts }: Sight, planted: Planted): boolean {
  if (kind !== planted.kind || personId !== planted.personId) return false;
  // One person again and again is about no operator in particular.
  if (operatorId !== (kind === 'repeat-person' ? null : planted.operatorId)) return false;
  // Several records of the log tell of one grant: its line is known by the first of them.
  if (kind === 'outside-tool') return acts.length === 1 && acts.every((act) => planted.actIds.includes(act));
  // The operator's ordinary passes of that week count as well.
  if (kind === 'busy-operator') return planted.actIds.every((act) => acts.includes(act));
  return JSON.stringify(acts) === JSON.stringify([...planted.actIds].sort());
}

/**
 * Passes and grants that were there before anybody opened a desk, made by other tools (see the demo tenant's `seed.ts`, `seed-cohorts.ts`
 * and `pim/seed.ts`). Told by the tenant's state, which remembers making them, while the history leaves nothing in it. Whoever activated
 * their own eligible role is meant to.
 */
export function seedOf({ state }: DemoTenant): readonly string[] {
  const passes = state.passEvents.flatMap(({ kind, personId }) => (kind === 'created' ? [personId] : []));
  const grants = state.grantEvents.flatMap(({ kind, principalId, callerId }) => (kind === 'made' && callerId !== principalId ? [principalId] : []));
  return [...passes, ...grants].sort();
}
