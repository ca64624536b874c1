import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { FuseV1Options } from '@electron/fuses';
import { builderConfiguration, decidedFuses, fusesFor, knownFuses, NEWER_FUSES } from '../../../scripts/lib/fuses.mjs';
import { configurationFor, whyNotForUsers } from '../../../scripts/package.mjs';

type Validate = (configuration: unknown, log: { readonly isEnabled: boolean }) => Promise<void>;
const { validateConfiguration } = createRequire(import.meta.url)('app-builder-lib/out/util/config/config') as { validateConfiguration: Validate };
const schema = createRequire(import.meta.url)('app-builder-lib/scheme.json') as {
  definitions: { FuseOptionsV1: { properties: Record<string, unknown> } };
};

const official = { folder: '/electron', kind: 'official', version: '45.4.1' } as const;
const fallback = { folder: '/cache/electron', kind: 'fallback', version: '25.1.1' } as const;

describe('electron-builder.yml', () => {
  it('is what electron-builder understands, for the official and for the fallback Electron', async () => {
    for (const [runtime, wireLength] of [[official, 9], [fallback, 7]] as const) {
      await expect(validateConfiguration(configurationFor(builderConfiguration(), runtime, wireLength, '/scratch/after-install.sh'), { isEnabled: false })).resolves.toBeUndefined();
    }
  });

  it('decides every fuse that the installed tools know', () => {
    const decided = [...decidedFuses(builderConfiguration().electronFuses).values()].map(({ key }) => key);
    // Not a fuse: an instruction about signing.
    const builders = Object.keys(schema.definitions.FuseOptionsV1.properties).filter((key) => key !== 'resetAdHocDarwinSignature');
    const toolsKnow = [...new Set([...builders, ...knownFuses().map(({ key }) => key)])];
    expect(decided.toSorted()).toEqual(toolsKnow.toSorted());
  });

  it('leaves no gap on the wire up to the newest fuse', () => {
    const indexes = knownFuses().map(({ index }) => index).toSorted((a, b) => a - b);
    expect(indexes).toEqual(indexes.map((_, place) => place));
    expect(FuseV1Options.GrantFileProtocolExtraPrivileges).toBeLessThan(NEWER_FUSES.wasmTrapHandlers!.index);
  });

  it('decides them as a locked-down app needs them', () => {
    expect(builderConfiguration().electronFuses).toEqual({
      runAsNode: false,
      enableCookieEncryption: true,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      loadBrowserProcessSpecificV8Snapshot: false,
      grantFileProtocolExtraPrivileges: false,
    });
  });
});

describe('what is packaged from which Electron', () => {
  it('sets only the fuses that an older Electron has, and all of them on the shipping one', () => {
    const fuses = builderConfiguration().electronFuses;
    expect(Object.keys(fusesFor(fuses, 7))).not.toContain('grantFileProtocolExtraPrivileges');
    expect(configurationFor(builderConfiguration(), official, 7, '/scratch/after-install.sh')).toMatchObject({ electronFuses: fuses, deb: { afterInstall: '/scratch/after-install.sh' } });
  });

  it('makes nothing for users from the fallback or from any other version than the one that ships', () => {
    expect(whyNotForUsers(official, '45.4.1')).toBeUndefined();
    expect(whyNotForUsers(fallback, '45.4.1')).toMatch('out of support');
    expect(whyNotForUsers({ ...official, kind: 'override', version: '44.0.0' }, '45.4.1')).toMatch('not the 45.4.1');
  });
});
