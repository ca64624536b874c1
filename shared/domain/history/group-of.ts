/**
 * The part of the history within which a fact can be joined with others: whatever is about one person, one run, or a thing by
 * itself. Every fact belongs to exactly one group, which follows from the fact alone, so that facts may come in any order.
 */
import { meaningOf, personOf, requestIdOf } from './join-audit';
import type { Fact } from './fact';

/** @returns `person:…`, `run:…`, `act:…`, `request:…` or the fact's own key. Ids in lower case. */
export function groupOf(fact: Fact): string {
  switch (fact.source) {
    case 'journal': {
      const { action, person, detail, id, intentId } = fact.entry;
      const act = (intentId ?? id).toLowerCase();
      if (action.startsWith('run.')) return `run:${typeof detail.runId === 'string' && detail.runId !== '' ? detail.runId.toLowerCase() : act}`;
      return ofPerson(person?.id) ?? `act:${act}`;
    }
    case 'audit': {
      const person = ofPerson(personOf(fact.audit)?.id);
      if (person !== null) return person;
      // Rows of expired activations were seen without anybody they are about; their request holds them together.
      const request = meaningOf(fact.audit) === 'grant' ? requestIdOf(fact.audit) : '';
      return request === '' ? fact.key : `request:${request}`;
    }
    case 'sign-in':
      return ofPerson(fact.signIn.personId) ?? fact.key;
    case 'seen':
      return ofPerson(fact.seen.personId) ?? fact.key;
  }
}

function ofPerson(id: string | undefined): string | null {
  const plain = (id ?? '').trim().toLowerCase();
  return plain === '' ? null : `person:${plain}`;
}
