/** A desk policy that lets a cohort through in one run: what is tried here is not the limits. */
import type { Policy } from '../../main/usecases/desk';
import { rulesOf } from '../../shared/desk-policy';

export function cohortPolicy(file: string): Policy {
  const rules = rulesOf({
    limits: {
      everyone: {
        startWithinDays: 30,
        passesPerOperatorHour: 10_000,
        passesPerOperatorDay: 10_000,
        secondPassWithin24Hours: 'allow',
        verification: { kinds: ['photo-id'] },
        delivery: { channels: ['call', 'slip', 'manager-mail'], tellPerson: true },
      },
    },
    runs: { maximumPeople: 500, timeZone: 'Europe/Berlin', timeZones: [{ property: 'country', value: 'IN', timeZone: 'Asia/Kolkata' }] },
  });
  return { state: 'in-force', file, isDefault: false, rules };
}
