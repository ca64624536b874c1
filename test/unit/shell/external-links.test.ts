import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { openLink } from '../../../main/shell/external-links';
import { LinkName } from '../../../shared/ipc/contract';
import { builderConfiguration } from '../../../scripts/lib/fuses.mjs';

const root = path.resolve(import.meta.dirname, '../../..');
const SETUP_GUIDE = 'docs/setup.md';

async function opened(name: LinkName): Promise<readonly string[]> {
  const all: string[] = [];
  const shell = { openExternal: async (url: string) => void all.push(url), openPath: async (file: string) => (all.push(file), '') };
  await openLink(shell, name, SETUP_GUIDE);
  return all;
}

describe('the links of the app', () => {
  it.each(LinkName.options.filter((name) => name !== 'setup-guide'))('%s is one plain https page of Microsoft’s documentation', async (name) => {
    const [address, ...others] = await opened(name);
    const { protocol, host, username, search, hash } = new URL(address ?? '');
    expect({ protocol, host, username, search, hash, others }).toEqual({ protocol: 'https:', host: 'learn.microsoft.com', username: '', search: '', hash: '', others: [] });
  });

  it('setup-guide is a file that is there and goes along with the package', async () => {
    const { extraResources } = builderConfiguration() as { readonly extraResources: unknown };
    expect([await opened('setup-guide'), existsSync(path.join(root, SETUP_GUIDE)), extraResources]).toEqual([[SETUP_GUIDE], true, expect.arrayContaining([SETUP_GUIDE])]);
  });
});
