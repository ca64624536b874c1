import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { appEnvironment, electronRuntime, runtimeEnvironment } from '../../../scripts/electron-runtime.mjs';
import { FALLBACK_MARK } from '../../../scripts/fallback-electron.mjs';
import { nodeAtLeast } from '../../../scripts/node-runtime.mjs';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'electron-'));
  writeFileSync(path.join(folder, 'version'), 'v45.4.1\n');
  vi.stubEnv('ELECTRON_OVERRIDE_DIST_PATH', folder);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

describe('the Electron in use', () => {
  it('is the one that the environment names', async () => {
    expect(await electronRuntime()).toEqual({ folder, kind: 'override', version: '45.4.1' });
  });

  it('is known as the fallback by its mark, however it was found', async () => {
    writeFileSync(path.join(folder, FALLBACK_MARK), '');
    expect(await electronRuntime()).toMatchObject({ kind: 'fallback' });
  });

  it('is handed on to child processes unless it is where npm put it', () => {
    expect(runtimeEnvironment({ folder, kind: 'fallback', version: '25.1.1' })).toMatchObject({ ELECTRON_OVERRIDE_DIST_PATH: folder });
    expect(runtimeEnvironment({ folder, kind: 'official', version: '45.4.1' })).not.toHaveProperty('ELECTRON_OVERRIDE_DIST_PATH');
  });

  it('is never started as a plain Node', () => {
    vi.stubEnv('ELECTRON_RUN_AS_NODE', '1');
    expect(appEnvironment({ folder, kind: 'fallback', version: '25.1.1' })).not.toHaveProperty('ELECTRON_RUN_AS_NODE');
  });
});

describe('a Node that is new enough', () => {
  it('is the current one when that will do', async () => {
    expect(await nodeAtLeast('18.0.0')).toBe(process.execPath);
  });

  it('is asked of the user where there is none to fetch', async () => {
    await expect(nodeAtLeast('22.12.0', { current: '20.19.0', platform: 'sunos-x64' })).rejects.toThrow('This needs Node 22.12.0 or newer; this is 20.19.0.');
    await expect(nodeAtLeast('99.0.0', { platform: 'linux-x64' })).rejects.toThrow('needs Node 99.0.0');
  });
});
