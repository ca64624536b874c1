import { describe, expect, it } from 'vitest';
import { createSecretBox, type SafeStorageLike } from '../../../main/adapters/msal/secret-box';

const flip = (text: string) => Buffer.from(text).map((byte) => byte ^ 0xff);
const old: SafeStorageLike = {
  isEncryptionAvailable: () => true,
  encryptString: (text) => Buffer.from(flip(text)),
  decryptString: (sealed) => Buffer.from(sealed.map((byte) => byte ^ 0xff)).toString(),
};
const neverSync = () => {
  throw new Error('deprecated');
};
const current: SafeStorageLike = {
  isEncryptionAvailable: neverSync,
  encryptString: neverSync,
  decryptString: neverSync,
  isAsyncEncryptionAvailable: async () => true,
  encryptStringAsync: async (text) => Buffer.from(flip(text)),
  decryptStringAsync: async (sealed) => ({ result: Buffer.from(sealed.map((byte) => byte ^ 0xff)).toString(), shouldReEncrypt: true }),
};

describe('the secret box', () => {
  it.each([
    ['of an Electron without asynchronous calls', old, false],
    ['of an Electron with them, which is never asked the deprecated way', current, true],
  ])('%s gives back what was put in', async (_, storage, shouldSealAgain) => {
    const box = createSecretBox(storage, 'linux');

    expect(await box.isAvailable()).toBe(true);
    const sealed = await box.seal('secret');
    expect(sealed.toString('latin1')).not.toContain('secret');
    expect(await box.open(sealed)).toEqual({ text: 'secret', shouldSealAgain });
  });

  it.each([
    ['linux', 'basic_text', false],
    ['linux', 'gnome_libsecret', true],
    ['win32', undefined, true],
  ] as const)('on %s with %s encrypts: %s', async (platform, backend, available) => {
    const storage = backend === undefined ? current : { ...current, getSelectedStorageBackend: () => backend };

    expect(await createSecretBox(storage, platform).isAvailable()).toBe(available);
  });

  it('is closed where the system has nothing to offer', async () => {
    expect(await createSecretBox({}, 'linux').isAvailable()).toBe(false);
    expect(await createSecretBox({ isEncryptionAvailable: () => false }, 'win32').isAvailable()).toBe(false);
  });
});
