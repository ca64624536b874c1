import { expect, it } from 'vitest';
import { journalName } from '../../../main/adapters/anchors/journal-name';

const TENANT = '5b2d9c1e-0000-4000-8000-000000000001';
const named = (host: string, user: string) => journalName({ host, user }, TENANT);

it('names a journal so that people find it, and no two desks alike', () => {
  expect(named('Desk-7', 'dana')).toMatch(/^desk-7-dana-5b2d9c1e-0000-4000-8000-000000000001-[0-9a-f]{12}$/);
  expect(named('DESK-7', 'dana')).toBe(named('desk-7', 'dana'));
  const alike = [named('desk', 'svc_desk'), named('desk', 'svc-desk'), named('desk-svc', 'desk'), named('desk', 'jürgen'), named('desk', 'jörgen'), named('desk', '田中'), named('desk', '鈴木'), named('a'.repeat(200), 'b'), named('a'.repeat(200), 'c')];
  expect(new Set(alike).size).toBe(alike.length);
  expect(alike.filter((name) => !/^[a-z0-9.-]{13,93}$/.test(name))).toEqual([]);
});
