/** The desk is killed at a known moment, or at any, and started again on the same folder. */
import { allowedWish, anyItems, endable } from './choices';
import type { Op } from './ops-grants';
import type { Row } from './picture';
import { type Kill, sleep, type Stage, TO_PIM } from './stage';
import type { GrantWish } from './window';

const MINUTE = 60_000;

async function startAgain(stage: Stage): Promise<void> {
  const { chance, advance, inject, restart } = stage;
  // Time passes while the desk is away; settling meets trouble of its own.
  if (chance.next() < 0.5) await advance(chance.pick([1, 5, 30]) * MINUTE);
  if (chance.next() < 0.3) inject(TO_PIM, { kind: chance.pick(['cut-after', 'cut-before', 'unavailable'] as const) });
  await restart();
}

/** @param skip - Requests to PIM that go before the one that is meant: one validation for each item. */
function skipping({ inject }: Stage, skip: number): void {
  if (skip > 0) inject(TO_PIM, { kind: 'slow', milliseconds: 1 }, skip);
}

const during = (name: Kill, when: 'before' | 'after' | 'mid-response'): Op => ({
  name,
  times: 1,
  play: async (stage) => {
    const wish = allowedWish(stage, anyItems(stage.chance));
    if (!wish) return;
    skipping(stage, wish.items.length);
    if (await stage.killAt(name, stage.held(TO_PIM, when), () => stage.window.make(wish, 1))) await startAgain(stage);
  },
});

const READING_BACK: Op = {
  name: 'between answer and outcome',
  times: 1,
  play: async (stage) => {
    const wish = allowedWish(stage, anyItems(stage.chance));
    if (!wish) return;
    if (await stage.killAfterRequest('between answer and outcome', wish.items.length + 1, () => stage.window.make(wish, 1))) await startAgain(stage);
  },
};

/** A grant that PIM takes a removal of. */
async function removable(stage: Stage): Promise<Row | undefined> {
  const wish: GrantWish | null = allowedWish(stage, anyItems(stage.chance));
  if (wish) await stage.window.make({ ...wish, startDateTime: null, until: null, minutes: wish.minutes === null ? 15 : Math.max(15, wish.minutes) });
  await stage.advance(6 * MINUTE);
  return endable(await stage.window.rows(stage.person.id)).find(({ state }) => state === 'live');
}

const duringRemoval = (name: Kill, when: 'before' | 'after'): Op => ({
  name,
  times: 1,
  play: async (stage) => {
    const row = await removable(stage);
    if (row && (await stage.killAt(name, stage.held(TO_PIM, when), () => stage.window.end(row, 1)))) await startAgain(stage);
  },
});

const PROVING: Op = {
  name: 'while proving',
  times: 1,
  play: async (stage) => {
    const row = await removable(stage);
    if (row && (await stage.killAfterRequest('while proving', 1, () => stage.window.end(row, 1)))) await startAgain(stage);
  },
};

/** The removal is put off, the desk dies, and it is due before or after the next start. */
const PUT_OFF: Op = {
  name: 'while a removal is put off',
  times: 2,
  play: async (stage) => {
    const { window, person, chance, advance, kill } = stage;
    const wish = allowedWish(stage, anyItems(chance));
    if (wish) await window.make({ ...wish, startDateTime: null, until: null, minutes: Math.max(90, wish.minutes ?? 0) });
    const [row] = endable(await window.rows(person.id)).filter(({ state }) => state !== 'future');
    if (!row) return;
    const ended = await window.end(row);
    if (!ended.ok || ended.value.state !== 'planned') return;
    if (!(await kill('while a removal is put off'))) return;
    if (chance.next() < 0.5) await advance(chance.pick([1, 8]) * MINUTE);
    await stage.restart();
    await advance(8 * MINUTE);
  },
};

const duringChange = (name: Kill, when: 'before' | 'after'): Op => ({
  name,
  times: 1,
  play: async (stage) => {
    const row = await removable(stage);
    if (!row?.endDateTime) return;
    const until = new Date((Date.parse(row.endDateTime) + stage.now()) / 2 + MINUTE).toISOString();
    if (await stage.killAt(name, stage.held(TO_PIM, when), () => stage.window.change(row, until))) await startAgain(stage);
  },
});

const SETTLING: Op = {
  name: 'while settling',
  times: 1,
  play: async (stage) => {
    const wish = allowedWish(stage, anyItems(stage.chance));
    if (!wish) return;
    skipping(stage, wish.items.length);
    if (!(await stage.killAt('between call and answer', stage.held(TO_PIM, 'after'), () => stage.window.make(wish, 1)))) return;
    const isMine = await stage.killAt('while settling', stage.held({ method: 'GET', path: /Schedule/, inBatch: true }, 'before'), () => stage.restart());
    if (isMine) await startAgain(stage);
  },
};

const AT_ANY_MOMENT: Op = {
  name: 'at a random moment',
  times: 2,
  play: async (stage) => {
    const { window, person, chance, kill } = stage;
    const wish = allowedWish(stage, anyItems(chance));
    const rows = endable(await window.rows(person.id));
    const acting = rows[0] && chance.next() < 0.5 ? window.end(rows[0]) : wish ? window.make(wish) : window.rows(person.id);
    acting.catch(() => undefined);
    await sleep(chance.below(120));
    if (await kill('at a random moment')) await startAgain(stage);
  },
};

export const KILL_OPS: readonly Op[] = [
  during('between intent and call', 'before'),
  during('between call and answer', 'after'),
  during('in the middle of an answer', 'mid-response'),
  READING_BACK,
  duringRemoval('before a removal', 'before'),
  duringRemoval('after a removal', 'after'),
  PROVING,
  PUT_OFF,
  duringChange('before a change', 'before'),
  duringChange('after a change', 'after'),
  SETTLING,
  AT_ANY_MOMENT,
];
