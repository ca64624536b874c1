/** What must not go wrong in a run, whatever the window sends, however the app is stopped, and whatever changes meanwhile. */
import { describe, expect, it } from 'vitest';
import { createPasscodeVault } from '../../../main/adapters/vault/passcode-vault';
import { DEMO_PEOPLE } from '../../../main/demo-tenant/directory/demo-people';
import type { FactsFromGraph } from '../../../main/ports/directory';
import type { SignedIn } from '../../../main/ports/session';
import { giveUp, printRun } from '../../../main/usecases/deliver-run';
import { type Desk, newMemory } from '../../../main/usecases/desk';
import { endTimedOut } from '../../../main/usecases/hand-over';
import { issuePass } from '../../../main/usecases/issue-pass';
import { planRun } from '../../../main/usecases/plan-run';
import { restoreRun } from '../../../main/usecases/restore-run';
import { readingOf } from '../../../main/usecases/run';
import { keySeen, revealKey, sealRun } from '../../../main/usecases/seal-run';
import { createSession } from '../../../main/usecases/session';
import { settleAll } from '../../../main/usecases/settle';
import { cancelRun, resumeRun, retryRun } from '../../../main/usecases/start-run';
import { rulesOf, type DeskPolicy } from '../../../shared/desk-policy';
import { PREFLIGHT_LINES } from '../../../shared/domain/rules';
import type { RunRequest } from '../../../shared/domain/run';
import { DEFAULT_SCENARIOS } from '../../../shared/domain/scenario';
import { err, ok } from '../../../shared/result';
import { realDesk, verifiedIssue } from '../../support/real-desk';
import { begun, over, requestFor } from '../../support/real-run';

type Everyone = NonNullable<NonNullable<DeskPolicy['limits']>['everyone']>;
const policyWith = (everyone: Everyone = {}) => ({ limits: { everyone: { passesPerOperatorHour: 1000, passesPerOperatorDay: 1000, delivery: { channels: ['call' as const, 'slip' as const] }, ...everyone } } });
const POLICY = policyWith();
const { member, namesakeOne, namesakeTwo, joiner, externalGuest, withLivePass, chief } = DEMO_PEOPLE;

/** A run that was begun, and stopped before anything was made. */
async function stoppedAtOnce(desk: Desk, request: RunRequest): Promise<string> {
  const { runId } = await begun(withCreate(desk, async () => err({ kind: 'offline' as const })), request);
  await over(desk);
  return runId;
}

type Create = Desk['passes']['create'];
const withCreate = (desk: Desk, create: Create): Desk => ({ ...desk, bulk: { ...desk.bulk, passes: { ...desk.bulk.passes, create } } });
const withAppend = (desk: Desk, append: Desk['journal']['append']): Desk => ({ ...desk, journal: { ...desk.journal, append } });
/** Stopped before the run's last line, every time. */
const neverEnding = (desk: Desk): Desk =>
  withAppend(desk, async (record) => (record.action === 'run.begin' && record.phase === 'outcome' ? err({ kind: 'journal-unavailable' as const, reason: 'full' as const }) : desk.journal.append(record)));
/** Facts that everybody of the run is found to have when they are judged anew. */
const withFacts = (desk: Desk, change: (facts: FactsFromGraph) => FactsFromGraph): Desk => ({
  ...desk,
  bulk: {
    ...desk.bulk,
    manyFacts: async (...asked) => {
      const many = await desk.bulk.manyFacts(...asked);
      if (!many.ok) return many;
      return ok({
        ...many.value,
        of: async (ids) => {
          const read = await many.value.of(ids);
          return read.ok ? ok(Object.fromEntries(Object.entries(read.value).map(([id, found]) => [id, found.ok ? ok(change(found.value)) : found]))) : read;
        },
      });
    },
  },
});

/** The app started anew on the same journal and tenant. */
const anew = (desk: Desk, change: Partial<Desk> = {}): Desk => ({ ...desk, vault: createPasscodeVault(), memory: newMemory(), openedAt: new Date(desk.clock.now().getTime() + 1000).toISOString(), ...change });

async function restored(desk: Desk) {
  await settleAll(desk);
  await restoreRun(desk);
  await expect.poll(() => desk.memory.run?.state, { timeout: 5000 }).not.toBe('settling');
  return readingOf(desk, desk.memory.run!);
}

const rulesIn = ({ rows }: { readonly rows: ReturnType<typeof readingOf>['rows'] }) => rows.map(({ problems }) => problems.map(({ rule }) => rule));
const statesIn = ({ rows }: { readonly rows: ReturnType<typeof readingOf>['rows'] }) => rows.map(({ state, delivery }) => `${state} ${delivery}`);

describe('the quota in a run', () => {
  it('holds after a restart, with what was issued meanwhile', async () => {
    const { desk, tenant } = await realDesk({ policy: policyWith({ passesPerOperatorHour: 3 }) });
    const runId = await stoppedAtOnce(desk, requestFor([member, namesakeOne, namesakeTwo]));
    const again = anew(desk);
    await restored(again);
    for (const { id } of [joiner, chief]) expect(await issuePass(again, await verifiedIssue(again, id))).toMatchObject({ ok: true });
    await resumeRun(again, runId);
    const { progress, rows } = await over(again);
    expect(progress.counts).toMatchObject({ done: 1, failed: 2 });
    expect(rows.flatMap(({ problems }) => problems)).toEqual(Array.from({ length: 2 }, () => ({ rule: 'quota', per: 'hour', maximum: 3, used: 3 })));
    expect(tenant.log.filter(({ method, path, status }) => method === 'POST' && path.endsWith('temporaryAccessPassMethods') && status === 201)).toHaveLength(3);
  });

  it('is not used up by creates that Entra put off', async () => {
    const { desk } = await realDesk({ policy: policyWith({ passesPerOperatorHour: 2 }) });
    let putOff = 3;
    const create: Create = async (pass) => (putOff-- > 0 ? err({ kind: 'throttled' as const, retryAfterSeconds: 1, requestId: '' }) : desk.bulk.passes.create(pass));
    await begun(withCreate(desk, create), requestFor([member, namesakeOne]));
    expect((await over(desk)).progress.counts).toMatchObject({ done: 2, failed: 0 });
  });

  it('is told as it stands, and is there again when its hour is over', async () => {
    let now = Date.parse('2026-03-02T10:00:00Z');
    const { desk } = await realDesk({ policy: policyWith({ passesPerOperatorHour: 1 }), now: () => new Date(now) });
    const fails: Create = async () => err({ kind: 'answer-lost' as const, outcome: 'none-made' as const });
    const { runId } = await begun(withCreate(desk, fails), requestFor([member]));
    expect((await over(desk)).progress.counts).toMatchObject({ failed: 1 });
    await issuePass(desk, await verifiedIssue(desk, joiner.id));
    await retryRun(desk, runId);
    expect((await over(desk)).rows[0]?.problems).toEqual([{ rule: 'quota', per: 'hour', maximum: 1, used: 1 }]);
    now += 61 * 60_000;
    await retryRun(desk, runId);
    expect(statesIn(await over(desk))).toEqual(['done held']);
  });

  it('of people who are left out anyway does not hold for the others', async () => {
    const { desk } = await realDesk({ policy: { limits: { everyone: POLICY.limits.everyone, 'external-guest': { passesPerOperatorHour: 0 } } } });
    const plan = await planRun(desk, requestFor([externalGuest, member]));
    expect(plan.ok && plan.value.rows.map(({ blocked }) => blocked.map(({ rule }) => rule))).toEqual([['external-guest'], []]);
  });
});

describe('what was decided for a run', () => {
  it('does not hold for somebody whose manager is another one by then', async () => {
    const { desk } = await realDesk({ policy: POLICY });
    const runId = await stoppedAtOnce(desk, requestFor([member, namesakeOne], { verification: { kind: 'manager-attested', against: '' } }));
    const other: FactsFromGraph['manager'] = { known: true, value: { ...DEMO_PEOPLE.colleague, mail: 'new.manager@fjordlight.example' } };
    const again = withFacts(anew(desk), (facts) => (facts.person.id === member.id ? { ...facts, manager: other } : facts));
    await restored(again);
    await resumeRun(again, runId);
    const reading = await over(again);
    expect([statesIn(reading), rulesIn(reading)]).toEqual([['failed null', 'done held'], [['verification-against'], []]]);
  });

  it('is judged as it will be sent, by the desk policy in force then', async () => {
    const { desk } = await realDesk({ policy: POLICY });
    const runId = await stoppedAtOnce(desk, requestFor([member]));
    const scenarios = DEFAULT_SCENARIOS.map((scenario) => ({ ...scenario, lifetimeInMinutes: 30 }));
    const rules = rulesOf({ ...policyWith({ lifetime: { maximumMinutes: 60 } }), scenarios });
    const again = anew(desk, { policy: { state: 'in-force', file: 'desk.json', isDefault: false, rules } });
    await restored(again);
    await resumeRun(again, runId);
    expect(rulesIn(await over(again))).toEqual([['lifetime-out-of-range']]);
  });

  it('lets a passcode leave only as the desk policy in force then allows', async () => {
    const { desk, printed } = await realDesk({ policy: POLICY });
    const runId = await stoppedAtOnce(desk, requestFor([member]));
    const rules = rulesOf(policyWith({ delivery: { channels: ['call'] } }));
    const again = anew(desk, { policy: { state: 'in-force', file: 'desk.json', isDefault: false, rules } });
    await restored(again);
    await resumeRun(again, runId);
    expect(statesIn(await over(again))).toEqual(['done held']);
    expect(await printRun(again, { runId, personIds: [member.id], layout: 'page-per-person' })).toMatchObject({ ok: false, error: { kind: 'delivery-refused' } });
    expect(printed).toEqual([]);
  });

  it('answers no question that nobody was asked', async () => {
    const { desk, entries } = await realDesk({ policy: POLICY });
    await begun(desk, requestFor([member]), PREFLIGHT_LINES);
    await over(desk);
    const line = (await entries()).find(({ action }) => action === 'run.begin');
    expect(line?.detail.acknowledged).toBe('eligible-roles tenant-policy recent-changes');
  });

  it('names a time zone that there is', async () => {
    const { desk } = await realDesk({ policy: POLICY });
    const people = [{ personId: member.id, timeZone: 'Moon/Tranquility', startDate: null, line: null }];
    expect(await planRun(desk, requestFor([], { people }))).toMatchObject({ ok: false, error: { kind: 'invalid-input' } });
  });

  it('holds for a day, also when it was tried again and the app was stopped', async () => {
    let now = Date.parse('2026-03-02T10:00:00Z');
    const { desk } = await realDesk({ policy: POLICY, now: () => new Date(now) });
    const { runId } = await begun(withCreate(desk, async () => err({ kind: 'answer-lost' as const, outcome: 'none-made' as const })), requestFor([member]));
    await over(desk);
    now += 23 * 3_600_000;
    await retryRun(neverEnding(desk), runId);
    await over(desk);
    now += 2 * 3_600_000;
    const again = anew(desk);
    await restored(again);
    expect(await resumeRun(again, runId)).toMatchObject({ ok: false, error: { reason: 'too-long-ago' } });
  });
});

describe('the end of a run', () => {
  it('leaves nobody half done when something breaks', async () => {
    const { desk } = await realDesk({ policy: POLICY });
    let looks = 0;
    const broken: Desk = { ...desk, bulk: { ...desk.bulk, lastLook: (ids) => (looks++ === 0 ? Promise.reject(new Error('a bug')) : desk.bulk.lastLook(ids)) } };
    const { runId } = await begun(broken, requestFor([member, namesakeOne]));
    expect((await over(desk)).progress.counts).toMatchObject({ working: 0, failed: 2 });
    await retryRun(desk, runId);
    expect(statesIn(await over(desk))).toEqual(['done held', 'done held']);
  });

  it('is written once, when it is cancelled at the moment it ends', async () => {
    const { desk, entries } = await realDesk({ policy: POLICY });
    let atEnd: Promise<unknown> = Promise.resolve();
    const slow = withAppend(desk, async (record) => {
      if (record.action === 'run.begin' && record.phase === 'outcome') atEnd = cancelRun(desk, desk.memory.run!.id);
      return desk.journal.append(record);
    });
    await begun(slow, requestFor([withLivePass], { kind: 'revoke', verification: null }));
    const { progress } = await over(desk);
    await atEnd;
    expect([progress.state, (await entries()).filter(({ action, phase }) => action === 'run.begin' && phase === 'outcome').map(({ detail }) => detail.ended)]).toEqual(['ended', ['ended']]);
  });

  it('loses nobody who is tried again at the moment it comes', async () => {
    const { desk } = await realDesk({ policy: POLICY });
    const atEnd: Promise<unknown>[] = [];
    const slow = withAppend(desk, async (record) => {
      if (record.action === 'run.begin' && record.phase === 'outcome' && atEnd.length === 0) {
        atEnd.push(retryRun(desk, desk.memory.run!.id));
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
      return desk.journal.append(record);
    });
    let isFirst = true;
    const create: Create = async (pass) => {
      const fails = isFirst;
      isFirst = false;
      return fails ? err({ kind: 'answer-lost' as const, outcome: 'none-made' as const }) : desk.bulk.passes.create(pass);
    };
    await begun(withCreate(slow, create), requestFor([member]));
    await over(desk);
    await Promise.all(atEnd);
    const { rows } = await over(desk);
    expect(rows[0]?.state).not.toBe('waiting');
    expect(rows[0]?.state).not.toBe('cancelled');
  });
});

describe('a passcode of a run', () => {
  it('that was just printed is not taken back by giving up the rest', async () => {
    const { desk, tenant } = await realDesk({ policy: POLICY });
    const everybody = [member, namesakeOne, namesakeTwo, joiner, chief, DEMO_PEOPLE.internalGuest, DEMO_PEOPLE.harmlessRole];
    const { runId } = await begun(desk, requestFor(everybody));
    await over(desk);
    const last = DEMO_PEOPLE.harmlessRole;
    const givenUp = giveUp(desk, { runId, personIds: everybody.map(({ id }) => id) });
    const print = await printRun(desk, { runId, personIds: [last.id], layout: 'page-per-person' });
    await givenUp;
    const isLive = tenant.state.passes().some(({ personId }) => personId === last.id);
    expect({ isPrinted: print.ok, row: readingOf(desk, desk.memory.run!).rows.at(-1)?.delivery }).toEqual(isLive ? { isPrinted: true, row: 'printed' } : { isPrinted: false, row: 'gone' });
  });

  it('whose time ran out in the print dialog counts as received by nobody, and is replaced', async () => {
    let now = Date.now();
    const first = await realDesk({ policy: POLICY });
    const vault = createPasscodeVault({ now: () => now });
    const desk: Desk = neverEnding({ ...first.desk, vault, printer: { print: async () => ((now += 24 * 3_600_000), ok(null)) } });
    const ended: Promise<unknown>[] = [];
    vault.onTimeout((kept) => void ended.push(endTimedOut(desk, kept)));
    const { runId } = await begun(desk, requestFor([member]));
    await over(desk);
    await printRun(desk, { runId, personIds: [member.id], layout: 'page-per-person' });
    await Promise.allSettled(ended);
    expect(statesIn(readingOf(desk, desk.memory.run!))).toEqual(['done gone']);
    expect((await first.entries()).filter(({ action, phase }) => action === 'pass.print' && phase === 'outcome').map(({ result, detail }) => [result, detail.failure])).toEqual([['failed', 'passcode-gone']]);
    expect(statesIn(await restored(anew(first.desk)))).toEqual(['waiting null']);
  });

  it('does not count as sealed when its key was dropped while it was on its way', async () => {
    const { desk, tenant } = await realDesk({ policy: POLICY });
    const { runId } = await begun(desk, requestFor([member]));
    await over(desk);
    const file = await sealRun(desk, { runId, personIds: [member.id], layout: 'page-per-person' }, async () => '/tmp/x.pdf');
    if (!file.ok) throw new Error(file.error.kind);
    const { keyHandle } = file.value;
    const [revealed] = await Promise.all([revealKey(desk, keyHandle), keySeen(desk, keyHandle, false)]);
    expect(revealed).toEqual({ ok: false, error: { kind: 'passcode-gone' } });
    expect(tenant.state.passes().some(({ personId }) => personId === member.id)).toBe(true);
  });
});

describe('leaving in the middle of a run', () => {
  /** At a desk that has two passes of a run in hand, and leaves. */
  async function leaving(at: Desk) {
    const state: SignedIn = { status: 'signed-in', tenant: at.tenant, operator: at.operator, tokenCache: 'none', readOnly: null };
    const setup = { state: 'missing', file: 'desk.json' } as const;
    const openDesk = async () => at;
    const session = createSession({ setup, loadEntra: null, openEntraDesk: openDesk, startDemo: () => ({ state, openDesk, close: async () => undefined }), onChanged: () => undefined, onForgotten: () => undefined });
    await session.openDemo(false);
    await session.read(async () => ok(null));
    await begun(at, requestFor([member, namesakeOne]));
    await over(at);
    expect(at.vault.all()).toHaveLength(2);
    let isOut = false;
    void session.signOut().then(() => (isOut = true));
    await expect.poll(() => isOut, { timeout: 4000 }).toBe(true);
  }
  const never = () => new Promise<never>(() => undefined);

  it('is not held up by passes that cannot be revoked, and forgets their passcodes', async () => {
    const { desk } = await realDesk({ policy: POLICY });
    await leaving({ ...desk, passes: { ...desk.passes, remove: never }, bulk: { ...desk.bulk, passes: { ...desk.bulk.passes, remove: never } } });
    expect(desk.vault.all()).toEqual([]);
  });

  it('revokes what nobody received, also while Entra has asked the run to wait', async () => {
    const { desk, tenant } = await realDesk({ policy: POLICY });
    await leaving({ ...desk, bulk: { ...desk.bulk, passes: { ...desk.bulk.passes, remove: never } } });
    expect([member, namesakeOne].map(({ id }) => tenant.state.passOf(id))).toEqual([undefined, undefined]);
  });
});

describe('a run found at the start', () => {
  it('is not offered before it is known who has received theirs', async () => {
    const { desk } = await realDesk({ policy: POLICY });
    const { runId } = await begun(neverEnding(desk), requestFor([member, namesakeOne]));
    await over(desk);
    await printRun(desk, { runId, personIds: [member.id], layout: 'page-per-person' });
    let reads = 0;
    const again = anew(desk);
    const recent: Desk['journal']['recent'] = async (filter) => (filter.actions.includes('pass.print') && filter.personId === null && reads++ === 0 ? err({ kind: 'journal-unavailable', reason: 'locked' }) : desk.journal.recent(filter));
    expect(statesIn(await restored({ ...again, journal: { ...again.journal, recent } }))).toEqual(['done printed', 'waiting null']);
  });

  it('whose plan was tampered with is ended, and says so', async () => {
    const { desk, entries } = await realDesk({ policy: POLICY });
    await begun(neverEnding(desk), requestFor([member]));
    await over(desk);
    const again = anew(desk, { journal: { ...desk.journal, kept: async () => ok(null) } });
    await settleAll(again);
    await restoreRun(again);
    expect(again.memory.run).toBeNull();
    expect((await entries()).filter(({ action, phase }) => action === 'run.begin' && phase === 'outcome').map(({ result, detail }) => [result, detail.failure])).toEqual([['failed', 'plan-unreadable']]);
  });

  it('takes back what nobody received, also when the clock was put back', async () => {
    const { desk, tenant } = await realDesk({ policy: POLICY });
    await begun(neverEnding(desk), requestFor([member]));
    await over(desk);
    await restored(anew(desk, { openedAt: new Date(Date.now() - 3_600_000).toISOString() }));
    expect(tenant.state.passes().some(({ personId }) => personId === member.id)).toBe(false);
  });
});

describe('a run that ends access', () => {
  it('says done only when it is', async () => {
    const { desk } = await realDesk({ policy: POLICY });
    const blind: Desk = { ...desk, grants: { ...desk.grants, of: async (...asked) => {
      const read = await desk.grants.of(...asked);
      return read.ok ? ok({ ...read.value, roles: { known: false, because: 'failed', needs: null } }) : read;
    } } };
    await begun(blind, requestFor([withLivePass], { kind: 'end-access', verification: null }), []);
    expect(statesIn(await over(blind))).toEqual(['failed null']);
    expect(await desk.journal.openActs(['access.end'])).toMatchObject({ ok: true, value: [{}] });
  });
});
