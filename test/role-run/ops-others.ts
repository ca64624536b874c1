/** What others do meanwhile by other tools, so that the same access comes by several ways, or goes. */
import { DEMO_PEOPLE, ROLE_TEMPLATES, type WantedGrant } from '../../main/demo-tenant';
import { PLATFORM_OPERATORS } from '../../main/demo-tenant/directory/groups';
import { allowedWish, endable, roleItem, UNIT_SCOPES, WATCHED_GROUP } from './choices';
import type { Op } from './ops-grants';
import type { Row } from './picture';
import type { Stage } from './stage';

const MINUTE = 60_000;
/** May do everything, and works by the portal. */
const COLLEAGUE = DEMO_PEOPLE.admin.id;

/** What PIM refuses is refused: then there is nothing to overlap with. */
function tryTo(act: () => unknown): boolean {
  try {
    act();
    return true;
  } catch (cause) {
    if (cause instanceof Error && cause.name === 'Refusal') return false;
    throw cause;
  }
}

const byHand = ({ tenant, person }: Stage, grant: WantedGrant): boolean => tryTo(() => tenant.simulate.grantAs(COLLEAGUE, person.id, { justification: 'Made by hand', ticketNumber: 'HAND-1', ...grant }));

function thingOf({ target, how, scope }: Row) {
  return target.kind === 'role' ? { role: target.id, how, scope } : { groupId: target.id, access: target.kind, how };
}

/** The same role for one unit, or for the whole tenant. */
async function otherScope(stage: Stage): Promise<void> {
  const { window, chance, person } = stage;
  const item = roleItem(chance, ['Helpdesk Administrator', 'User Administrator', 'License Administrator']);
  const wish = allowedWish(stage, [item]);
  if (!wish) return;
  byHand(stage, { role: item.target.id, scope: item.scope === '/' ? chance.pick(UNIT_SCOPES) : '/', how: chance.pick(['active', 'active', 'eligible'] as const), minutes: 30 + chance.below(200) });
  await window.make(wish);
  const own = endable(await window.rows(person.id)).filter(({ target, scope, state }) => target.id === item.target.id && scope.toLowerCase() === item.scope.toLowerCase() && state !== 'future');
  if (chance.next() < 0.5) await stage.advance(7 * MINUTE);
  if (own[0]) await window.end(own[0]);
}

/** Eligible for good or for a time besides the active one. */
async function eligibleToo(stage: Stage): Promise<void> {
  const item = roleItem(stage.chance);
  byHand(stage, { role: item.target.id, how: 'eligible', scope: item.scope, minutes: stage.chance.next() < 0.5 ? null : 400 });
  const wish = allowedWish(stage, [{ ...item, how: item.target.id === ROLE_TEMPLATES['SharePoint Administrator'] ? 'eligible' : 'active' }]);
  if (wish) await stage.window.make(wish);
}

/** A role that comes with a group, and the same role directly. */
async function throughGroup(stage: Stage): Promise<void> {
  const { window, person } = stage;
  byHand(stage, { groupId: PLATFORM_OPERATORS.id, minutes: 500 });
  const wish = allowedWish(stage, [{ target: { kind: 'role', id: ROLE_TEMPLATES['User Administrator'] }, how: 'active', scope: '/' }]);
  if (!wish) return;
  await window.make({ ...wish, startDateTime: null, until: null, minutes: 6 });
  await stage.advance(5.5 * MINUTE);
  const own = endable(await window.rows(person.id)).find(({ target, state }) => target.id === ROLE_TEMPLATES['User Administrator'] && state === 'live');
  if (own) await window.end(own);
}

async function activates(stage: Stage): Promise<void> {
  const { window, person, chance, tenant } = stage;
  const rows = endable(await window.rows(person.id)).filter(({ how, state }) => how === 'eligible' && state === 'live');
  if (rows.length === 0) return;
  const row = chance.pick(rows);
  tryTo(() => tenant.simulate.activate(person.id, thingOf({ ...row, how: 'active' }), 30 + chance.below(200)));
}

async function takesAway(stage: Stage): Promise<void> {
  const { window, person, chance, tenant } = stage;
  const rows = endable(await window.rows(person.id));
  if (rows.length === 0) return;
  const row = chance.pick(rows);
  tryTo(() => tenant.simulate.removeGrantAs(COLLEAGUE, person.id, thingOf(row)));
  // The operator still has the old list before them.
  if (chance.next() < 0.5) await window.end(row);
}

/** A removal is put off; before it is due a colleague has ended the grant and made another of the same. */
async function replacesWhilePutOff(stage: Stage): Promise<void> {
  const { window, person, tenant, chance } = stage;
  const wish = allowedWish(stage, [{ target: { kind: 'member', id: WATCHED_GROUP.id }, how: 'active', scope: '/' }]);
  if (!wish) return;
  await window.make({ ...wish, startDateTime: null, until: null, minutes: Math.max(wish.minutes ?? 0, 12) });
  await stage.advance(4.5 * MINUTE);
  const row = endable(await window.rows(person.id)).find(({ target, state }) => target.id === WATCHED_GROUP.id && target.kind === 'member' && state === 'live');
  if (!row) return;
  const ended = await window.end(row);
  if (!ended.ok || ended.value.state !== 'planned') return;
  // With the desk away the colleague is surely first; with it at work, perhaps.
  const isAway = chance.next() < 0.5 && (await stage.kill('while a removal is put off'));
  await stage.advance(Math.max(0, Date.parse(ended.value.at) - stage.now() + (isAway ? 1000 : -700)));
  const isGone = tryTo(() => tenant.simulate.removeGrantAs(COLLEAGUE, person.id, thingOf(row)));
  if (isGone) byHand(stage, { groupId: WATCHED_GROUP.id, minutes: 240 });
  if (!stage.desk.isRunning()) await stage.restart();
  await stage.advance(2 * MINUTE);
}

export const OTHERS_OPS: readonly Op[] = [
  { name: 'another scope', times: 2, play: otherScope },
  { name: 'eligible too', times: 1, play: eligibleToo },
  { name: 'through a group', times: 1, play: throughGroup },
  { name: 'activates', times: 1, play: activates },
  { name: 'a colleague takes away', times: 1, play: takesAway },
  { name: 'replaced while put off', times: 1, play: replacesWhilePutOff },
];
