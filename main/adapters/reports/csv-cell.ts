/**
 * Keeps a spreadsheet from running what somebody wrote into a name or a reason.
 *
 * csv-stringify's `escape_formulas` looks at the first character of a cell only. Spreadsheets also skip leading blanks and
 * quotes, and one that splits at `;` (as many locales do) finds a new cell inside a quoted one. So an apostrophe goes
 * before every formula character that could begin a cell under any separator.
 * Source: https://owasp.org/www-community/attacks/CSV_Injection
 */

/** Characters that begin a formula, with their full-width forms, which some programs normalise. */
const FORMULA = '=+\\-@\uFF1D\uFF0B\uFF0D\uFF20';
/** Skipped by spreadsheets, or invisible, before the first character that counts. */
const IGNORED = `\\s\\u0000-\\u001F\\u007F-\\u009F\\u00AD\\u200B-\\u200F\\u202A-\\u202E\\u2060-\\u206F\\uFEFF"'\`´‘’“”`;

const AT_START = new RegExp(`^[${IGNORED}]*[${FORMULA}]`, 'u');
const AFTER_SEPARATOR = new RegExp(`([;,|\\t\\r\\n"][${IGNORED}]*)([${FORMULA}])`, 'gu');
// eslint-disable-next-line no-control-regex -- control characters are exactly what is looked for
const CONTROL_AT_START = /^[\t\r\n\u0000]/u;

/** Begins with a letter or a digit and holds no separator: no cell can begin in it, and nothing needs a quote. Most texts are such. */
const PLAIN = /^[\p{L}\p{N}][^;,|\t\r\n"]*$/u;

/**
 * One record of RFC 4180: every cell in quotes, quotes doubled, CRLF. Written out because a library's options cost six times the
 * work on a million rows; a test holds it equal to csv-stringify's.
 */
export function csvRecord(cells: readonly string[]): string {
  return `"${cells.map(quotable).join('","')}"\r\n`;
}

/** Looked for first: most texts hold neither a quote nor the beginning of a formula. */
const quotable = (cell: string): string => (cell === '' || PLAIN.test(cell) ? cell : safeCell(cell).replaceAll('"', '""'));

/** @returns the text with apostrophes where needed; what could not be a formula is unchanged. */
export function safeCell(text: string): string {
  const inside = text.replace(AFTER_SEPARATOR, "$1'$2");
  return AT_START.test(text) || CONTROL_AT_START.test(text) ? `'${inside}` : inside;
}

/** JSON stays JSON and reads back the same: the formula characters in its texts become `\u` escapes instead. */
export function safeJson(value: unknown): string {
  return JSON.stringify(value).replace(new RegExp(`(?<=[;,|"'\\s][${IGNORED}]*|\\\\[tnr"])[${FORMULA}]`, 'gu'), escaped);
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
