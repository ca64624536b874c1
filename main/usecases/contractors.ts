/** People whom the desk policy makes contractors, when their contracts end, and what the dossier of one of them shows. */
import { contractEndOf, contractorRule } from '../../shared/domain/contract';
import type { Contractor } from '../../shared/domain/contractor';
import type { JournalAction } from '../../shared/domain/journal-entry';
import { DEFAULT_RULES, type DeskRules } from '../../shared/domain/rules';
import type { Reply } from '../../shared/ipc/contract';
import { ok } from '../../shared/result';
import type { ContractorFacts } from '../ports/contractors';
import type { Desk } from './desk';

/** What a dossier tells of the past. */
const HISTORY: readonly JournalAction[] = ['pass.issue', 'pass.revoke', 'grant.make', 'grant.extend', 'grant.end', 'sessions.revoke', 'account.disable', 'access.end'];
const HISTORY_DAYS = 400;
const HISTORY_LINES = 100;

/** Reading goes on under a broken policy, by the built-in rules. */
const rulesOf = (desk: Desk): DeskRules['contractors'] => (desk.policy.state === 'in-force' ? desk.policy.rules : DEFAULT_RULES).contractors;

export async function listContractors(desk: Desk): Promise<Reply<'contractors.list'>> {
  const rules = rulesOf(desk);
  const read = await desk.contractors.list(rules);
  if (!read.ok) return read;
  const contractors = read.value.people.flatMap((facts) => contractorOf(facts, rules) ?? []);
  return ok({ contractors, unread: read.value.unread, isComplete: read.value.isComplete, readAt: desk.clock.now().toISOString() });
}

export async function readContractor(desk: Desk, personId: string): Promise<Reply<'contractors.read'>> {
  const rules = rulesOf(desk);
  const since = new Date(desk.clock.now().getTime() - HISTORY_DAYS * 86_400_000).toISOString();
  const [facts, details, history] = await Promise.all([desk.contractors.read(personId, rules), desk.directory.read(personId), desk.journal.recent({ actions: HISTORY, since, personId })]);
  if (!facts.ok) return facts;
  if (!details.ok) return details;
  if (!history.ok) return history;
  // Somebody who was one when the list was read may be none any more; the dossier shows what is true now.
  const contractor = contractorOf(facts.value, rules) ?? { ...withoutContract(facts.value), because: '', end: contractEndOf(facts.value.userPrincipalName, facts.value.contract, rules) };
  return ok({ contractor, sponsors: facts.value.sponsors, details: details.value, history: history.value.slice(-HISTORY_LINES).reverse() });
}

function contractorOf(facts: ContractorFacts, rules: DeskRules['contractors']): Contractor | null {
  const { because } = contractorRule(facts, rules);
  return because === null ? null : { ...withoutContract(facts), because, end: contractEndOf(facts.userPrincipalName, facts.contract, rules) };
}

function withoutContract({ contract, ...person }: ContractorFacts): Omit<Contractor, 'because' | 'end'> {
  const { id, displayName, userPrincipalName, mail, department, jobTitle, employeeId, accountEnabled, kind, employeeType, manager, lastSignInAt } = person;
  return { id, displayName, userPrincipalName, mail, department, jobTitle, employeeId, accountEnabled, kind, employeeType, manager, lastSignInAt, companyName: contract.companyName };
}
