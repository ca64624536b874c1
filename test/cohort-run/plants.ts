/**
 * Bugs planted on purpose, by wrapping the ports of one desk: a run that counts well must find each of them. Nothing in
 * the program itself knows of them.
 */
import type { Passes } from '../../main/ports/passes';
import type { Desk } from '../../main/usecases/desk';
import { ok } from '../../shared/result';
import type { Plant } from './protocol';

/** Every so many outcomes of an issue, one is not written. */
const MISSING_EVERY = 4;
/** Before a create is sent again, ms of people's time. */
const REPEAT_AFTER_MS = 2_000;

export function planted(desk: Desk, plant: Plant | null): Desk {
  const { journal } = desk;
  switch (plant) {
    case null:
      return desk;
    case 'repeat-unlooked':
      return { ...desk, bulk: { ...desk.bulk, passes: repeating(desk.bulk.passes, desk.wait) } };
    case 'no-settling':
      return { ...desk, journal: { ...journal, unsettled: async () => ok([]), neverShown: async () => ok([]) } };
    case 'delivered-forgotten':
      return { ...desk, journal: withoutDeliveries(journal) };
    case 'outcome-missing':
      return { ...desk, journal: withoutSomeOutcomes(journal) };
    case 'person-forgotten':
      return { ...desk, journal: { ...journal, kept: (sha256) => withoutLast(journal, sha256) } };
  }
}

/** Sends a create again when its answer was lost, and looks at nothing before. */
function repeating(passes: Passes, wait: Desk['wait']): Passes {
  return {
    ...passes,
    create: async (wanted) => {
      const created = await passes.create(wanted);
      if (created.ok || created.error.kind !== 'outcome-unknown') return created;
      await wait(REPEAT_AFTER_MS);
      return passes.create(wanted);
    },
  };
}

/** A start that takes every pass of a run for one that nobody has received. */
function withoutDeliveries(journal: Desk['journal']): Desk['journal'] {
  const delivers = new Set(['passcode.show', 'passcode.close', 'pass.copy', 'pass.print', 'pass.mail']);
  return {
    ...journal,
    recent: async (filter) => {
      const lines = await journal.recent(filter);
      return lines.ok ? ok(lines.value.filter(({ action }) => !delivers.has(action))) : lines;
    },
    neverShown: async (since) => {
      const lines = await journal.recent({ actions: ['pass.issue', 'pass.revoke'], since, personId: null });
      if (!lines.ok) return lines;
      const revoked = new Set(lines.value.flatMap(({ action, result, detail }) => (action === 'pass.revoke' && result === 'succeeded' ? [detail.passId] : [])));
      return ok(lines.value.filter(({ action, phase, result, detail }) => action === 'pass.issue' && phase === 'outcome' && result === 'succeeded' && !revoked.has(detail.passId)));
    },
  };
}

/** Pretends that the line was written. */
function withoutSomeOutcomes(journal: Desk['journal']): Desk['journal'] {
  const hash = '0'.repeat(64);
  let outcomes = 0;
  return {
    ...journal,
    append: (record) => {
      if (record.action !== 'pass.issue' || record.phase !== 'outcome') return journal.append(record);
      outcomes += 1;
      return outcomes % MISSING_EVERY === 0 ? Promise.resolve(ok({ ...record, seq: 1, previousHash: hash, hash })) : journal.append(record);
    },
  };
}

/** The plan is read back without its last person. */
async function withoutLast(journal: Desk['journal'], sha256: string): ReturnType<Desk['journal']['kept']> {
  const text = await journal.kept(sha256);
  if (!text.ok || text.value === null) return text;
  const plan = JSON.parse(text.value) as { readonly people: readonly unknown[] };
  return ok(JSON.stringify({ ...plan, people: plan.people.slice(0, -1) }));
}
