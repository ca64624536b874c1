/**
 * What must be refused before anything leaves: a role that is never granted, one that the policy does not name, an end after
 * the contract's, a time that is too long. Whether something left is told by the tenant's own log.
 */
import { ROLE_TEMPLATES } from '../../main/demo-tenant';
import { longestMinutes, roleItem } from './choices';
import type { Op } from './ops-grants';
import { NEVER, ROLES, TEMPLATES, UNNAMED } from './rules';
import { sleep, type Stage, TO_PIM } from './stage';
import type { GrantWish, Item } from './window';

const MINUTE = 60_000;
/** Longer than the sequences let a slow act be late. */
const LATE_MS = 100;
const NO_START = { startDateTime: null };

export const FORBIDDEN = ['never granted', 'too long', 'not named', 'past the contract'] as const;
export type Forbidden = (typeof FORBIDDEN)[number];

const ofRole = (id: string): Item => ({ target: { kind: 'role', id }, how: 'active', scope: '/' });

function wishFor({ chance, person, now }: Stage, what: Forbidden): GrantWish | null {
  const template = chance.pick(TEMPLATES).id;
  const common = { personId: person.id, template, ...NO_START };
  switch (what) {
    case 'never granted':
      return { ...common, items: [ofRole(ROLE_TEMPLATES[chance.pick(NEVER)])], minutes: 30, until: null };
    case 'not named':
      return { ...common, items: [ofRole(ROLE_TEMPLATES[chance.pick(UNNAMED)])], minutes: 30, until: null };
    case 'past the contract': {
      const items = [roleItem(chance, ['Reports Reader'])];
      const left = person.contractEndsAt === null ? 0 : (person.contractEndsAt - now()) / MINUTE;
      // Within every other limit, so that the contract alone stands in the way.
      if (left < 10 || left + 30 > longestMinutes(items, 'project')) return null;
      return { ...common, template: 'project', items, minutes: Math.ceil(left) + 20, until: null };
    }
    case 'too long': {
      const items = [roleItem(chance, ROLES.map(({ name }) => name).filter((name) => name !== 'Printer Administrator'))];
      return { ...common, items, minutes: longestMinutes(items, template) + 1 + chance.below(60), until: null };
    }
  }
}

async function forbidden(stage: Stage): Promise<void> {
  const { chance, tenant, window, ledger, tally } = stage;
  tally.forbidden += 1;
  const what = FORBIDDEN[tally.forbidden % FORBIDDEN.length] ?? 'too long';
  const wish = wishFor(stage, what);
  if (!wish) return;
  // A removal that was put off may be sent at any moment, and the log does not tell the two apart.
  const isStrict = ledger.isQuiet();
  // What somebody gave up waiting for a moment ago has come by then.
  await sleep(LATE_MS);
  const before = tenant.log.at(-1)?.sequence ?? 0;
  const reply = chance.next() < 0.3 ? await window.try(wish) : await window.make(wish, 6);
  const removals = new Set(tenant.state.grantEvents.filter(({ kind }) => kind === 'removed' || kind === 'cancelled').map(({ requestId }) => requestId));
  const sent = tenant.log.filter(({ sequence, method, path, requestId }) => sequence > before && method === TO_PIM.method && TO_PIM.path?.test(path) === true && !removals.has(requestId));
  if (isStrict && sent.length > 0) ledger.violations.wronglySent.push(`${what}: ${sent.map(({ at, status, fault }) => `${at} ${status} ${fault ?? ''}`).join(', ')} to PIM for ${wish.items[0]?.target.id}, ${wish.minutes} minutes`);
  if (reply.ok) ledger.violations.wronglySent.push(`${what}: was not refused`);
  else if (reply.error.kind === 'limits') tally.refused += 1;
}

export const REFUSED_OPS: readonly Op[] = [{ name: 'forbidden', times: 3, play: forbidden }];
