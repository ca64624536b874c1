/** A desk policy that no run of the bench runs into: what is measured is not the limits. */
import type { Policy } from '../../main/usecases/desk';
import { rulesOf } from '../../shared/desk-policy';
import { RUN_MAXIMUM } from '../../shared/domain/run-rules';

export function benchPolicy(file: string): Policy {
  const rules = rulesOf({
    limits: { everyone: { passesPerOperatorHour: 10_000, passesPerOperatorDay: 10_000, secondPassWithin24Hours: 'allow', verification: { kinds: ['photo-id'] } } },
    runs: { maximumPeople: RUN_MAXIMUM },
  });
  return { state: 'in-force', file, isDefault: false, rules };
}
