/** What the README and the code ask for, held against Microsoft's own permissions reference. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { cloudOf } from '../../../shared/domain/cloud';
import { FEATURES, needsOf, scopesFor } from '../../../shared/domain/features';

const root = path.resolve(import.meta.dirname, '../../..');
const reference = path.resolve(root, '../shared/graph/permissions.json');
const isThere = existsSync(reference);
if (!isThere) console.warn('SKIPPED: the permissions reference is not beside the checkout');

type Operation = { readonly operation: string; readonly DelegatedWork?: { readonly least?: readonly string[]; readonly other?: readonly string[] } };

describe('the scopes of a feature', () => {
  it.each(['README.md', 'docs/setup.md'])('all stand in %s', (file) => {
    const text = readFileSync(path.join(root, file), 'utf8');
    expect(Object.values(FEATURES).flatMap((feature) => feature.scopes.filter((scope) => !text.includes(`\`${scope}\``)))).toEqual([]);
  });

  it.skipIf(!isThere).each<[keyof typeof FEATURES, string]>([
    ['passes', 'POST /users/{id}/authentication/temporaryaccesspassmethods'],
    ['passes', 'DELETE /users/{id}/authentication/temporaryaccesspassmethods/{id}'],
    ['passes', 'GET /users/{id}/authentication/temporaryaccesspassmethods'],
    ['methods', 'GET /users/{id}/authentication/methods'],
    ['people', 'GET /users/{id}/manager'],
    ['policy', 'GET /policies/authenticationMethodsPolicy/authenticationMethodConfigurations/temporaryAccessPass'],
    ['audits', 'GET /auditlogs/directoryaudits'],
    ['audits', 'GET /auditlogs/signins'],
    ['sessions', 'POST /users/{id}/revokesigninsessions'],
    ['mail', 'POST /me/sendmail'],
    ['eligibleRoles', 'GET /rolemanagement/directory/roleeligibilityscheduleinstances'],
    ['issuers', 'GET /rolemanagement/directory/roleassignmentscheduleinstances'],
  ])('%s are enough for %s', (feature, operation) => {
    const { operations } = JSON.parse(readFileSync(reference, 'utf8')) as { operations: readonly Operation[] };
    const delegated = operations.find((each) => each.operation === operation)?.DelegatedWork;
    const accepted: readonly string[] = [...(delegated?.least ?? []), ...(delegated?.other ?? [])];
    expect(FEATURES[feature].scopes.some((scope) => accepted.includes(scope))).toBe(true);
  });

  it('take the prefix of a sovereign cloud, and the broad scope where the narrow one is not documented', () => {
    expect(scopesFor(['people', 'passes', 'people'], { scopePrefix: 'https://graph.microsoft.us/', hasPassOnlyScope: false })).toEqual([
      'https://graph.microsoft.us/User.Read.All',
      'https://graph.microsoft.us/UserAuthenticationMethod.ReadWrite.All',
    ]);
  });

  it('are the narrowest where the cloud has them: no more than passes needs comes with passes', () => {
    expect(scopesFor(['passes', 'passes'], cloudOf('global', 'contoso'))).toEqual(['UserAuthMethod-TAP.ReadWrite.All']);
  });

  it('fall back to the broad one in every cloud for which the narrow one is not documented', () => {
    const asked = (['usgov-l4', 'usgov-l5', 'china'] as const).map((cloud) => scopesFor(['passes', 'methods'], cloudOf(cloud, 'contoso')).map((scope) => scope.split('/').at(-1)));
    expect(asked).toEqual(Array.from({ length: 3 }, () => ['UserAuthenticationMethod.ReadWrite.All', 'UserAuthenticationMethod.Read.All']));
  });

  it('include none that is for oneself alone', () => {
    expect(Object.values(FEATURES).flatMap(({ scopes }) => scopes.filter((scope: string) => scope.startsWith('UserAuth') && !scope.endsWith('.All')))).toEqual([]);
  });
});

describe('needsOf', () => {
  it('says role and permissions, or the permission alone where belonging to the tenant is enough', () => {
    expect([needsOf('audits'), needsOf('roles'), needsOf('people')]).toEqual([
      'Reports Reader and the permission AuditLog.Read.All',
      'Directory Readers and the permissions GroupMember.Read.All, RoleManagement.Read.Directory',
      'the permission User.Read.All',
    ]);
  });
});
