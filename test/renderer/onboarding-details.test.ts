// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createDetailsStore } from '../../renderer/features/onboarding/details-store';
import type { AppError } from '../../shared/errors';
import type { Reply } from '../../shared/ipc/contract';
import { err, ok } from '../../shared/result';
import { later } from '../fakes/bridge';
import { joinerDetails } from '../fakes/onboarding';
import { row } from '../fakes/people';

type Answer = Reply<'onboarding.details'>;
const idsOf = (count: number, from = 1) => Array.from({ length: count }, (_, at) => row(from + at).id);
const answerFor = (ids: readonly string[], managerName = 'Mia Manager'): Answer => ok({ details: ids.map((id) => joinerDetails(id, { manager: { known: true, value: { id: row(900).id, displayName: managerName, mail: null } } })) });

/** Every call waits until the test answers it. */
function answeredByHand() {
  const asked: { readonly ids: readonly string[]; readonly settle: (reply: Answer) => void }[] = [];
  const store = createDetailsStore((ids) => {
    const { promise, settle } = later<Answer>();
    asked.push({ ids, settle });
    return promise;
  });
  const managerOf = (id: string) => {
    const manager = store.get(id)?.details?.manager;
    return manager?.known === true ? manager.value?.displayName : undefined;
  };
  return { asked, store, managerOf };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('reading the details of people', () => {
  it('asks for six at a time and three times at once, and goes on as answers come', async () => {
    const { asked, store } = answeredByHand();
    store.want(idsOf(40));
    expect(asked.map(({ ids }) => ids.length)).toEqual([6, 6, 6]);
    asked[1]?.settle(answerFor(asked[1].ids));
    await vi.advanceTimersByTimeAsync(0);
    expect({ calls: asked.length, next: asked[3]?.ids }).toEqual({ calls: 4, next: idsOf(6, 19) });
  });

  it('drops who was wanted but not asked about yet when others are wanted, and asks about nobody twice', async () => {
    const { asked, store } = answeredByHand();
    store.want(idsOf(40));
    store.want([...idsOf(3, 100), ...idsOf(6)]);
    for (const { ids, settle } of asked.slice(0, 3)) settle(answerFor(ids));
    await vi.advanceTimersByTimeAsync(0);
    expect(asked.slice(3).map(({ ids }) => ids)).toEqual([idsOf(3, 100)]);
  });

  it('never lets a slow answer replace a newer one', async () => {
    const { asked, store, managerOf } = answeredByHand();
    const [id = ''] = idsOf(1);
    store.want([id]);
    store.age([id]);
    expect(asked).toHaveLength(2);
    asked[1]?.settle(answerFor([id], 'Newer'));
    await vi.advanceTimersByTimeAsync(0);
    asked[0]?.settle(answerFor([id], 'Older'));
    await vi.advanceTimersByTimeAsync(0);
    expect(managerOf(id)).toBe('Newer');
  });

  it('keeps what is old in sight until it has been read again', async () => {
    const { asked, store, managerOf } = answeredByHand();
    const [id = ''] = idsOf(1);
    store.want([id]);
    asked[0]?.settle(answerFor([id], 'First'));
    await vi.advanceTimersByTimeAsync(0);
    store.age();
    expect({ still: managerOf(id), calls: asked.length }).toEqual({ still: 'First', calls: 2 });
    asked[1]?.settle(answerFor([id], 'Second'));
    await vi.advanceTimersByTimeAsync(0);
    expect({ now: managerOf(id), calls: asked.length }).toEqual({ now: 'Second', calls: 2 });
  });

  it('waits when Microsoft asks for it, then asks about the same people again', async () => {
    const { asked, store } = answeredByHand();
    store.want(idsOf(2));
    asked[0]?.settle(err<AppError>({ kind: 'throttled', retryAfterSeconds: 5, requestId: '' }));
    await vi.advanceTimersByTimeAsync(4999);
    expect({ calls: asked.length, pausedUntil: store.state().pausedUntil }).toEqual({ calls: 1, pausedUntil: expect.any(Number) });
    await vi.advanceTimersByTimeAsync(1);
    expect({ again: asked[1]?.ids, pausedUntil: store.state().pausedUntil }).toEqual({ again: idsOf(2), pausedUntil: null });
  });

  it('stops at a failure, keeps what it has, and goes on when it is told to', async () => {
    const { asked, store, managerOf } = answeredByHand();
    store.want(idsOf(12));
    asked[0]?.settle(answerFor(asked[0].ids));
    await vi.advanceTimersByTimeAsync(0);
    asked[1]?.settle(err<AppError>({ kind: 'offline' }));
    await vi.advanceTimersByTimeAsync(60_000);
    expect({ calls: asked.length, error: store.state().error, kept: managerOf(row(1).id) }).toEqual({ calls: 2, error: { kind: 'offline' }, kept: 'Mia Manager' });
    store.goOn();
    expect({ again: asked[2]?.ids, error: store.state().error }).toEqual({ again: idsOf(6, 7), error: null });
  });

  it('takes somebody whom the answer leaves out as asked about, not as unread for ever', async () => {
    const { asked, store } = answeredByHand();
    store.want(idsOf(2));
    asked[0]?.settle(answerFor(idsOf(1)));
    await vi.advanceTimersByTimeAsync(0);
    expect({ calls: asked.length, left: store.get(row(2).id)?.details }).toEqual({ calls: 1, left: null });
  });

  it('tells those who count at most four times a second, and a row at once', async () => {
    const { asked, store } = answeredByHand();
    const whole = vi.fn();
    const one = vi.fn();
    store.subscribeTo(row(1).id, one);
    store.want(idsOf(18));
    store.subscribe(whole);
    for (const { ids, settle } of asked) settle(answerFor(ids));
    await vi.advanceTimersByTimeAsync(0);
    const atOnce = { row: one.mock.calls.length, version: store.version() };
    await vi.advanceTimersByTimeAsync(250);
    expect({ atOnce, version: store.version() }).toEqual({ atOnce: { row: 1, version: 0 }, version: 1 });
    expect(whole.mock.calls.length).toBeLessThan(4);
  });
});
