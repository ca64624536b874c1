/** A desk policy that allows every way out for a passcode, and stands in nobody's way otherwise. */
import { readFileSync, writeFileSync } from 'node:fs';
import { DeskPolicy } from '../../shared/desk-policy';

const LIMITS: DeskPolicy['limits'] = {
  everyone: {
    passesPerOperatorHour: 1000,
    passesPerOperatorDay: 1000,
    secondPassWithin24Hours: 'allow',
    verification: { kinds: ['photo-id'] },
    delivery: { channels: ['call', 'slip', 'manager-mail', 'split'], copy: true, tellPerson: true },
  },
};
/** A passcode of a run is kept so long, minutes: a time that nothing else in the app waits for. */
export const HANDED_OVER_WITHIN_MINUTES = 43;
/** For the demo tenant, which asks nobody where the tenant is. */
const ANY_TENANT = { tenantId: '1b4e28ba-2fa1-11d2-883f-0016d3cca427', clientId: '6ba7b810-9dad-11d1-80b4-00c04fd430c8', cloud: 'global' } as const;

/** @param like - A desk policy file that says where the tenant is; the demo tenant needs none. @returns the option that names the new one. */
export function canaryPolicy(file: string, like?: string): string {
  const place = like === undefined ? ANY_TENANT : DeskPolicy.parse(JSON.parse(readFileSync(like, 'utf8')));
  const policy: DeskPolicy = { ...place, version: 1, limits: LIMITS, runs: { handOverWithinMinutes: HANDED_OVER_WITHIN_MINUTES, sealedPdf: true } };
  writeFileSync(file, JSON.stringify(policy, null, 2), { mode: 0o644 });
  return `--desk-config=${file}`;
}
