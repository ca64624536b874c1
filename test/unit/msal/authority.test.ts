import { describe, expect, it } from 'vitest';
import { createClient } from '../../../main/adapters/msal/client';
import { isOurTenant, knownAuthorities, signInPageOrigin } from '../../../main/adapters/msal/authority';
import { memoryLog } from '../../support/memory-log';
import { cloudOf } from '../../../shared/domain/cloud';

const TENANT = '8f7a2c1e-4b0d-4c6a-9d3f-2e5b7a9c1d04';
const OTHER = '1c2d3e4f-5a6b-4c7d-8e9f-0a1b2c3d4e5f';
const custom = (segment: string) => cloudOf({ authority: `https://login.desk.example:8443/${segment}`, graph: 'https://graph.desk.example' }, TENANT);

describe('known authorities', () => {
  it.each(['global', 'usgov-l4', 'usgov-l5', 'china'] as const)('are left to MSAL for %s', (cloud) => {
    expect(knownAuthorities(cloudOf(cloud, TENANT))).toEqual([]);
  });
  it('hold the host and port of a custom authority', () => {
    expect(knownAuthorities(custom(TENANT))).toEqual(['login.desk.example:8443']);
  });
});

describe('the page the browser is sent to', () => {
  it.each(['global', 'usgov-l4', 'usgov-l5', 'china'] as const)('is where MSAL says, for %s, and no network is asked', async (name) => {
    const cloud = cloudOf(name, TENANT);
    const unasked = () => Promise.reject(new Error('asked the network'));
    const cachePlugin = { beforeCacheAccess: async () => undefined, afterCacheAccess: async () => undefined };
    const network = { sendGetRequestAsync: unasked, sendPostRequestAsync: unasked };
    const client = await createClient({ cloud, clientId: OTHER, cachePlugin, network, log: memoryLog() });

    const address = await client.getAuthCodeUrl({ scopes: ['User.Read'], redirectUri: 'http://localhost:1' });

    expect(new URL(address).origin).toBe(signInPageOrigin(cloud));
  });
  it('is the custom authority itself', () => {
    expect(signInPageOrigin(custom(TENANT))).toBe('https://login.desk.example:8443');
  });
});

describe('a token is of our tenant', () => {
  it.each([
    ['with its id, in whatever case', TENANT.toUpperCase(), cloudOf('global', TENANT), true],
    ['not with another', OTHER, cloudOf('global', TENANT), false],
    ['not without one, from Microsoft', undefined, cloudOf('usgov-l4', TENANT), false],
    ['without one, from a custom authority', undefined, custom(TENANT), true],
    ['with the one a custom authority is for', OTHER, custom(OTHER), true],
    ['not with a third one, from a custom authority', OTHER, custom(TENANT), false],
  ])('%s', (_, tid, cloud, ours) => {
    expect(isOurTenant(tid, cloud, TENANT)).toBe(ours);
  });
});
