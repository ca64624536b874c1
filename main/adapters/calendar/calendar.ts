/** The calendar port over luxon: time zones and their changes are not for us to work out. */
import { DateTime } from 'luxon';
import type { Calendar } from '../../ports/calendar';

export const calendar: Calendar = {
  dayOf: (instant, timeZone) => {
    const at = DateTime.fromISO(instant, { zone: 'utc' });
    if (!at.isValid) return null;
    const isMidnight = at.toMillis() === at.startOf('day').toMillis();
    return (isMidnight ? at : at.setZone(timeZone)).toISODate();
  },
  startAt: (day, time, timeZone) => {
    const at = DateTime.fromISO(`${day}T${time}`, { zone: timeZone });
    if (!at.isValid) return null;
    const [first = at] = at.getPossibleOffsets().sort((one, other) => one.toMillis() - other.toMillis());
    return first.toUTC().toISO();
  },
};
