/** Tasks, and access that ends as a whole. */
import { allowedWish, anyItems, endable } from './choices';
import type { Op } from './ops-grants';
import type { Stage } from './stage';

const MINUTE = 60_000;

/** Grants under one ticket with a pass that does not outlive them. */
async function task(stage: Stage): Promise<void> {
  const { window, ledger, person, chance, advance } = stage;
  const taskId = window.newTask();
  const wish = allowedWish(stage, anyItems(chance), taskId);
  if (!wish) return;
  const made = await window.make(wish);
  if (!made.ok) return;
  if (await window.issue(person.id, taskId)) ledger.taskPass(taskId, person.id);
  if (chance.next() < 0.5) await advance(chance.pick([2, 6, 50]) * MINUTE);
  const draw = chance.next();
  if (draw < 0.6) {
    const ended = await window.endTask(person.id, taskId);
    if (ended.ok && ended.value.left.length === 0 && ended.value.planned === 0) ledger.taskEnded(taskId, person.id);
  } else if (draw < 0.8) {
    // One by one: with the last of them the pass goes as well.
    for (const row of endable(await window.rows(person.id)).filter((each) => each.taskId === taskId)) await window.end(row);
  }
}

/** Goes on with an act until it is done, or gives it up. */
export async function finish(stage: Pick<Stage, 'window' | 'ledger' | 'chance'>, actId: string, personId: string, tries = 4): Promise<void> {
  for (let attempt = 1; attempt <= tries; attempt += 1) {
    const run = await stage.window.runAccess(actId, personId);
    if (run?.isComplete === true && !run.leftovers.some(({ kind }) => kind === 'not-read')) stage.ledger.accessEnded(personId);
    if (run?.steps.every(({ result }) => result.state !== 'not-done') === true) return;
  }
  if (stage.chance.next() < 0.5) await stage.window.dropAccess(actId, personId);
}

async function endAccess(stage: Stage): Promise<void> {
  const { window, person, others, chance } = stage;
  const people = [person, ...(others.length > 0 && chance.next() < 0.3 ? [chance.pick(others)] : [])].map(({ id }) => id);
  const actId = await window.beginAccess(people, chance.next() < 0.2);
  if (actId === null) return;
  for (const personId of people) await finish(stage, actId, personId);
}

/** Cut off in the middle, found again among the open acts, and gone on with. */
async function cutOff(stage: Stage): Promise<void> {
  const { window, person, chance, killAt, held, restart } = stage;
  const actId = await window.beginAccess([person.id], false);
  if (actId === null) return;
  const at = chance.pick([/revokeSignInSessions/i, /ScheduleRequests/i]);
  const isMine = await killAt('while access is ended', held({ method: 'POST', path: at, inBatch: false }, chance.pick(['before', 'after'] as const)), () => window.runAccess(actId, person.id));
  if (!isMine) return;
  await restart();
  for (const act of await window.openAccess()) for (const each of act.people) await finish(stage, act.actId, each.personId);
}

export const END_OPS: readonly Op[] = [
  { name: 'task', times: 2, play: task },
  { name: 'end access', times: 2, play: endAccess },
  { name: 'end access, cut off', times: 1, play: cutOff },
];
