/**
 * Scenario presets: what a call is about sets lifetime, one-time or not, and the card that goes with the pass.
 *
 * Facts behind the notes (Entra how-to on Temporary Access Pass, March 2026): whoever signs in with a one-time pass must
 * finish registering a passwordless method within 10 minutes of that sign-in; Windows Autopilot restarts the device
 * between sign-ins, so a one-time pass is used up before set-up ends.
 */
import { z } from 'zod';
import { GRAPH_LIFETIME } from './pass';

/** Minutes after signing in with a one-time pass within which a method must be registered. */
export const ONE_TIME_REGISTRATION_MINUTES = 10;

export const Scenario = z.strictObject({
  /** Stands in the journal. */
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, { error: 'must be lower-case letters, digits and hyphens' }),
  name: z.string().min(1).max(60),
  lifetimeInMinutes: z.int().min(GRAPH_LIFETIME.minimumMinutes).max(GRAPH_LIFETIME.maximumMinutes),
  isUsableOnce: z.boolean(),
  /** True where the person signs in more than once, as Windows Autopilot does: a one-time pass would break half-way. */
  signsInMoreThanOnce: z.boolean().optional(),
  /** What the person does with the pass, step by step; handed over with it. */
  card: z.array(z.string().min(1).max(300)).min(1).max(8).readonly(),
});
export type Scenario = z.output<typeof Scenario>;

const REGISTER = 'Open https://aka.ms/mysecurityinfo and sign in with your user name and this pass.';

export const DEFAULT_SCENARIOS: readonly Scenario[] = [
  {
    id: 'lost-phone',
    name: 'Lost phone',
    lifetimeInMinutes: 60,
    isUsableOnce: true,
    card: [REGISTER, 'Remove the lost phone from your sign-in methods.', 'Add your new phone or a passkey.'],
  },
  {
    id: 'first-day',
    name: 'First day',
    lifetimeInMinutes: 480,
    isUsableOnce: true,
    card: [REGISTER, 'Add Microsoft Authenticator or a passkey when you are asked to.', 'From then on sign in with that; you need no password.'],
  },
  {
    id: 'new-device',
    name: 'New device',
    lifetimeInMinutes: 60,
    isUsableOnce: true,
    card: ['On the new device, sign in with your user name and this pass.', 'Set up Windows Hello or Authenticator when you are asked to.'],
  },
  {
    id: 'passkey',
    name: 'Passkey set-up',
    lifetimeInMinutes: 60,
    isUsableOnce: true,
    card: [REGISTER, 'Choose "Add sign-in method", then "Passkey" or "Security key", and follow the steps.'],
  },
  {
    id: 'autopilot',
    name: 'Windows Autopilot',
    lifetimeInMinutes: 240,
    isUsableOnce: false,
    signsInMoreThanOnce: true,
    card: ['Switch the device on and connect it to a network.', 'Sign in with your user name and this pass whenever the set-up asks; the device restarts in between.', 'Set up Windows Hello at the end.'],
  },
];

export type ScenarioNote = 'register-within-ten-minutes' | 'one-time-breaks-set-up' | 'many-uses';

/** What the preset and the choice of one-time mean together. */
export function scenarioNotes(scenario: Scenario | null, isUsableOnce: boolean): readonly ScenarioNote[] {
  if (!isUsableOnce) return ['many-uses'];
  return scenario?.signsInMoreThanOnce === true ? ['one-time-breaks-set-up'] : ['register-within-ten-minutes'];
}
