/** The operator of the run: plans and starts it, attends to it, hands passcodes over as each person's turn comes, goes on after a stop. */
import { deliver } from './deliver';
import type { Killer } from './kills';
import type { Ledger, Way } from './ledger';
import type { Member } from './people';
import type { Plan, Reading, Row } from './rows';
import { PASSING, sleep, type Window } from './window';

const LOOK_MS = 60;
/** Longest that a run may take until it stops or ends, ms. */
const PATIENCE_MS = 240_000;
const PLANS = 10;
const RETRIES = 12;
/** Between two retries, ms. */
const RETRY_PAUSE_MS = 500;
/** How often handing a passcode over is tried; somebody without a manager gets no mail. */
const DELIVERY_TRIES = 3;
/** What the operator goes on without is everything that is asked, but for this one, which is asked of each seed. */
const REPLACE = 'existing-pass';

export type OperatorParts = {
  readonly window: Window;
  readonly ledger: Ledger;
  /** How each person is to get the passcode; null: it waits. */
  readonly destinies: ReadonlyMap<string, Way | null>;
  readonly at: Killer['at'];
  /** Passcodes that wait before a lot of them is handed over. */
  readonly lot: number;
};

export type Operator = ReturnType<typeof createOperator>;

export function createOperator({ window, ledger, destinies, at, lot }: OperatorParts) {
  const tries = new Map<string, number>();

  const read = async (): Promise<Reading> => {
    const reading = await window.call<{ readonly run: Reading | null }>('runs.read', {});
    ledger.noticeMails();
    if (!reading.ok || reading.value.run === null) throw new Error('there is no run');
    return reading.value.run;
  };

  const handOver = async (runId: string, rows: readonly Row[], least: number): Promise<void> => {
    const wanted = (way: Way) => rows.filter(({ personId, delivery }) => delivery === 'held' && destinies.get(personId) === way && (tries.get(personId) ?? 0) < DELIVERY_TRIES).map(({ personId }) => personId);
    for (const way of ['shown', 'printed', 'sealed', 'mailed'] as const) {
      const ids = wanted(way);
      if (ids.length < least) continue;
      ids.forEach((id) => tries.set(id, (tries.get(id) ?? 0) + 1));
      await deliver(way, ids, { window, ledger, runId, at });
    }
  };

  const until = async (what: string, look: () => Promise<boolean>): Promise<void> => {
    const begun = Date.now();
    while (!(await look())) {
      if (Date.now() - begun > PATIENCE_MS) throw new Error(`${what} took more than ${PATIENCE_MS / 1000} s`);
      await sleep(LOOK_MS);
    }
  };

  /** Until the run has ended: hands over, and goes on when it paused by itself. */
  const attend = (runId: string): Promise<void> =>
    until('the run', async () => {
      const { progress, rows } = await read();
      if (progress.state === 'paused') await window.call('runs.resume', { runId });
      await handOver(runId, rows, lot);
      return progress.state === 'ended';
    });

  return {
    attend,
    rows: async (): Promise<readonly Row[]> => (await read()).rows,
    /** Again until everybody could be read. */
    plan: async (people: readonly Member[], start: 'hire-day' | 'now'): Promise<Plan> => {
      const request = {
        kind: 'issue', people, ticket: 'INC-1042', reason: 'New hires of the month', scenario: 'first-day', start, startTime: '08:00',
        verification: { kind: 'photo-id', against: 'Passport, at the reception' }, disable: false,
      };
      for (let attempt = 1; ; attempt += 1) {
        const plan = await window.call<Plan>('runs.plan', request);
        if (!plan.ok) throw new Error(`nothing was planned: ${plan.error.kind}`);
        if (plan.value.rows.every(({ error }) => error === null || !PASSING.has(error.kind))) return plan.value;
        if (attempt === PLANS) throw new Error('not everybody could be read for the dry run');
      }
    },
    start: async ({ planId, questions }: Plan, mayReplace: boolean): Promise<string> => {
      const acknowledged = questions.map(({ line }) => line).filter((line) => mayReplace || line !== REPLACE);
      const started = await window.call<{ readonly runId: string }>('runs.start', { planId, acknowledged });
      if (!started.ok) throw new Error(`the run did not start: ${started.error.kind} ${started.error.reason ?? ''}`);
      return started.value.runId;
    },
    /** After a start: the run is offered, settled, and gone on with. @returns what was not as it should be. */
    goOn: async (runId: string): Promise<readonly string[]> => {
      const notices = await window.call<{ readonly notices: readonly { readonly kind: string; readonly runId?: string }[] }>('app.notices', {});
      const isOffered = notices.ok && notices.value.notices.some((notice) => notice.kind === 'run-open' && notice.runId === runId);
      await until('settling', async () => (await read()).progress.state !== 'settling');
      const resumed = await window.call('runs.resume', { runId });
      return [...(isOffered ? [] : ['the run that was stopped was not offered']), ...(resumed.ok ? [] : [`the run was not gone on with: ${resumed.error.kind} ${resumed.error.reason ?? ''}`])];
    },
    /** Whoever had not received theirs when the desk was left is offered once more, and the operator lets it be. */
    letBe: async (runId: string, hadHeld: boolean): Promise<readonly string[]> => {
      const reading = await window.call<{ readonly run: Reading | null }>('runs.read', {});
      const isOffered = reading.ok && reading.value.run !== null;
      if (isOffered !== hadHeld) return [hadHeld ? 'the run was not offered to those who had not received their passcode' : 'a run that was over was offered'];
      if (!isOffered) return [];
      await until('settling', async () => (await read()).progress.state !== 'settling');
      const cancelled = await window.call('runs.cancel', { runId });
      return cancelled.ok ? [] : [`the run could not be ended: ${cancelled.error.kind} ${cancelled.error.reason ?? ''}`];
    },
    /** Thinks better of some that wait: they are to get another one. */
    giveUp: async (runId: string, ids: readonly string[]): Promise<void> => {
      const held = (await read()).rows.filter(({ personId, delivery }) => delivery === 'held' && ids.includes(personId)).map(({ personId }) => personId);
      if (held.length > 0) await window.call('runs.give-up', { runId, personIds: held });
    },
    /**
     * Until nobody has failed for a reason that passes, and nobody's passcode is gone. A pass that stands in the way passes
     * too unless somebody else made it: the desk takes its own back, at the latest after a while.
     * @param others - Whom somebody else has given a pass.
     */
    retryAll: async (runId: string, others: ReadonlyMap<string, string>): Promise<void> => {
      for (let attempt = 1; attempt <= RETRIES; attempt += 1) {
        const { rows } = await read();
        const isPassing = ({ personId, error }: Row) => error !== null && (PASSING.has(error.kind) || (error.kind === 'pass-exists' && !others.has(personId)));
        if (!rows.some((row) => (row.state === 'failed' && isPassing(row)) || row.delivery === 'gone')) return;
        if (attempt > 1) await sleep(RETRY_PAUSE_MS);
        await window.call('runs.retry', { runId });
        await attend(runId);
      }
    },
    /** Whatever is still to be handed over, however few. */
    deliverAll: async (runId: string): Promise<void> => {
      for (let attempt = 1; attempt <= DELIVERY_TRIES; attempt += 1) await handOver(runId, (await read()).rows, 1);
    },
    /** Reads out what waits and drops it again, so that it still waits. @returns the passes that the passcodes open. */
    tryHeld: async (runId: string, rows: readonly Row[], opens: (personId: string, passcode: string) => string | null): Promise<ReadonlySet<string>> => {
      const found = new Set<string>();
      for (const { personId } of rows.filter(({ delivery }) => delivery === 'held')) {
        const handed = await window.call<{ readonly handle: string }>('runs.hand-over', { runId, personId });
        if (!handed.ok) continue;
        const { handle } = handed.value;
        const revealed = await window.call<{ readonly passcode: string }>('passcode.reveal', { handle });
        const passId = revealed.ok ? opens(personId, revealed.value.passcode) : null;
        if (passId !== null) found.add(passId);
        await window.call('passcode.seen', { handle, isShown: false });
        await window.call('passcode.close', { handle });
      }
      return found;
    },
  };
}
