/** Facts that could not be read of anybody, and which role would. Pure. */
import type { Known } from '../../../shared/domain/known';
import type { JoinerDetails } from '../../../shared/domain/onboarding';
import { unreadText } from '../../ui/unread';
import { people } from './counted';
import type { Entry } from './entry';

type Unknown = Extract<Known<unknown>, { known: false }>;

/** "First sign-in: not read: needs …", once for each fact and reason. */
export function gapsOf(entries: readonly Entry[], details: readonly JoinerDetails[]): readonly string[] {
  return [
    ...told('First sign-in', entries.map(({ joiner }) => joiner?.lastSignInAt)),
    ...told('Manager', details.map(({ manager }) => manager)),
    ...told('Methods', details.map(({ methods }) => methods)),
    ...told('Pass', details.map(({ pass }) => pass)),
  ];
}

function told(name: string, facts: readonly (Known<unknown> | undefined)[]): readonly string[] {
  // Thousands of people share a few reasons: each is put into words once.
  const found = new Map<string, { readonly fact: Unknown; count: number }>();
  for (const fact of facts) {
    if (!fact || fact.known) continue;
    const reason = found.get(`${fact.because} ${fact.needs}`);
    if (reason) reason.count += 1;
    else found.set(`${fact.because} ${fact.needs}`, { fact, count: 1 });
  }
  return [...found.values()].map(({ fact, count }) => `${name}${count < facts.length ? ` of ${people(count)}` : ''}: ${unreadText(fact)}`);
}
