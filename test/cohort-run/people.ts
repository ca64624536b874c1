/** Who is in the run: a cohort, chosen by its group or from a CSV that the operator got from somebody, with what is wrong in such lists. */
import { DEMO_PEOPLE, type CohortMember, type DemoCohort } from '../../main/demo-tenant';
import type { Chance } from '../support/chance';
import type { Window } from './window';

export type Member = { readonly personId: string; readonly timeZone: string | null; readonly startDate: string | null; readonly line: number | null };
export type Chosen = {
  readonly how: 'group' | 'list';
  readonly people: readonly Member[];
  /** People of the list who are not taken because of a line that is wrong, each with its reason. */
  readonly refused: ReadonlyMap<string, string>;
  /** What the list should have been told about and was not. */
  readonly missed: readonly string[];
};

const UNKNOWN = 'nobody.at-all@nowhere.example';
const ZONES = ['', '', '', 'Europe/London', 'Asia/Kolkata', 'America/New_York'] as const;
const IDENTIFIERS = ['Object ID', 'User principal name', 'e-mail', 'employee_id'] as const;
type Identifier = (typeof IDENTIFIERS)[number];

export async function chooseByGroup(window: Window, cohort: DemoCohort): Promise<Chosen> {
  const read = await window.call<{ readonly people: readonly { readonly id: string }[]; readonly isComplete: boolean }>('onboarding.list', { choice: { by: 'group', groupId: cohort.group.id } });
  if (!read.ok) throw new Error(`the group could not be read: ${read.error.kind}`);
  const people = read.value.people.map(({ id }) => ({ personId: id.toLowerCase(), timeZone: null, startDate: null, line: null }));
  const listed = new Set(people.map(({ personId }) => personId));
  return { how: 'group', people, refused: new Map(), missed: cohort.members().filter(({ person }) => !listed.has(person.id)).map(({ person }) => `${person.id} is in the group and was not listed`) };
}

function identifierOf(chance: Chance, { person: { mail, userPrincipalName } }: CohortMember): Identifier {
  // Of an external guest the mail is at another place, which is no flaw of the list.
  return mail?.toLowerCase() === userPrincipalName.toLowerCase() ? chance.pick(IDENTIFIERS) : chance.pick(['Object ID', 'User principal name', 'employee_id']);
}

function valueOf(identifier: Identifier, { id, userPrincipalName, mail, employeeId }: CohortMember['person']): string {
  switch (identifier) {
    case 'Object ID':
      return id;
    case 'User principal name':
      return userPrincipalName;
    case 'e-mail':
      return mail ?? '';
    case 'employee_id':
      return employeeId ?? '';
  }
}

/** A person unknown, a person twice, and somebody whose time zone is none. */
export async function chooseByList(window: Window, cohort: DemoCohort, chance: Chance): Promise<Chosen> {
  const members = cohort.members();
  const columns = chance.shuffled([...IDENTIFIERS, 'Time zone', 'First day', 'Cost centre']);
  const day = cohort.hireDate.slice(0, 10);
  const line = (values: Readonly<Record<string, string>>): string => columns.map((column) => values[column] ?? '').join(';');
  const twice = chance.pick(members);
  const { member: outsider } = DEMO_PEOPLE;
  const lines = chance.shuffled([
    ...members.map((member) => {
      const identifier = identifierOf(chance, member);
      return { kind: 'ok', text: line({ [identifier]: valueOf(identifier, member.person), 'Time zone': chance.pick(ZONES), 'First day': chance.next() < 0.3 ? day : '', 'Cost centre': '4711' }) };
    }),
    { kind: 'unknown', text: line({ 'User principal name': UNKNOWN }) },
    { kind: 'duplicate', text: line({ 'Object ID': twice.person.id.toUpperCase() }) },
    { kind: 'bad-time-zone', text: line({ 'Object ID': outsider.id, 'Time zone': 'Middle of Nowhere' }) },
  ]);
  const text = [columns.join(';'), ...lines.map(({ text: each }) => each)].join('\r\n');
  const read = await window.call<{ readonly people: readonly Member[]; readonly problems: readonly { readonly kind: string; readonly line: number }[] }>('runs.read-list', { text });
  if (!read.ok) throw new Error(`the list could not be read: ${read.error.kind}`);
  const { people, problems } = read.value;
  const listed = new Set(people.map(({ personId }) => personId));
  const lineOf = (kind: string): number => lines.findIndex((each) => each.kind === kind) + 2;
  // Of the two lines about one person the later is the one too many.
  const isTold = (kind: string) => problems.some((problem) => problem.kind === kind && (kind === 'duplicate' || problem.line === lineOf(kind)));
  const missed = [
    ...['unknown', 'duplicate', 'bad-time-zone'].filter((kind) => !isTold(kind)).map((kind) => `the list's ${kind} line was not told`),
    ...problems.filter(({ kind }) => !['unknown', 'duplicate', 'bad-time-zone'].includes(kind)).map(({ kind, line: at }) => `line ${at} was called ${kind}, and nothing is wrong with it`),
    ...members.filter(({ person }) => !listed.has(person.id)).map(({ person }) => `${person.id} is on the list and was not found`),
    ...(listed.has(outsider.id) ? ['somebody whose line has no time zone that exists was taken'] : []),
  ];
  return { how: 'list', people: people.map(({ personId, timeZone, startDate, line: at }) => ({ personId, timeZone, startDate, line: at })), refused: new Map([[outsider.id, 'bad-time-zone']]), missed };
}
