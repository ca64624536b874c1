import { describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS } from '../../../shared/domain/limits';
import { DEFAULT_SCENARIOS, ONE_TIME_REGISTRATION_MINUTES, Scenario, scenarioNotes } from '../../../shared/domain/scenario';

const named = (id: string) => DEFAULT_SCENARIOS.find((scenario) => scenario.id === id) ?? null;

describe('the built-in presets', () => {
  it.each(DEFAULT_SCENARIOS.map((scenario) => [scenario.name, scenario] as const))('keep to their own schema and to a standard member’s limits: %s', (_, scenario) => {
    const { lifetime } = DEFAULT_LIMITS.standard;
    expect([Scenario.parse(scenario), scenario.lifetimeInMinutes >= lifetime.minimumMinutes && scenario.lifetimeInMinutes <= lifetime.maximumMinutes]).toEqual([scenario, true]);
  });

  it('have ids of their own', () => {
    expect(new Set(DEFAULT_SCENARIOS.map(({ id }) => id)).size).toBe(DEFAULT_SCENARIOS.length);
  });

  it('are one-time wherever one sign-in is enough', () => {
    expect(DEFAULT_SCENARIOS.filter(({ isUsableOnce }) => !isUsableOnce).map(({ id }) => id)).toEqual(['autopilot']);
  });

  it('tell Autopilot that the device restarts', () => {
    expect([named('autopilot')?.signsInMoreThanOnce, named('autopilot')?.card.some((step) => step.includes('restarts'))]).toEqual([true, true]);
  });
});

describe('scenarioNotes', () => {
  it.each([
    ['lost-phone', true, 'register-within-ten-minutes'],
    ['first-day', true, 'register-within-ten-minutes'],
    ['autopilot', true, 'one-time-breaks-set-up'],
    ['autopilot', false, 'many-uses'],
    ['passkey', false, 'many-uses'],
    ['none', true, 'register-within-ten-minutes'],
    ['none', false, 'many-uses'],
  ])('of %s, usable once: %s', (id, isUsableOnce, note) => {
    expect(scenarioNotes(named(id), isUsableOnce)).toEqual([note]);
  });

  it('mean ten minutes', () => {
    expect(ONE_TIME_REGISTRATION_MINUTES).toBe(10);
  });
});
