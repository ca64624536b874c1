import { describe, expect, it } from 'vitest';
import { DEMO_PEOPLE, type DirectoryAudit } from '../../../main/demo-tenant';
import { LogStore } from '../../../main/demo-tenant/log-store';
import type { Desk } from './client';
import { historyDesk, ms, NOW } from './history-desk';

const AUDITS = '/auditLogs/directoryAudits';
const SIGN_INS = '/auditLogs/signIns';
const DAY = 86_400_000;
type Row = { readonly id: string; readonly activityDateTime: string };

/** Every row of every page. */
async function everything({ get, tenant }: Desk, path: string, between: () => void = () => undefined): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (let next: string | undefined = path; next !== undefined;) {
    const { body } = await get(next);
    rows.push(...body.value);
    next = body['@odata.nextLink']?.slice(tenant.origin.length);
    between();
  }
  return rows;
}

describe('the logs of a history', async () => {
  const desk = await historyDesk({ days: 60, deskRows: 2_000 });
  const { tenant } = desk;

  it('are served newest first, page by page, and whole', async () => {
    const rows = await everything(desk, `${AUDITS}?$top=300`);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
    expect(rows.map(({ activityDateTime }) => activityDateTime)).toEqual(rows.map(({ activityDateTime }) => activityDateTime).sort().reverse());
    const oldestFirst = await everything(desk, `${AUDITS}?$top=300&$orderby=activityDateTime`);
    expect(oldestFirst.map(({ id }) => id).sort()).toEqual(rows.map(({ id }) => id).sort());
    const allowed = tenant.state.audits.filter(({ activityDateTime }) => ms(activityDateTime) <= ms(NOW) - 300_000 && ms(activityDateTime) >= ms(NOW) - 30 * DAY);
    expect(rows.length).toBe(allowed.length);
  });

  it('give pages of one instant, whatever is written meanwhile', async () => {
    const before = await everything(desk, `${AUDITS}?$top=200`);
    const during = await everything(desk, `${AUDITS}?$top=200`, () => {
      tenant.simulate.changePhone(DEMO_PEOPLE.member.id, '+1 425 555 0100', DEMO_PEOPLE.colleague.id);
      tenant.clock.advance(400_000);
    });
    expect(during.map(({ id }) => id)).toEqual(before.map(({ id }) => id));
    expect((await everything(desk, AUDITS)).length).toBeGreaterThan(before.length);
    expect((await desk.get(`${AUDITS}?$skiptoken=x`)).status).toBe(400);
  });

  it('take filters by service, activity and time', async () => {
    const since = '2026-02-20T00:00:00Z';
    const rows = (await everything(desk, `${AUDITS}?$filter=loggedByService eq 'Authentication Methods' and activityDisplayName eq 'Admin registered security info' and activityDateTime ge ${since}`)) as readonly unknown[] as readonly DirectoryAudit[];
    const wanted = tenant.state.audits.filter((audit) => audit.activityDisplayName === 'Admin registered security info' && audit.activityDateTime >= since && ms(audit.activityDateTime) <= tenant.clock.now().getTime() - 300_000);
    expect(rows.map(({ id }) => id).sort()).toEqual(wanted.map(({ id }) => id).sort());
    // Passes are told from other methods by the reason alone.
    expect(new Set(rows.map(({ resultReason }) => resultReason))).toEqual(new Set(['Admin registered temporary access pass method for user', 'Admin registered phone method for user']));
  });

  it('show the failed sign-ins of a person among the others', async () => {
    const { body } = await desk.get(`${SIGN_INS}?$filter=status/errorCode eq 50126&$top=5`);
    expect(body.value.length).toBeGreaterThan(0);
    expect(body.value[0].status.failureReason).toMatch(/invalid username or password/);
  });

  it('forget what is older than 30 days', async () => {
    const { tenant: forgetful, get } = await historyDesk({ days: 60, deskRows: 2_000 });
    const oldest = async () => (await get(`${AUDITS}?$orderby=activityDateTime&$top=1`)).body.value[0] as Row;
    const first = await oldest();
    expect(ms(first.activityDateTime)).toBeGreaterThanOrEqual(ms(NOW) - 30 * DAY);
    forgetful.clock.advance(10 * DAY);
    expect(ms((await oldest()).activityDateTime)).toBeGreaterThanOrEqual(ms(NOW) - 20 * DAY);
    expect((await get(`${AUDITS}/${first.id}`)).status).toBe(404);
    expect((await get(`${AUDITS}?$filter=id eq '${first.id}'`)).body.value).toEqual([]);
  });
});

describe('records that come late', async () => {
  const HOUR = 3_600_000;
  const { tenant, get } = await historyDesk({}, { auditDelayMs: 60_000, auditJitter: { maximumMs: 6 * HOUR, seed: 7 } });
  const made = Array.from({ length: 12 }, (_, n) => {
    tenant.clock.advance(60_000);
    tenant.simulate.changePhone(DEMO_PEOPLE.member.id, `+1 425 555 01${String(n).padStart(2, '0')}`, DEMO_PEOPLE.colleague.id);
    return tenant.state.audits.at(-1)?.id ?? '';
  });

  it('arrive one by one, out of order, and all of them in the end', async () => {
    const arrivals: string[] = [];
    for (let minutes = 0; minutes <= 6 * 60 + 10; minutes += 10) {
      const { body } = await get(`${AUDITS}?$filter=loggedByService eq 'Core Directory' and activityDateTime ge ${NOW}`);
      for (const { id } of (body.value as readonly Row[]).filter((row) => made.includes(row.id) && !arrivals.includes(row.id))) arrivals.push(id);
      tenant.clock.advance(600_000);
    }
    expect([...arrivals].sort()).toEqual([...made].sort());
    expect(arrivals).not.toEqual(made);
  });
});

describe('a log of 30,000 records', () => {
  const start = ms(NOW) - 29 * DAY;
  const at = start + 29 * DAY + 3_600_000;
  const open = () => {
    const store = new LogStore<{ readonly n: number; readonly who: string }>({ delayMs: 0 }, ({ n }) => start + n * 80_000, ({ who }) => who);
    // Written in another order than that of their instants.
    for (let n = 0; n < 30_000; n += 1) store.add({ n: (n * 7_919) % 30_000, who: `person-${n % 500}` });
    return store;
  };
  const first = <T>(items: Iterable<T>, count: number): readonly T[] => {
    const taken: T[] = [];
    for (const item of items) {
      taken.push(item);
      if (taken.length === count) break;
    }
    return taken;
  };

  it('looks at no more than a page takes', () => {
    const store = open();
    expect(first(store.readable(at, 'newest', { from: -Infinity, to: Infinity }), 1_000).map(({ n }) => n)).toEqual(Array.from({ length: 1_000 }, (_, n) => 29_999 - n));
    expect(store.looked).toBe(1_000);
  });

  it('looks at the span that a filter leaves, and at one person\'s records where it names one', () => {
    const store = open();
    const span = { from: start + 80_000_000, to: start + 80_000_000 + 800_000 };
    expect([...store.readable(at, 'oldest', span)].map(({ n }) => n)).toEqual(Array.from({ length: 11 }, (_, n) => 1_000 + n));
    expect(store.looked).toBe(11);
    expect([...store.readable(at, 'newest', { from: -Infinity, to: Infinity }, 'person-7')]).toHaveLength(60);
    expect(store.looked).toBe(71);
  });
});
