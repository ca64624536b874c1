/** How the bench writes numbers and tables. */

export const ms = (/** @type {number | undefined} */ value) => (value === undefined || Number.isNaN(value) ? '' : `${value.toFixed(value < 100 ? 1 : 0)} ms`);
export const mib = (/** @type {number | undefined} */ bytes) => (bytes === undefined ? '' : `${(bytes / 1024 / 1024).toFixed(1)} MiB`);
export const verdict = (/** @type {number} */ value, /** @type {number} */ aim) => (value <= aim ? 'aim met' : 'aim missed');
export const section = (/** @type {string} */ name, /** @type {string} */ body) => `### ${name}\n\n${body}`;

/**
 * A Markdown table that reads well in a terminal too.
 * @param {readonly string[]} head
 * @param {readonly (readonly string[])[]} rows
 */
export function table(head, rows) {
  const widths = head.map((cell, column) => Math.max(cell.length, 3, ...rows.map((row) => (row[column] ?? '').length)));
  const line = (/** @type {readonly string[]} */ cells) => `| ${widths.map((width, column) => (cells[column] ?? '').padEnd(width)).join(' | ')} |`;
  return [line(head), `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`, ...rows.map(line)].join('\n');
}
