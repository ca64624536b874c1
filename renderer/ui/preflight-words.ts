import type { GrantLineId } from '../../shared/domain/grant-lines';
import type { PreflightLineId } from '../../shared/domain/rules';

/** What each line of the preflight, before a pass or a grant, looks at, said so that a tick beside it is good news. */
export const LINE_WORDS: Readonly<Record<PreflightLineId | GrantLineId, string>> = {
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
  'contract-end': 'Ends no later than the contract',
  task: 'Ends no later than the task’s grants',
  'one-time': 'Usable once or many times',
  hours: 'Hours of this desk',
  'existing-pass': 'No live pass to replace',
  'second-pass': 'First pass within 24 hours',
  quota: 'Your quota',
  'recent-changes': 'Recent changes of phone, manager and methods',
  verification: 'Verification',
  units: 'Administrative units',
  'pim-rules': 'PIM’s own rules',
  grants: 'What the person holds through PIM',
};
