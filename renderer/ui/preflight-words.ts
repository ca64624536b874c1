import type { PreflightLineId } from '../../shared/domain/rules';

/** What each line of the preflight looks at, said so that a tick beside it is good news. */
export const LINE_WORDS: Readonly<Record<PreflightLineId, string>> = {
  clock: 'This computer’s clock is right',
  self: 'Somebody else than you',
  account: 'Account is enabled',
  guest: 'Account of this organisation',
  tier: 'This desk serves the tier',
  roles: 'Roles and privileged groups of the person',
  'eligible-roles': 'Roles the person could activate',
  'operator-role': 'Your role reaches the person',
  'operator-group': 'Your operator group',
  scopes: 'Permissions of your sign-in',
  'tenant-policy': 'The tenant’s policy allows a pass',
  lifetime: 'Lifetime',
  'one-time': 'Usable once or many times',
  hours: 'Hours of this desk',
  'existing-pass': 'No live pass to replace',
  'second-pass': 'First pass within 24 hours',
  quota: 'Your quota',
  'recent-changes': 'Recent changes of phone, manager and methods',
  verification: 'Verification',
};
