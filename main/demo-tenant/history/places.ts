/**
 * Where people sign in from. Everybody has one country and two networks: the office of their city and their own at home.
 *
 * Addresses are of the range for benchmarks (198.18.0.0/15, RFC 2544) and of the ranges for documentation (RFC 5737): nobody's.
 */
import type { Person } from '../directory/person';
import { hashOf } from '../ids';

export type Place = { readonly ipAddress: string; readonly city: string | null; readonly state: string | null; readonly country: string | null };

const host = (person: Person): number => 1 + (hashOf(`host:${person.id}`) % 254);
const at = (person: Person, ipAddress: string): Place => ({ ipAddress, city: person.city, state: person.state, country: person.country });

export function officeOf(person: Person): Place {
  return at(person, `198.18.${hashOf(`office:${person.country ?? ''}:${person.city ?? ''}`) % 256}.${host(person)}`);
}

export function homeOf(person: Person): Place {
  return at(person, `198.19.${hashOf(`home:${person.id}`) % 256}.${host(person)}`);
}

/** Their own country, and a network that is neither of theirs. */
export function elsewhereNearby(person: Person): Place {
  return at(person, `198.51.100.${host(person)}`);
}

const ABROAD = [
  { city: 'Fortaleza', country: 'BR' },
  { city: 'Almaty', country: 'KZ' },
] as const;

/** Another country than the person's own. */
export function abroad(person: Person): Place {
  const [first, second] = ABROAD;
  const { city, country } = person.country === first.country ? second : first;
  return { ipAddress: `203.0.113.${host(person)}`, city, state: null, country };
}
