/** Real encryption with a key of the test's own, in place of the operating system's. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { SecretBox } from '../../main/adapters/msal/secret-box';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

export function aesSecretBox(key: Buffer = randomBytes(32)): SecretBox {
  return {
    isAvailable: async () => true,
    seal: async (text) => {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', key, nonce);
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
    },
    open: async (sealed) => {
      const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE_BYTES));
      decipher.setAuthTag(sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
      const text = decipher.update(sealed.subarray(NONCE_BYTES + TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
      return { text, shouldSealAgain: false };
    },
  };
}

export const noSecretBox: SecretBox = {
  isAvailable: async () => false,
  seal: () => Promise.reject(new Error('no encryption')),
  open: () => Promise.reject(new Error('no encryption')),
};
