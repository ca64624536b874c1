/**
 * Text for SpreadsheetML. XML 1.0 cannot hold most control characters, half surrogate pairs, U+FFFE and U+FFFF; Excel reads
 * `_xHHHH_` as a character and no cell longer than {@link CELL_MAXIMUM}.
 * Sources: XML 1.0, 2.2; ECMA-376 part 1, 22.4.2.4 (bstr); Excel specifications and limits.
 */

/** UTF-16 units in a cell. */
export const CELL_MAXIMUM = 32_767;

// eslint-disable-next-line no-control-regex -- control characters are exactly what is looked for
const CONTROL = /[\u0000-\u0008\u000B\u000C\u000E-\u001F]/g;
const IMPOSSIBLE = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]|[\uFFFE\uFFFF]/g;
const MARKUP = /[&<>"]/g;
const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Control characters become their pictures (␀), what else cannot stand there becomes U+FFFD, so that it is seen. */
export function xmlText(text: string): string {
  return text
    .slice(0, CELL_MAXIMUM)
    .replace(CONTROL, (sign) => String.fromCharCode(0x2400 + sign.charCodeAt(0)))
    .replace(IMPOSSIBLE, '\uFFFD')
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replace(/\r\n?/g, '\n')
    .replace(MARKUP, (sign) => ENTITIES[sign] ?? '');
}
