/** Reads a PDF with pdf.js, which shares nothing with the library that encrypts. */
import { extractText, getDocumentProxy } from 'unpdf';

export type OpenedPdf = {
  /** The text of each page, one space wherever there is white space. */
  readonly pages: readonly string[];
  /** Title, producer, encryption and the like. */
  readonly info: Readonly<Record<string, unknown>>;
};

/** @param key - Undefined: without any. @returns null when it does not open with this key; other failures are thrown. */
export async function openPdf(bytes: Uint8Array, key: string | undefined): Promise<OpenedPdf | null> {
  try {
    // A copy: it takes the bytes away from whoever gave them.
    const document = await getDocumentProxy(new Uint8Array(bytes), key === undefined ? {} : { password: key });
    const [{ text }, { info }] = [await extractText(document), await document.getMetadata()];
    return { pages: text.map((page) => page.replace(/\s+/g, ' ').trim()), info: { ...info } };
  } catch (cause) {
    if (cause instanceof Error && cause.name === 'PasswordException') return null;
    throw cause;
  }
}
