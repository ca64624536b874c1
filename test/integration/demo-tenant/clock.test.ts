import { describe, expect, it } from 'vitest';
import { DEMO_PEOPLE } from '../../../main/demo-tenant';
import { clockOver } from '../../../main/demo-tenant/clock';
import { clockAt, given, passesOf } from './client';

const START = '2026-03-02T09:00:00.000Z';
const MINUTE = 60_000;

describe('the clock of the tenant', () => {
  it('follows the one beneath, can be pushed forward, sped up and stopped, and never steps back', () => {
    const beneath = clockAt(START);
    const clock = clockOver(beneath.now);
    const passed = () => (clock.now().getTime() - Date.parse(START)) / MINUTE;
    beneath.forward(1);
    expect(passed()).toBe(1);
    clock.advance(10 * MINUTE);
    expect(passed()).toBe(11);
    clock.speed(60);
    expect(passed()).toBe(11);
    beneath.forward(1);
    expect(passed()).toBe(71);
    clock.speed(0);
    beneath.forward(5);
    expect(passed()).toBe(71);
    clock.speed(1);
    beneath.forward(1);
    expect(passed()).toBe(72);
    for (const wrong of [-1, Number.NaN, Number.POSITIVE_INFINITY]) expect(() => { clock.advance(wrong); }).toThrow(RangeError);
    expect(() => { clock.speed(-1); }).toThrow(RangeError);
  });

  it('is what passes, the log and the Date header go by', async () => {
    const { tenant, call, get } = await given({ now: clockAt(START).now });
    const { body } = await call('POST', passesOf(DEMO_PEOPLE.member), { body: { startDateTime: '2026-03-02T10:00:00Z' } });
    expect(body.methodUsabilityReason).toBe('NotYetValid');
    tenant.clock.advance(60 * MINUTE);
    const during = await get(passesOf(DEMO_PEOPLE.member));
    expect([during.body.value[0].isUsable, during.headers.get('date'), tenant.log.at(-1)?.at]).toEqual([true, 'Mon, 02 Mar 2026 10:00:00 GMT', '2026-03-02T10:00:00.000Z']);
    tenant.clock.advance(60 * MINUTE);
    expect(tenant.state.passOf(DEMO_PEOPLE.member.id)?.methodUsabilityReason).toBe('Expired');
  });

  it('makes the machine\'s time run faster when nothing else is beneath', async () => {
    const { tenant } = await given({ people: 0 });
    tenant.clock.speed(100_000);
    const from = tenant.clock.now().getTime();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(tenant.clock.now().getTime() - from).toBeGreaterThan(15 * MINUTE);
  });
});
