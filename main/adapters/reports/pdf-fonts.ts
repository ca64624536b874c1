/**
 * Fonts of a PDF report. DejaVu Sans comes along: Latin, Greek, Cyrillic, Armenian, Georgian, Hebrew, Arabic. For other scripts a
 * font of the system is embedded, where one of those that systems come with is there; what none has is shown by its number.
 */
import { existsSync } from 'node:fs';
import regular from 'dejavu-fonts-ttf/ttf/DejaVuSans.ttf?inline';
import bold from 'dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf?inline';

export type FontName = string;
export const REGULAR: FontName = 'regular';
export const BOLD: FontName = 'bold';

export type PdfFonts = {
  /** The font that draws this character; null: none has it. */
  readonly fontFor: (codePoint: number, wanted: FontName) => FontName | null;
};

/** What is used of a pdfkit document; its types do not know that it can tell what a font holds. */
type FontHolder = {
  registerFont: (name: string, source: string | Buffer, family?: string) => unknown;
  font: (name: string) => unknown;
  readonly _fontFamilies: Record<string, unknown>;
  readonly _font: { readonly font?: { readonly hasGlyphForCodePoint?: (codePoint: number) => boolean } };
};

/** In the order in which they are tried. A collection is named by the PostScript name of the font in it. */
const SYSTEM_FONTS: readonly (readonly [file: string, family?: string])[] = [
  ['/usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf'],
  ['/usr/share/fonts/truetype/noto/NotoSansDevanagari-Regular.ttf'],
  ['/usr/share/fonts/truetype/noto/NotoSansThai-Regular.ttf'],
  ['/usr/share/fonts/truetype/noto/NotoSansTamil-Regular.ttf'],
  ['/usr/share/fonts/truetype/noto/NotoSansBengali-Regular.ttf'],
  ['/usr/share/fonts/truetype/noto/NotoSansEthiopic-Regular.ttf'],
  ['C:\\Windows\\Fonts\\msyh.ttc', 'MicrosoftYaHei'],
  ['C:\\Windows\\Fonts\\malgun.ttf'],
  ['C:\\Windows\\Fonts\\Nirmala.ttf'],
  ['C:\\Windows\\Fonts\\LeelawUI.ttf'],
  ['C:\\Windows\\Fonts\\ebrima.ttf'],
  ['/System/Library/Fonts/Supplemental/Arial Unicode.ttf'],
  ['/Library/Fonts/Arial Unicode.ttf'],
];

const bytesOf = (dataUrl: string): Buffer => Buffer.from(dataUrl.slice(dataUrl.indexOf(',') + 1), 'base64');

/** The font that a document begins with; without one pdfkit looks for files of its own that a bundle does not have. */
export const regularFont = (): Buffer => bytesOf(regular);

export function registerFonts(document: FontHolder): PdfFonts {
  // The one that the document began with. Registered once more, pdfkit would find it by its inner name at every use, and parse
  // it anew each time: nine tenths of the time of a report.
  document._fontFamilies[REGULAR] = document._font;
  document.registerFont(BOLD, bytesOf(bold));
  const names: FontName[] = [];
  SYSTEM_FONTS.forEach(([file, family], index) => {
    if (!existsSync(file)) return;
    const name = `system ${index}`;
    try {
      document.registerFont(name, file, family);
      document.font(name);
      names.push(name);
    } catch {
      // Damaged, or a collection without that font: another one may do.
    }
  });
  document.font(REGULAR);
  const known = new Map<string, boolean>();
  const has = (name: FontName, codePoint: number): boolean => {
    const key = `${name} ${codePoint}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    document.font(name);
    const holds = document._font.font?.hasGlyphForCodePoint?.(codePoint) ?? false;
    known.set(key, holds);
    return holds;
  };
  return { fontFor: (codePoint, wanted) => [wanted, REGULAR, ...names].find((name) => has(name, codePoint)) ?? null };
}
