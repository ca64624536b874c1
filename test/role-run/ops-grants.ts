/** What an operator does with grants on an ordinary day. */
import { allowedWish, anyItems, endable } from './choices';
import type { Stage } from './stage';

const MINUTE = 60_000;

export type Op = { readonly name: string; readonly times: number; readonly play: (stage: Stage) => Promise<void> };

async function grant(stage: Stage): Promise<void> {
  const wish = allowedWish(stage, anyItems(stage.chance));
  if (wish) await stage.window.make(wish);
}

async function extend(stage: Stage): Promise<void> {
  const { window, person, chance } = stage;
  const rows = endable(await window.rows(person.id));
  const row = rows.length > 0 ? chance.pick(rows) : undefined;
  if (!row?.endDateTime) return;
  // Some are within the limits and some beyond: which, the tool must know.
  await window.change(row, new Date(Date.parse(row.endDateTime) + chance.pick([10, 45, 240, 1500]) * MINUTE).toISOString());
}

async function shorten(stage: Stage): Promise<void> {
  const { window, person, chance, now } = stage;
  const rows = endable(await window.rows(person.id));
  const row = rows.length > 0 ? chance.pick(rows) : undefined;
  if (!row?.endDateTime) return;
  const from = Math.max(now(), Date.parse(row.startDateTime ?? '') || 0) + 6 * MINUTE;
  const to = Date.parse(row.endDateTime);
  if (to > from) await window.change(row, new Date(from + chance.next() * (to - from) * 0.9).toISOString());
}

async function end(stage: Stage): Promise<void> {
  const { window, person, chance } = stage;
  const rows = endable(await window.rows(person.id));
  if (rows.length > 0) await window.end(chance.pick(rows));
}

async function cancel(stage: Stage): Promise<void> {
  const { window, person, chance } = stage;
  const rows = endable(await window.rows(person.id)).filter(({ state }) => state === 'future');
  if (rows.length > 0) await window.end(chance.pick(rows));
}

async function wait({ chance, advance }: Stage): Promise<void> {
  await advance(chance.pick([1, 4, 6, 20, 61, 300, 700, 1600]) * MINUTE);
}

/** Begun, ended at once so that it is put off, and then the time comes. */
async function putOff(stage: Stage): Promise<void> {
  const { window, person, advance } = stage;
  await grant(stage);
  const [row] = endable(await window.rows(person.id)).filter(({ state }) => state !== 'future');
  if (!row) return;
  await window.end(row);
  await advance(6 * MINUTE);
}

export const GRANT_OPS: readonly Op[] = [
  { name: 'grant', times: 6, play: grant },
  { name: 'extend', times: 2, play: extend },
  { name: 'shorten', times: 2, play: shorten },
  { name: 'end', times: 4, play: end },
  { name: 'cancel', times: 1, play: cancel },
  { name: 'wait', times: 5, play: wait },
  { name: 'put off', times: 1, play: putOff },
];
