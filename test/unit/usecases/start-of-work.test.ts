/** When a first day begins: worked out with a calendar library, checked here against the platform's own. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calendar } from '../../../main/adapters/calendar/calendar';
import { zoneOf } from '../../../main/usecases/start-of-work';
import { DEFAULT_RUN_RULES } from '../../../shared/domain/run-rules';

const { dayOf, startAt } = calendar;
const nowhere = { usageLocation: null, country: null, city: null, officeLocation: null, companyName: null };
const wall = (instant: string, timeZone: string) => {
  const parts = Object.fromEntries(new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).formatToParts(new Date(instant)).map(({ type, value }) => [type, value]));
  return `${parts.year}-${parts.month}-${parts.day} ${parts.hour}:${parts.minute}`;
};

describe('the start of work', () => {
  it('is that hour on that day where the person is', () => {
    expect([startAt('2026-03-09', '08:00', 'Asia/Singapore'), startAt('2026-03-09', '08:00', 'America/New_York'), startAt('2026-12-01', '08:30', 'Asia/Kolkata')]).toEqual(['2026-03-09T00:00:00.000Z', '2026-03-09T12:00:00.000Z', '2026-12-01T03:00:00.000Z']);
  });

  it('moves an hour that the clocks skip, and takes the first of one that comes twice', () => {
    expect([startAt('2026-03-29', '02:30', 'Europe/Berlin'), startAt('2026-10-25', '02:30', 'Europe/Berlin')]).toEqual(['2026-03-29T01:30:00.000Z', '2026-10-25T00:30:00.000Z']);
  });

  it('is nothing for a day or a zone that does not exist', () => {
    expect([startAt('2026-02-30', '08:00', 'Europe/Berlin'), startAt('2026-02-20', '08:00', 'Mars/Olympus')]).toEqual([null, null]);
  });

  it('shows that day and hour on a clock there, for any day and zone', () => {
    const zones = Intl.supportedValuesOf('timeZone').filter((zone) => !/Troll|Casey|Vostok/.test(zone));
    fc.assert(
      fc.property(fc.date({ min: new Date('2024-01-01'), max: new Date('2035-12-31'), noInvalidDate: true }), fc.integer({ min: 5, max: 22 }), fc.constantFrom(...zones), (date, hour, zone) => {
        const day = date.toISOString().slice(0, 10);
        const time = `${String(hour).padStart(2, '0')}:00`;
        const start = startAt(day, time, zone);
        expect(start !== null && wall(start, zone)).toBe(`${day} ${time}`);
      }),
      { numRuns: 500 },
    );
  });

  it('takes a hire date of midnight UTC as that day everywhere, and any other instant where the person is', () => {
    expect([dayOf('2026-03-09T00:00:00Z', 'America/New_York'), dayOf('2026-03-08T23:00:00Z', 'Europe/Berlin'), dayOf('2026-03-08T23:00:00Z', 'Europe/London'), dayOf('never', 'Europe/London')]).toEqual(['2026-03-09', '2026-03-09', '2026-03-08', null]);
  });

  it('is in the zone of the list, else of the policy, else of the desk', () => {
    const rules = { ...DEFAULT_RUN_RULES, timeZones: [{ property: 'officeLocation' as const, value: ' lisbon', timeZone: 'Europe/Lisbon' }] };
    const inLisbon = { ...nowhere, officeLocation: 'Lisbon ' };
    expect(zoneOf({ timeZone: 'Asia/Tokyo' }, inLisbon, rules, 'Europe/Oslo')).toEqual({ timeZone: 'Asia/Tokyo', zoneFrom: 'list' });
    expect(zoneOf({ timeZone: null }, inLisbon, rules, 'Europe/Oslo')).toEqual({ timeZone: 'Europe/Lisbon', zoneFrom: 'policy' });
    expect(zoneOf({ timeZone: null }, nowhere, rules, 'Europe/Oslo')).toEqual({ timeZone: 'Europe/Oslo', zoneFrom: 'desk' });
    expect(zoneOf({ timeZone: null }, nowhere, { ...rules, timeZone: 'Europe/Paris' }, 'Europe/Oslo')).toEqual({ timeZone: 'Europe/Paris', zoneFrom: 'desk' });
  });
});
