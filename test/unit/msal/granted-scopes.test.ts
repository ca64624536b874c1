import { describe, expect, it } from 'vitest';
import { grantedScopes } from '../../../main/adapters/msal/granted-scopes';
import { type Cloud, cloudOf } from '../../../shared/domain/cloud';
import { scopesFor } from '../../../shared/domain/features';
import { WRITE_SCOPES } from '../../../shared/domain/preflight';

const TENANT = '7a9d0de0-5f0e-4c1a-9b3d-0f10c0ffee01';
const GLOBAL = cloudOf('global', TENANT);
const L4 = cloudOf('usgov-l4', TENANT);
const L5 = cloudOf('usgov-l5', TENANT);
const CHINA = cloudOf('china', TENANT);
const CUSTOM = cloudOf({ authority: `https://login.example/${TENANT}`, graph: 'https://graph.example' }, TENANT);

describe('granted permissions', () => {
  it.each<[string, Cloud, readonly string[], readonly string[] | null]>([
    ['as the global cloud names them', GLOBAL, ['openid', 'profile', 'User.Read', 'Mail.Send'], ['User.Read', 'Mail.Send']],
    ['with the address of Graph before them', GLOBAL, ['https://graph.microsoft.com/User.Read'], ['User.Read']],
    ['as a sovereign cloud names them', L4, ['email', 'offline_access', 'HTTPS://Graph.Microsoft.US/User.Read.All'], ['User.Read.All']],
    ['in another sovereign cloud', L5, ['https://dod-graph.microsoft.us/User.Read.All', 'https://graph.microsoft.us/Mail.Send'], ['User.Read.All']],
    ['but not for another service', GLOBAL, ['https://management.azure.com/user_impersonation', 'User.Read'], ['User.Read']],
    ['when the service says nothing', GLOBAL, [], null],
    ['when there are none', GLOBAL, ['openid'], []],
  ])('%s', (_, cloud, scopes, expected) => {
    expect(grantedScopes(scopes, cloud)).toEqual(expected);
  });

  it.each([GLOBAL, L4, L5, CHINA, CUSTOM])('are found again under the names they were asked for by: $name', (cloud) => {
    const asked = scopesFor(['people', 'passes', 'mail'], cloud);
    expect(grantedScopes(asked, cloud)).toEqual(['User.Read.All', cloud.hasPassOnlyScope ? 'UserAuthMethod-TAP.ReadWrite.All' : 'UserAuthenticationMethod.ReadWrite.All', 'Mail.Send']);
  });
});

describe('for passes', () => {
  it.each<[Cloud, string]>([
    [GLOBAL, 'UserAuthMethod-TAP.ReadWrite.All'],
    [CUSTOM, 'UserAuthMethod-TAP.ReadWrite.All'],
    [L4, 'https://graph.microsoft.us/UserAuthenticationMethod.ReadWrite.All'],
    [L5, 'https://dod-graph.microsoft.us/UserAuthenticationMethod.ReadWrite.All'],
    [CHINA, 'https://microsoftgraph.chinacloudapi.cn/UserAuthenticationMethod.ReadWrite.All'],
  ])('the narrow scope is asked for where there is one, else the broad one: $name', (cloud, scope) => {
    expect(scopesFor(['passes'], cloud)).toEqual([scope]);
    // Either lets the preflight pass.
    expect(WRITE_SCOPES).toEqual(expect.arrayContaining([...(grantedScopes([scope], cloud) ?? [])]));
  });
});
