/** A run against a tenant that takes five writes in ten seconds, on a clock that only waiting moves: as sound, and hardly slower than it must be. */
import { afterEach, describe, expect, it } from 'vitest';
import { openDesk } from '../../../main/compose-desk';
import { DEMO_PEOPLE, type DemoTenant, startDemoTenant } from '../../../main/demo-tenant';
import type { Desk } from '../../../main/usecases/desk';
import { planRun } from '../../../main/usecases/plan-run';
import { startRun } from '../../../main/usecases/start-run';
import { rulesOf } from '../../../shared/desk-policy';
import { historyWorker, journalWorker } from '../../support/bundle';
import { realParts } from '../../support/desk-host';
import { placeOf } from '../../support/desk-messages';
import { noClipboard, noPrinter, noSealedPdf } from '../../support/quiet-desk';
import { temporaryFolder } from '../../support/temporary';
import { virtualTime } from '../graph/virtual-time';

const LIMIT = 5;
const WINDOW_MS = 10_000;
const PEOPLE = 40;
/** The first window takes as many at once; each after that as many once more. */
const FLOOR_MS = (PEOPLE / LIMIT - 1) * WINDOW_MS;

const cleanups: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup();
});

async function pacedDesk() {
  const time = virtualTime();
  const tenant = await startDemoTenant({ people: 600, latencyMs: 0, now: time.now, quotas: { writes: { limit: LIMIT, windowMs: WINDOW_MS } } });
  const rules = rulesOf({ limits: { everyone: { passesPerOperatorHour: 10_000, passesPerOperatorDay: 10_000, verification: { kinds: ['photo-id'] } } } });
  const opened = openDesk({
    ...realParts(placeOf(tenant, temporaryFolder(), await journalWorker()), { state: 'in-force', file: 'desk.json', isDefault: false, rules }),
    historyWorkerFile: await historyWorker(),
    printer: noPrinter,
    sealedPdf: noSealedPdf,
    clipboard: noClipboard,
    fetch: time.fetch,
    clock: { now: time.now },
    pace: { wait: time.wait, timeLimitMs: 15_000 },
  });
  const { journal } = opened;
  // Writing to the disk takes the machine's time, and none of this clock's.
  const desk: Desk = {
    ...opened,
    journal: { ...journal, append: (record) => time.during(() => journal.append(record)), appendAll: (records) => time.during(() => journal.appendAll(records)), recent: (filter) => time.during(() => journal.recent(filter)) },
  };
  cleanups.push(() => tenant.close(), time.stop, () => journal.close());
  return { desk, tenant, time };
}

function membersOf({ state }: DemoTenant): readonly string[] {
  const wellKnown = new Set<string>(Object.values(DEMO_PEOPLE).map(({ id }) => id));
  const reachable = state.people.filter(({ id, userType, userPrincipalName, accountEnabled, employeeType }) => !wellKnown.has(id) && userType === 'Member' && accountEnabled && employeeType === 'Employee' && !userPrincipalName.includes('#EXT#') && state.rolesOf(id).length === 0 && state.passOf(id) === undefined);
  return reachable.slice(0, PEOPLE).map(({ id }) => id);
}

describe('a run at five writes in ten seconds', () => {
  it('gives everybody one pass, is seldom refused, and takes a fifth more than the least possible at most', { timeout: 60_000 }, async () => {
    const { desk, tenant, time } = await pacedDesk();
    const ids = membersOf(tenant);
    expect(ids).toHaveLength(PEOPLE);
    const people = ids.map((personId) => ({ personId, timeZone: null, startDate: null, line: null }));
    const verification = { kind: 'photo-id', against: 'Passport, at the reception' } as const;
    const plan = await planRun(desk, { kind: 'issue', people, ticket: 'INC-1042', reason: 'New hires of the month', scenario: 'first-day', start: 'now', startTime: '08:00', verification, disable: false });
    if (!plan.ok) throw new Error(plan.error.kind);
    const begun = time.now().getTime();
    const started = await startRun(desk, { planId: plan.value.planId, acknowledged: plan.value.questions.map(({ line }) => line) });
    expect(started).toMatchObject({ ok: true });
    await desk.memory.run?.driving;
    const tookMs = time.now().getTime() - begun;

    expect(desk.memory.run?.people.map(({ row }) => row.state)).toEqual(ids.map(() => 'done'));
    const made = tenant.state.passEvents.filter(({ requestId }) => requestId !== null);
    expect(made.map(({ kind }) => kind)).toEqual(ids.map(() => 'created'));
    expect(new Set(made.map(({ personId }) => personId))).toEqual(new Set(ids));
    expect(desk.memory.run?.people.map(({ row, planned }) => row.passId === tenant.state.passOf(planned.personId)?.id)).toEqual(ids.map(() => true));

    const creates = tenant.log.filter(({ method, path }) => method === 'POST' && path.endsWith('/temporaryAccessPassMethods'));
    const refused = creates.filter(({ status }) => status === 429);
    expect(creates.length - refused.length).toBe(PEOPLE);
    expect(refused.length / creates.length).toBeLessThan(0.2);
    expect(tookMs).toBeGreaterThanOrEqual(FLOOR_MS);
    expect(tookMs).toBeLessThan(FLOOR_MS * 1.2);
  });
});
