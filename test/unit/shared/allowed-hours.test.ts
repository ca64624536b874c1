import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isWithinHours } from '../../../shared/domain/allowed-hours';
import { WEEKDAYS, type AllowedHours } from '../../../shared/domain/limits';
import { anyHours } from './support/any-policy';

const hours = (days: AllowedHours['days'], from: string, to: string, timeZone = 'Europe/Berlin'): AllowedHours => ({ timeZone, days, from, to });
const anyMoment = fc.date({ min: new Date('2020-01-01T00:00:00Z'), max: new Date('2040-01-01T00:00:00Z'), noInvalidDate: true });
const isOpen = (window: AllowedHours, instants: readonly string[]) => instants.map((instant) => isWithinHours(window, new Date(instant)));

describe('isWithinHours', () => {
  it('is always so where the policy says "any"', () => {
    fc.assert(fc.property(anyMoment, (moment) => isWithinHours('any', moment)));
  });

  it('counts the first minute and not the last', () => {
    // 2 March 2026 is a Monday; Berlin is an hour ahead.
    expect(isOpen(hours(['mon'], '07:30', '19:00'), ['2026-03-02T06:29:59Z', '2026-03-02T06:30:00Z', '2026-03-02T17:59:59Z', '2026-03-02T18:00:00Z'])).toEqual([false, true, true, false]);
  });

  it('takes the day of the policy’s own time zone', () => {
    const instant = ['2026-03-01T23:30:00Z'];
    expect([isOpen(hours(['mon'], '00:00', '01:00'), instant), isOpen(hours(['mon'], '00:00', '01:00', 'UTC'), instant), isOpen(hours(['sun'], '18:00', '19:00', 'America/New_York'), instant)]).toEqual([[true], [false], [true]]);
  });

  it('gives a window past midnight to the day on which it began', () => {
    const night = hours(['fri'], '22:00', '06:00', 'UTC');
    expect(isOpen(night, ['2026-03-06T05:59:00Z', '2026-03-06T21:59:00Z', '2026-03-06T22:00:00Z', '2026-03-07T05:59:59Z', '2026-03-07T06:00:00Z', '2026-03-07T22:00:00Z'])).toEqual([false, false, true, true, false, false]);
  });

  it('ends at midnight when told 00:00, and lasts a day when it ends where it begins', () => {
    expect(isOpen(hours(['mon'], '07:00', '00:00', 'UTC'), ['2026-03-02T23:59:59Z', '2026-03-03T00:00:00Z'])).toEqual([true, false]);
    expect(isOpen(hours(['mon'], '08:00', '08:00', 'UTC'), ['2026-03-02T07:59:00Z', '2026-03-02T08:00:00Z', '2026-03-03T07:59:00Z', '2026-03-03T08:00:00Z'])).toEqual([false, true, true, false]);
  });

  it('opens an hour of UTC earlier once summer time has begun, and later once it has ended', () => {
    const window = hours(['sat', 'sun', 'mon'], '07:00', '19:00');
    expect(isOpen(window, ['2026-03-28T05:30:00Z', '2026-03-29T05:30:00Z', '2026-03-29T17:30:00Z'])).toEqual([false, true, false]);
    expect(isOpen(window, ['2026-10-24T05:30:00Z', '2026-10-25T05:30:00Z', '2026-10-25T17:30:00Z'])).toEqual([true, false, true]);
  });

  it('does not open in an hour that the clock skips, and opens twice in one that it repeats', () => {
    const window = hours(['sun'], '02:00', '03:00');
    expect(isOpen(window, ['2026-03-29T00:59:59Z', '2026-03-29T01:00:00Z', '2026-03-29T01:59:59Z'])).toEqual([false, false, false]);
    expect(isOpen(window, ['2026-10-24T23:59:59Z', '2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z', '2026-10-25T02:00:00Z'])).toEqual([false, true, true, false]);
  });

  it('goes over the missing hour of a night without a gap', () => {
    const night = hours(['sat'], '22:00', '06:00');
    expect(isOpen(night, ['2026-03-28T21:00:00Z', '2026-03-29T00:59:00Z', '2026-03-29T01:00:00Z', '2026-03-29T03:59:00Z', '2026-03-29T04:00:00Z'])).toEqual([true, true, true, true, false]);
  });

  it('knows zones a quarter of an hour or more than half a day away', () => {
    expect([isOpen(hours(['mon'], '12:15', '12:30', 'Asia/Kathmandu'), ['2026-03-02T06:30:00Z', '2026-03-02T06:45:00Z']), isOpen(hours(['tue'], '00:00', '01:00', 'Pacific/Kiritimati'), ['2026-03-02T10:30:00Z'])]).toEqual([[true, false], [true]]);
  });

  it('and the window from its end to its beginning, every day, share every moment out between them', () => {
    fc.assert(
      fc.property(anyHours, anyMoment, ({ from, to, timeZone }, moment) => {
        fc.pre(from !== to);
        return isWithinHours(hours(WEEKDAYS, from, to, timeZone), moment) !== isWithinHours(hours(WEEKDAYS, to, from, timeZone), moment);
      }),
    );
  });

  it('is open on some day exactly when it is open with all of them', () => {
    fc.assert(
      fc.property(anyHours, anyMoment, (window, moment) => {
        const each = WEEKDAYS.map((day) => isWithinHours({ ...window, days: [day] }, moment));
        expect(each.filter(Boolean)).toHaveLength(isWithinHours({ ...window, days: WEEKDAYS }, moment) ? 1 : 0);
        expect(isWithinHours(window, moment)).toBe(window.days.some((day) => each[WEEKDAYS.indexOf(day)]));
      }),
    );
  });

  it('agrees with a clock in UTC', () => {
    fc.assert(
      fc.property(anyHours, anyMoment, ({ from, to, days }, moment) => {
        fc.pre(from < to);
        const time = moment.toISOString().slice(11, 16);
        const day = WEEKDAYS[(moment.getUTCDay() + 6) % 7]!;
        return isWithinHours(hours(days, from, to, 'UTC'), moment) === (days.includes(day) && time >= from && time < to);
      }),
    );
  });
});
