/** What is encrypted here is made to leak: names in the title, the outline, notes, metadata and attachments. */
import { PDFDocument, PDFHexString, PDFName, PDFString } from '@cantoo/pdf-lib';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { encryptPdfs } from '../../../main/adapters/delivery/encrypt-pdfs';
import { newPdfKey } from '../../../main/adapters/delivery/pdf-key';
import { openPdf } from '../../support/open-pdf';
import { searchFor } from '../../support/secret-search';

const PASSCODE = 'K0001x#Q';
const NAME = 'Lindqvist';
const search = searchFor([{ name: 'passcode', value: PASSCODE }, { name: 'name', value: NAME }]);

/** @param change - To the first page, before it is saved without object streams: every string lies open. */
async function leaky(change: (document: PDFDocument) => void = () => undefined): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  document.setTitle(`Slip of ${NAME}`);
  document.setAuthor(NAME);
  document.catalog.set(PDFName.of('Lang'), PDFString.of(NAME));
  await document.attach(Buffer.from(`${NAME} ${PASSCODE}`), `${NAME}.txt`, { mimeType: 'text/plain' });
  const page = document.addPage();
  page.drawText(`${NAME} ${PASSCODE}`);
  page.node.set(PDFName.of('Annots'), document.context.obj([document.context.obj({ Type: 'Annot', Subtype: 'Text', Contents: PDFString.of(PASSCODE), Rect: [0, 0, 9, 9] })]));
  page.node.set(PDFName.of('LastModified'), PDFString.of(NAME));
  change(document);
  return document.save({ useObjectStreams: false });
}

/** All but the table of where objects stand, which PDF does not encrypt. As Latin-1. */
const encryptedStreams = (sealed: Uint8Array): readonly string[] =>
  [...Buffer.from(sealed).toString('latin1').matchAll(/<<((?:(?!stream)[\s\S])*?)>>\s*stream\n([\s\S]*?)\nendstream/g)].flatMap(([, dictionary = '', content = '']) => (dictionary.includes('/XRef') ? [] : [content]));

afterEach(() => vi.unstubAllGlobals());

describe('a sealed PDF', () => {
  it('shows its pages, all of them in order, to whoever has the key', async () => {
    const [key, second] = [newPdfKey(), await PDFDocument.create()];
    second.addPage().drawText('second');
    second.addPage().drawText('third');
    const sealed = await encryptPdfs([await leaky(), await second.save()], key);
    expect((await openPdf(sealed, key))?.pages).toEqual([`${NAME} ${PASSCODE}`, 'second', 'third']);
  });

  it('opens with no other key, and not without one', async () => {
    const key = newPdfKey();
    const sealed = await encryptPdfs([await leaky()], key);
    const others = [undefined, '', newPdfKey(), key.slice(0, -1), key.toLowerCase(), `${key} `, key.replaceAll('-', '')];
    expect(await Promise.all(others.map((other) => openPdf(sealed, other)))).toEqual(others.map(() => null));
  });

  it('holds neither name nor passcode in any form, though the plain one holds both', async () => {
    const plain = await leaky();
    const sealed = await encryptPdfs([plain], newPdfKey());
    expect(new Set(search(Buffer.from(plain)).map(({ secret }) => secret))).toEqual(new Set(['name', 'passcode']));
    expect(search(Buffer.from(sealed))).toEqual([]);
  });

  it('says nothing of where it comes from, to those who can open it either', async () => {
    const key = newPdfKey();
    const opened = await openPdf(await encryptPdfs([await leaky()], key), key);
    expect(Object.keys(opened?.info ?? {}).filter((name) => /title|author|producer|creator|date|subject|keywords/i.test(name))).toEqual([]);
    expect(opened?.info).toMatchObject({ Language: null, EncryptFilterName: 'Standard' });
  });

  it('is AES-256 of revision 6 in streams and strings, metadata included', async () => {
    const text = Buffer.from(await encryptPdfs([await leaky()], newPdfKey())).toString('latin1').replace(/\s+/g, ' ');
    expect(text).toMatch(/\/Filter \/Standard \/V 5 \/R 6 \/Length 256 \/CF << \/StdCF << \/AuthEvent \/DocOpen \/CFM \/AESV3 \/Length 32 >> >> \/StmF \/StdCF \/StrF \/StdCF/);
    expect(text).not.toMatch(/EncryptMetadata|\/Info|\/Crypt\b/);
  });

  it('has no stream in common with another making, although pages and key are the same', async () => {
    const [plain, key] = [await leaky(), newPdfKey()];
    const [one, other] = [encryptedStreams(await encryptPdfs([plain], key)), encryptedStreams(await encryptPdfs([plain], key))];
    expect([one.length > 1, one.filter((stream) => other.includes(stream))]).toEqual([true, []]);
  });

  it.each([
    ['a string', PDFString.of(PASSCODE)],
    ['a string in hexadecimal', PDFHexString.fromText(PASSCODE)],
  ])('is not made when a page needs %s that would stay in the clear', async (_, text) => {
    const plain = await leaky((document) => document.getPage(0).node.Resources()?.set(PDFName.of('Properties'), document.context.obj({ Note: text })));
    await expect(encryptPdfs([plain], newPdfKey())).rejects.toThrow('would not be encrypted');
  });

  it('is not made of what is no PDF', async () => {
    await expect(encryptPdfs([Buffer.from('no PDF')], newPdfKey())).rejects.toThrow();
  });

  it('is made where the process has no global crypto, too', async () => {
    vi.stubGlobal('crypto', undefined);
    Reflect.deleteProperty(globalThis, 'crypto');
    const key = newPdfKey();
    expect((await openPdf(await encryptPdfs([await leaky()], key), key))?.pages).toEqual([`${NAME} ${PASSCODE}`]);
  });
});
