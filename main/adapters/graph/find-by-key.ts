/**
 * Finds the people of a list by what the list calls them: fifteen values of one property a read, as many as one filter
 * takes, twenty reads a batch. Everybody whom a key names is told, for mail and employee id are not unique in Entra.
 *
 * A key is text from somebody's file: it is only ever the inside of a string literal, and what cannot be anybody's key is not
 * sent. "Unknown" is said of nobody when a read failed: then the whole answer is that failure.
 */
import { z } from 'zod';
import type { AppError } from '../../../shared/errors';
import { ok, type Result } from '../../../shared/result';
import type { Found, Onboarding, PersonKey } from '../../ports/onboarding';
import { NO_ANSWER } from './call';
import type { Graph } from './client';
import { collect } from './collection';
import { chunksOf, VALUES_MAXIMUM } from './contractors-sources';
import type { About } from './errors';
import { PLACE_PROPERTIES, placeOf, WithPlace } from './joiners-user';
import { isPathSegment, queryString, stringLiteral } from './odata';
import type { parse } from './parse';
import { text } from './person-row';
import { readAll } from './pim-batches';

const ABOUT: About = { feature: 'people', what: 'resource', effect: 'read' };
/** No user name, mail address or employee id is longer, characters. Source: RFC 5321 (64 + 1 + 255). */
const KEY_MAXIMUM = 320;
/** The most that one page takes: fifteen mail addresses may be those of more people. */
const TOP = '999';
const Guid = z.guid();

const Named = WithPlace.extend({ id: z.guid(), displayName: text, userPrincipalName: text, mail: text, employeeId: text });
type Named = z.output<typeof Named>;
const PROPERTIES = ['id', 'displayName', 'userPrincipalName', 'mail', 'employeeId', ...PLACE_PROPERTIES].join(',');

type Clause = { readonly by: PersonKey['by']; readonly values: readonly string[] };

export async function findByKeys(graph: Graph, keys: readonly PersonKey[]): ReturnType<Onboarding['find']> {
  const clauses = clausesOf(keys);
  const sent = await readAll(graph, clauses.map(({ by, values }, n) => {
    const filter = `${by} in (${values.map(stringLiteral).join(',')})`;
    return [String(n), { path: `/users${queryString({ $filter: filter, $select: PROPERTIES, $top: TOP })}` }];
  }));
  if (!sent.ok) return sent;
  const named = new Map<string, Map<string, Found>>();
  for (const [n, clause] of clauses.entries()) {
    const people = await peopleOf(graph, sent.value[String(n)] ?? NO_ANSWER);
    if (!people.ok) return people;
    for (const person of people.value) {
      const key = nameOf(clause.by, person[clause.by] ?? '');
      const others = named.get(key) ?? new Map<string, Found>();
      named.set(key, others.set(person.id.toLowerCase(), foundOf(person)));
    }
  }
  return ok(keys.map(({ by, value }) => [...(named.get(nameOf(by, value))?.values() ?? [])]));
}

function clausesOf(keys: readonly PersonKey[]): readonly Clause[] {
  const values = new Map<PersonKey['by'], Map<string, string>>();
  for (const { by, value } of keys) {
    if (!isKey(by, value)) continue;
    const others = values.get(by) ?? new Map<string, string>();
    // Once each, however often and in whatever case it stands in the list.
    values.set(by, others.set(value.toLowerCase(), value));
  }
  return [...values].flatMap(([by, each]) => chunksOf([...each.values()], VALUES_MAXIMUM).map((chunk) => ({ by, values: chunk })));
}

function isKey(by: PersonKey['by'], value: string): boolean {
  // Half characters cannot be encoded, and Graph answers an id that is none with a refusal of the whole filter.
  return value.length <= KEY_MAXIMUM && isPathSegment(value) && (by !== 'id' || Guid.safeParse(value).success);
}

/** Graph compares without regard to case. */
function nameOf(by: PersonKey['by'], value: string): string {
  return `${by}\n${value.toLowerCase()}`;
}

async function peopleOf(graph: Graph, answer: Parameters<typeof parse>[0]): Promise<Result<readonly Named[], AppError>> {
  return collect(graph, answer, Named, ABOUT, { features: ['people'] });
}

function foundOf(person: Named): Found {
  return { id: person.id, displayName: person.displayName ?? '', userPrincipalName: person.userPrincipalName ?? '', ...placeOf(person) };
}
