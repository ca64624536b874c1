/**
 * Encryption by the operating system (Keychain, DPAPI, a Linux keyring) behind three functions, so that what is kept can
 * be tested without Electron. Electron 45 offers asynchronous calls and deprecates the synchronous ones; older ones have
 * only those. Data sealed the old way opens the new way.
 */

export type SecretBox = {
  /** Whether the OS encrypts for this user. Asked after the app is ready; may wait for a keyring. */
  readonly isAvailable: () => Promise<boolean>;
  readonly seal: (text: string) => Promise<Buffer>;
  /** @throws when this user cannot open it: sealed by another one, or by a keyring that is gone. */
  readonly open: (sealed: Buffer) => Promise<{ readonly text: string; readonly shouldSealAgain: boolean }>;
};

/** What is used of Electron's `safeStorage`, with the members that not every version or platform has. */
export type SafeStorageLike = {
  readonly isEncryptionAvailable?: () => boolean;
  readonly encryptString?: (text: string) => Buffer;
  readonly decryptString?: (sealed: Buffer) => string;
  readonly isAsyncEncryptionAvailable?: () => Promise<boolean>;
  readonly encryptStringAsync?: (text: string) => Promise<Buffer>;
  readonly decryptStringAsync?: (sealed: Buffer) => Promise<{ readonly result: string; readonly shouldReEncrypt: boolean }>;
  readonly getSelectedStorageBackend?: () => string;
};

export function createSecretBox(storage: SafeStorageLike, platform: NodeJS.Platform): SecretBox {
  // Called as methods: Electron's functions are bound to the object they live on.
  return {
    isAvailable: async () => {
      if (isPlainText(storage, platform)) return false;
      const available = storage.isAsyncEncryptionAvailable ? await storage.isAsyncEncryptionAvailable() : (storage.isEncryptionAvailable?.() ?? false);
      // On Linux the keyring is chosen when it is first asked for.
      return available && !isPlainText(storage, platform);
    },
    seal: async (text) => {
      if (storage.encryptStringAsync) return storage.encryptStringAsync(text);
      if (storage.encryptString) return storage.encryptString(text);
      throw new Error('no encryption');
    },
    open: async (sealed) => {
      if (storage.decryptStringAsync) {
        const { result, shouldReEncrypt } = await storage.decryptStringAsync(sealed);
        return { text: result, shouldSealAgain: shouldReEncrypt };
      }
      if (storage.decryptString) return { text: storage.decryptString(sealed), shouldSealAgain: false };
      throw new Error('no encryption');
    },
  };
}

/** Without a keyring Chromium "encrypts" on Linux with a password that is written in its source. */
function isPlainText(storage: SafeStorageLike, platform: NodeJS.Platform): boolean {
  return platform === 'linux' && storage.getSelectedStorageBackend?.() === 'basic_text';
}
