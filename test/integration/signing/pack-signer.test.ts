import { createPublicKey, verify } from 'node:crypto';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createPackSigner, type SealingBox } from '../../../main/adapters/signing/pack-signer';
import { aesSecretBox, noSecretBox } from '../../support/secret-box';
import { temporaryFolder } from '../../support/temporary';

const BYTES = Buffer.from('a manifest');

function given(box: SealingBox = aesSecretBox(), folder = temporaryFolder()) {
  const file = join(folder, 'signing-key.json');
  const warnings: string[] = [];
  return { folder, file, warnings, signer: createPackSigner({ file, box, warn: (event) => warnings.push(event) }) };
}

describe('the signing key of an install', () => {
  it('is made at first use, is kept, and signs so that its public half can tell', async () => {
    const box = aesSecretBox();
    const { signer, folder } = given(box);
    const signed = (await signer.sign(BYTES))!;
    const key = createPublicKey({ key: Buffer.from(signed.publicKey, 'base64'), format: 'der', type: 'spki' });
    expect([key.asymmetricKeyType, verify(null, BYTES, key, Buffer.from(signed.signature, 'base64')), verify(null, Buffer.from('another'), key, Buffer.from(signed.signature, 'base64'))]).toEqual(['ed25519', true, false]);
    expect(signed.fingerprint).toMatch(/^([0-9a-f]{4} ){15}[0-9a-f]{4}$/);
    expect(await given(box, folder).signer.fingerprint()).toBe(signed.fingerprint);
  });

  it.skipIf(process.platform === 'win32')('lies sealed, for this user alone, with nothing beside it', async () => {
    const { signer, file, folder } = given();
    await signer.fingerprint();
    expect([readdirSync(folder), statSync(file).mode & 0o777, readFileSync(file, 'utf8').includes('PRIVATE KEY')]).toEqual([['signing-key.json'], 0o600, false]);
  });

  it('is not there where nothing can be sealed: unsigned, and nothing is written', async () => {
    const { signer, folder } = given(noSecretBox);
    expect([await signer.fingerprint(), await signer.publicKey(), await signer.sign(BYTES), readdirSync(folder)]).toEqual([null, null, null, []]);
  });

  it('is one, though two ask for it at once, in one process or in two', async () => {
    const box = aesSecretBox();
    const { signer, folder } = given(box);
    const other = given(box, folder).signer;
    const all = await Promise.all([signer.fingerprint(), signer.fingerprint(), other.fingerprint(), other.fingerprint()]);
    expect([new Set(all).size, readdirSync(folder)]).toEqual([1, ['signing-key.json']]);
  });

  it('is made anew, with a warning, when nobody can open it; the old one is put aside', async () => {
    const { signer, folder } = given();
    const before = await signer.fingerprint();
    const later = given(aesSecretBox(), folder);
    const after = await later.signer.fingerprint();
    expect([after !== before, after !== null, later.warnings, readdirSync(folder).length]).toEqual([true, true, ['signing.key-unreadable'], 2]);
  });

  it('does not sign for a public half that was put beside it', async () => {
    const box = aesSecretBox();
    const { signer, file, folder } = given(box);
    await signer.fingerprint();
    const kept = JSON.parse(readFileSync(file, 'utf8'));
    writeFileSync(file, JSON.stringify({ ...kept, publicKey: Buffer.from('somebody else').toString('base64') }));
    const later = given(box, folder);
    await later.signer.fingerprint();
    expect(later.warnings).toEqual(['signing.key-unreadable']);
  });
});
