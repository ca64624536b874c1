/** People who start, for the fake bridge: none unless a test names some. */
import type { Joiner, JoinerDetails } from '../../shared/domain/onboarding';
import type { Handlers, MethodName } from '../../shared/ipc/contract';
import { ok } from '../../shared/result';
import { row } from './people';

export type OnboardingHandlers = Pick<Handlers, Extract<MethodName, `onboarding.${string}`>>;

/** Starts on 5 January 2026 in Berlin, with a licence, and has never signed in. */
export function joiner(number: number, changes: Partial<Joiner> = {}): Joiner {
  return {
    ...row(number),
    employeeHireDate: '2026-01-05T00:00:00Z',
    createdDateTime: '2025-12-20T09:00:00Z',
    licences: 1,
    usageLocation: 'DE',
    country: 'Germany',
    city: 'Berlin',
    officeLocation: 'Berlin 1',
    companyName: 'Contoso',
    lastSignInAt: { known: true, value: null },
    ...changes,
  };
}

/** A manager with a mail address, no method, no pass. */
export function joinerDetails(personId: string, changes: Partial<JoinerDetails> = {}): JoinerDetails {
  const { id, displayName, mail } = row(900);
  return { personId, manager: { known: true, value: { id, displayName, mail } }, methods: { known: true, value: [] }, pass: { known: true, value: null }, ...changes };
}

/** @param changes - Details by person id, where they differ. */
export function onboardingHandlers(people: readonly Joiner[] = [], changes: Readonly<Record<string, Partial<JoinerDetails>>> = {}): OnboardingHandlers {
  return {
    'onboarding.list': async () => ok({ people, isComplete: true, readAt: new Date().toISOString() }),
    'onboarding.details': async ({ ids }) => ok({ details: ids.map((id) => joinerDetails(id, changes[id])) }),
    'onboarding.groups': async () => ok({ groups: [] }),
  };
}
