/**
 * Reads a CSV of people. Columns are known by their heading, in any order; one of them must say who is meant. Everything
 * that is wrong is told with its line and column; nothing is guessed. Nothing is kept of the text.
 */
import { displayText } from '../../shared/domain/display-text';
import { isTimeZone } from '../../shared/domain/limits';
import { type ListProblem, type ListProblemKind, type RunList } from '../../shared/domain/run-list';
import { RUN_MAXIMUM } from '../../shared/domain/run-rules';
import type { AppError } from '../../shared/errors';
import { ok, type Result } from '../../shared/result';
import type { ListLine } from '../ports/lists';
import type { Found, PersonKey } from '../ports/onboarding';
import type { Desk } from './desk';

/** What a heading may be, without regard to case, spaces, hyphens and underscores. */
const HEADINGS: Readonly<Record<string, Meaning>> = {
  id: 'id', objectid: 'id', userid: 'id',
  userprincipalname: 'userPrincipalName', upn: 'userPrincipalName', username: 'userPrincipalName',
  mail: 'mail', email: 'mail', emailaddress: 'mail',
  employeeid: 'employeeId', employeenumber: 'employeeId', personnelnumber: 'employeeId',
  timezone: 'timeZone', zone: 'timeZone',
  startdate: 'startDate', hiredate: 'startDate', employeehiredate: 'startDate', firstday: 'startDate',
};
type Meaning = PersonKey['by'] | 'timeZone' | 'startDate';
/** In this order: an object id names one person for ever, an employee id is whatever somebody typed. */
const IDENTIFIERS: readonly PersonKey['by'][] = ['id', 'userPrincipalName', 'mail', 'employeeId'];

const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const VALUE_MAXIMUM = 100;

type Column = { readonly index: number; readonly meaning: Meaning; readonly heading: string };

export async function readList(desk: Desk, text: string): Promise<Result<RunList, AppError>> {
  const parsed = await desk.readLines(text);
  if ('problem' in parsed) return ok(nothing([problemAt(parsed.problem.kind, parsed.problem.line, parsed.problem.column, '', '')]));
  const [head, ...rows] = parsed.lines;
  if (!head) return ok(nothing([problemAt('no-header', 1, 1, '', '')]));
  const headings = columnsOf(head);
  if (headings.problems.length > 0) return ok(nothing(headings.problems, rows.length));
  if (rows.length > RUN_MAXIMUM) return ok(nothing([problemAt('too-many', rows[RUN_MAXIMUM]?.line ?? 1, 1, '', String(rows.length))], rows.length));

  const problems: ListProblem[] = [];
  const wanted = rows.flatMap((row) => wantedIn(row, head, headings.columns, problems));
  const keys = wanted.flatMap(({ keys }) => keys.map(({ key }) => key));
  const found = await desk.onboarding.find(keys, new AbortController().signal);
  if (!found.ok) return found;

  const people: RunList['people'][number][] = [];
  const firstLines = new Map<string, number>();
  let at = 0;
  for (const { line, keys: own, timeZone, startDate } of wanted) {
    const matches = own.map((key, index) => ({ ...key, people: found.value[at + index] ?? [] }));
    at += own.length;
    const one = onePerson(line, matches);
    if ('problem' in one) {
      problems.push(one.problem);
      continue;
    }
    const { person, by } = one;
    const firstLine = firstLines.get(person.id.toLowerCase());
    if (firstLine !== undefined) {
      problems.push({ ...problemAt('duplicate', line, by.column.index + 1, by.column.heading, by.key.value), firstLine });
      continue;
    }
    firstLines.set(person.id.toLowerCase(), line);
    people.push({ personId: person.id.toLowerCase(), timeZone, startDate, line, displayName: person.displayName, userPrincipalName: person.userPrincipalName });
  }
  return ok({ people, problems: problems.sort((one, other) => one.line - other.line || one.column - other.column), ignored: headings.ignored, lines: rows.length });
}

function columnsOf({ line, values }: ListLine): { readonly columns: readonly Column[]; readonly ignored: readonly string[]; readonly problems: readonly ListProblem[] } {
  const columns: Column[] = [];
  const ignored: string[] = [];
  const problems: ListProblem[] = [];
  values.forEach((heading, index) => {
    const plain = heading.toLowerCase().replace(/[\s_-]/g, '');
    const meaning = Object.hasOwn(HEADINGS, plain) ? HEADINGS[plain] : undefined;
    if (!meaning) ignored.push(cut(heading));
    else if (columns.some((column) => column.meaning === meaning)) problems.push(problemAt('column-twice', line, index + 1, heading, heading));
    else columns.push({ index, meaning, heading });
  });
  if (!columns.some(({ meaning }) => IDENTIFIERS.includes(meaning as PersonKey['by']))) problems.push(problemAt('no-identifier', line, 1, '', values.join(', ')));
  return { columns, ignored: ignored.filter((heading) => heading !== ''), problems };
}

type Key = { readonly key: PersonKey; readonly column: Column };
type Wanted = { readonly line: number; readonly keys: readonly Key[]; readonly timeZone: string | null; readonly startDate: string | null };

function wantedIn({ line, values }: ListLine, head: ListLine, columns: readonly Column[], problems: ListProblem[]): readonly Wanted[] {
  const before = problems.length;
  const problem = (kind: ListProblemKind, column: Column, value: string) => problems.push(problemAt(kind, line, column.index + 1, column.heading, value));
  // One value too many or too few shifts all that follow: nothing of such a line can be trusted.
  if (values.length !== head.values.length) {
    const kind = values.length > head.values.length ? 'too-many-values' : 'too-few-values';
    problems.push(problemAt(kind, line, Math.min(values.length, head.values.length) + 1, '', String(values.length)));
    return [];
  }
  const of = (meaning: Meaning) => {
    const column = columns.find((each) => each.meaning === meaning);
    const value = column ? (values[column.index] ?? '') : '';
    return column && value !== '' ? { column, value } : null;
  };
  const keys = IDENTIFIERS.flatMap((by): readonly Key[] => {
    const given = of(by);
    return given ? [{ key: { by, value: given.value }, column: given.column }] : [];
  });
  const firstIdentifier = columns.find(({ meaning }) => IDENTIFIERS.includes(meaning as PersonKey['by']));
  if (keys.length === 0 && firstIdentifier) problem('empty', firstIdentifier, '');
  const zone = of('timeZone');
  if (zone && !isTimeZone(zone.value)) problem('bad-time-zone', zone.column, zone.value);
  const date = of('startDate');
  if (date && !isDate(date.value)) problem('bad-date', date.column, date.value);
  const badId = of('id');
  if (badId && !GUID.test(badId.value)) problem('unknown', badId.column, badId.value);
  return problems.length > before ? [] : [{ line, keys, timeZone: zone?.value ?? null, startDate: date?.value ?? null }];
}

/** Only `2026-03-02`: other ways to write a date mean different days in different countries. */
function isDate(value: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const at = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(value);
}

/** Every identifier of the line must name the same one person: a wrong row in a spreadsheet must not open another's account. */
function onePerson(line: number, matches: readonly (Key & { readonly people: readonly Found[] })[]): { readonly person: Found; readonly by: Key } | { readonly problem: ListProblem } {
  const at = (kind: ListProblemKind, { column, key }: Key) => ({ problem: problemAt(kind, line, column.index + 1, column.heading, key.value) });
  const unknown = matches.find(({ people }) => people.length === 0);
  if (unknown) return at('unknown', unknown);
  const common = matches.reduce<readonly Found[] | null>((left, { people }) => (left === null ? people : left.filter(({ id }) => people.some((other) => other.id === id))), null) ?? [];
  const [first] = matches;
  const [person] = common;
  if (!first) return { problem: problemAt('empty', line, 1, '', '') };
  if (!person) return at('contradicts', matches[1] ?? first);
  return common.length > 1 ? at('ambiguous', first) : { person, by: first };
}

function problemAt(kind: ListProblemKind, line: number, column: number, heading: string, value: string): ListProblem {
  return { kind, line, column, heading: cut(heading), value: cut(value), firstLine: null };
}

function cut(value: string): string {
  return value === '' ? '' : displayText(value, VALUE_MAXIMUM);
}

function nothing(problems: readonly ListProblem[], lines = 0): RunList {
  return { people: [], problems, ignored: [], lines };
}
