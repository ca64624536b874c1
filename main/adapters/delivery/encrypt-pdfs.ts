/**
 * Puts PDFs together and encrypts them as one, with AES-256 as PDF 2.0 has it (ISO 32000-2, 7.6; security handler
 * revision 6). A module of its own, loaded when the first PDF is sealed: the library is large.
 *
 * The library encrypts streams alone. Strings are kept from view in two steps: what may stand in an object stream is put
 * into one, which is encrypted as a whole; and of what must stand outside (the catalogue, the page tree and its pages, the
 * dictionaries of streams) nothing is kept that is not needed to show the page, and a string left over is a failure.
 */
import { webcrypto } from 'node:crypto';
import { PDFArray, PDFDict, PDFDocument, PDFHexString, PDFName, type PDFObject, PDFStream, PDFString } from '@cantoo/pdf-lib';

const KEPT_OF_PAGE: ReadonlySet<string> = new Set(['/Type', '/Parent', '/MediaBox', '/CropBox', '/Rotate', '/Resources', '/Contents']);

/**
 * @param plain - Read, and left as they are.
 * @param key - Opens the result, for reading and for everything else.
 * @throws when one cannot be read, or the result would show a string to those without the key.
 */
export async function encryptPdfs(plain: readonly Uint8Array[], key: string): Promise<Uint8Array> {
  // Where the library takes its randomness from. Electron 25, for development only, has no such global in its main process.
  if (!('crypto' in globalThis)) Object.defineProperty(globalThis, 'crypto', { value: webcrypto, configurable: true });

  // Pages are copied into an empty document, so that title, producer, times and metadata of the others stay behind.
  const all = await PDFDocument.create({ updateMetadata: false });
  for (const bytes of plain) {
    const one = await PDFDocument.load(bytes, { updateMetadata: false, throwOnInvalidObject: true });
    for (const page of await all.copyPages(one, one.getPageIndices())) {
      for (const name of page.node.keys()) if (!KEPT_OF_PAGE.has(name.asString())) page.node.delete(name);
      all.addPage(page);
    }
  }
  all.encrypt({ userPassword: key, algorithm: 'AES-256', permissions: { printing: 'highResolution', copying: true, contentAccessibility: true } });
  const { context } = all;
  for (const [ref, object] of context.enumerateIndirectObjects()) {
    if (ref !== context.trailerInfo.Encrypt && staysOutside(object) && holdsString(object)) throw new Error('The PDF holds a string that would not be encrypted.');
  }
  return all.save({ useObjectStreams: true, addDefaultPage: false, updateFieldAppearances: false });
}

/** What the library does not put into object streams; see `PDFStreamWriter` there. */
function staysOutside(object: PDFObject): boolean {
  return object instanceof PDFStream || (object instanceof PDFDict && ['/Catalog', '/Pages', '/Page', '/Sig'].includes(String(object.lookup(PDFName.of('Type')))));
}

/** What it refers to stands elsewhere, and is looked at there. */
function holdsString(object: PDFObject): boolean {
  if (object instanceof PDFString || object instanceof PDFHexString) return true;
  if (object instanceof PDFStream) return holdsString(object.dict);
  if (object instanceof PDFArray) return object.asArray().some(holdsString);
  return object instanceof PDFDict && object.values().some(holdsString);
}
