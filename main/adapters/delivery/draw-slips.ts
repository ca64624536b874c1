/**
 * Puts sheets of slips on a page. Its source is sent into the slips' own window, so it uses nothing from around it; and
 * its text is set as text, never as markup, so that no display name can add to it.
 */
import type { SlipSheet } from './slip-pages';

/** What is used of a page's document; there is no DOM on this side. */
type PageElement = { textContent: string; className: string; append(...elements: readonly PageElement[]): void };
type PageDocument = { readonly head: PageElement; readonly body: PageElement; createElement(name: string): PageElement };

/** A script that draws the sheets, for `executeJavaScript`. JSON is a part of JavaScript, whatever is quoted in it. */
export const drawingScript = (sheets: readonly SlipSheet[]): string => `(${drawSlips.toString()})(${JSON.stringify(SLIP_STYLE)}, ${JSON.stringify(sheets)})`;

/**
 * A table a sheet: a table's head is repeated on each of its pages, so that pages that fell apart can be told from
 * another manager's. Fonts of the passcode are those whose 0, O, 1, l and I differ; `monospace` alone is Courier on Windows.
 */
export const SLIP_STYLE = `@page { margin: 20mm; }
body { font: 13pt/1.5 system-ui, sans-serif; margin: 0; color: #000; }
table { width: 100%; table-layout: fixed; border-collapse: collapse; break-after: page; }
table:last-child { break-after: auto; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
th, td { padding: 0; text-align: start; font-weight: inherit; }
tr + tr td { border-top: 1px dashed #000; padding-top: 6mm; }
p { margin: 0 0 3mm; overflow-wrap: anywhere; unicode-bidi: plaintext; }
.title { font-size: 18pt; font-weight: 600; margin-bottom: 6mm; }
.name { font-weight: 600; }
.small { font-size: 10pt; margin: 6mm 0; }
.passcode { font: 600 22pt/1.6 Consolas, "Cascadia Mono", Menlo, "DejaVu Sans Mono", monospace; letter-spacing: .08em; border: 1px solid #000; padding: 4mm 6mm; margin: 6mm 0; direction: ltr; unicode-bidi: isolate; }
.many p { margin-bottom: 1.5mm; } .many .small { margin: 2mm 0; } .many .passcode { font-size: 18pt; margin: 2mm 0; padding: 1mm 5mm; } .many tr + tr td { padding-top: 3mm; }
.group { display: inline-block; margin-inline-end: .6em; }`;

/** Groups of four are set apart by space, not by a sign: what is copied or searched is the passcode as it is. */
export function drawSlips(style: string, sheets: readonly SlipSheet[]): void {
  const { document } = globalThis as unknown as { readonly document: PageDocument };
  const make = (name: string, className: string, ...children: readonly PageElement[]): PageElement => {
    const element = document.createElement(name);
    if (className !== '') element.className = className;
    element.append(...children);
    return element;
  };
  const say = (name: string, className: string, text: string): PageElement => {
    const element = make(name, className);
    element.textContent = text;
    return element;
  };
  const lines = (from: readonly { readonly kind: string; readonly text: string }[]): readonly PageElement[] =>
    from.map(({ kind, text }) => (kind === 'passcode' ? make('p', kind, ...(text.match(/.{1,4}/gsu) ?? []).map((group) => say('span', 'group', group))) : say('p', kind, text)));

  document.head.append(say('style', '', style));
  document.body.append(
    ...sheets.map(({ head, parts }) =>
      make('table', parts.length > 1 ? 'many' : '', make('thead', '', make('tr', '', make('th', '', ...lines(head)))), make('tbody', '', ...parts.map((part) => make('tr', '', make('td', '', ...lines(part)))))),
    ),
  );
}
