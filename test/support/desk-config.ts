/** Desk policy files as an organisation would write them, for a desk under test. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { TestInfo } from '@playwright/test';
import type { DeskPolicy } from '../../shared/desk-policy';
import type { LimitChanges } from '../../shared/domain/limits';
import { leastPolicy } from './desk-policy';

/** Every way to hand over, and the person is told. */
export const EVERY_WAY: LimitChanges = { delivery: { channels: ['call', 'slip', 'manager-mail', 'split'], copy: true, tellPerson: true } };

/** Writes the file. @returns the switch that names it. */
export function deskConfig(info: Pick<TestInfo, 'outputPath'>, policy: Partial<DeskPolicy> | string): string {
  const file = path.join(info.outputPath('desk.json'));
  writeFileSync(file, typeof policy === 'string' ? policy : JSON.stringify({ ...leastPolicy, ...policy }, null, 2), { mode: 0o644 });
  return `--desk-config=${file}`;
}
