/**
 * Bugs planted on purpose, by wrapping the ports of one desk: a run that counts well must find each of them. Nothing in
 * the program itself knows of them.
 */
import type { Desk } from '../../main/usecases/desk';
import { ok } from '../../shared/result';
import type { Plant } from './protocol';

export function planted(desk: Desk, plant: Plant | null): Desk {
  switch (plant) {
    case null:
      return desk;
    case 'read-back-skipped':
      return { ...desk, passes: withoutReadBack(desk.passes) };
    case 'no-settling':
      return { ...desk, journal: { ...desk.journal, unsettled: async () => ok([]), neverShown: async () => ok([]) } };
    case 'no-intent':
      return { ...desk, journal: withoutIntents(desk.journal) };
  }
}

/** Says "no pass" of everybody whose last create is not known to have been answered. */
function withoutReadBack(passes: Desk['passes']): Desk['passes'] {
  const answered = new Set<string>();
  return {
    ...passes,
    create: async (wanted) => {
      answered.delete(wanted.personId);
      const created = await passes.create(wanted);
      if (created.ok) answered.add(wanted.personId);
      return created;
    },
    current: (personId) => (answered.has(personId) ? passes.current(personId) : Promise.resolve(ok(null))),
  };
}

/** Pretends that the line was written. */
function withoutIntents(journal: Desk['journal']): Desk['journal'] {
  const hash = '0'.repeat(64);
  return { ...journal, append: (record) => (record.phase === 'intent' ? Promise.resolve(ok({ ...record, seq: 1, previousHash: hash, hash })) : journal.append(record)) };
}
