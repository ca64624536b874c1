/* eslint-disable no-control-regex -- control characters are exactly what is looked for */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PDFArray, PDFDict, PDFDocument, PDFName, PDFRef, type PDFObject } from '@cantoo/pdf-lib';
import { describe, expect, it } from 'vitest';
import { writePdf } from '../../../main/adapters/reports/pdf';
import type { HistoryLine } from '../../../shared/domain/history/history-line';
import { openPdf } from '../../support/open-pdf';
import { temporaryFolder } from '../../support/temporary';
import { headOf, HOSTILE, lineOf, sourceOf } from './given-report';

async function written(lines: readonly HistoryLine[], listed?: number): Promise<Buffer> {
  const file = join(temporaryFolder(), 'report.pdf');
  await writePdf(headOf('pdf'), sourceOf({ lines }), file, listed);
  return readFileSync(file);
}

/** Every element of the structure tree, with its parent's type; read by another library than wrote it. */
async function structure(bytes: Buffer) {
  const { catalog, context } = await PDFDocument.load(bytes);
  const dictionary = (object: PDFObject | undefined): PDFDict | null => {
    const found = object instanceof PDFRef ? context.lookup(object) : object;
    return found instanceof PDFDict ? found : null;
  };
  const elements: { readonly type: string; readonly parent: string; readonly dict: PDFDict }[] = [];
  const walk = (object: PDFObject | undefined, parent: string): void => {
    const found = object instanceof PDFRef ? context.lookup(object) : object;
    if (found instanceof PDFArray) found.asArray().forEach((kid) => walk(kid, parent));
    if (!(found instanceof PDFDict) || !found.has(PDFName.of('S'))) return;
    const type = String(found.get(PDFName.of('S'))).slice(1);
    elements.push({ type, parent, dict: found });
    walk(found.get(PDFName.of('K')), type);
  };
  const root = dictionary(catalog.get(PDFName.of('StructTreeRoot')));
  walk(root?.get(PDFName.of('K')), 'root');
  return { catalog, root, elements, dictionary, scope: (dict: PDFDict) => String(dictionary(dict.get(PDFName.of('A')))?.get(PDFName.of('Scope'))) };
}

describe('the PDF report', () => {
  it('is tagged: language, title, one document of headings, figures with words, tables whose heads say of what', async () => {
    const { catalog, root, elements, dictionary, scope } = await structure(await written([lineOf(1), lineOf(2)]));
    expect([String(dictionary(catalog.get(PDFName.of('MarkInfo')))?.get(PDFName.of('Marked'))), String(catalog.get(PDFName.of('Lang'))), String(dictionary(catalog.get(PDFName.of('ViewerPreferences')))?.get(PDFName.of('DisplayDocTitle')))]).toEqual(['true', '(en-GB)', 'true']);
    expect(root?.has(PDFName.of('ParentTree'))).toBe(true);
    const parents = new Set(elements.map(({ type, parent }) => `${parent}>${type}`));
    expect([...parents].sort()).toEqual(['Document>Figure', 'Document>H1', 'Document>H2', 'Document>P', 'Document>Table', 'TR>TD', 'TR>TH', 'Table>TR', 'root>Document']);
    const figures = elements.filter(({ type }) => type === 'Figure');
    expect([figures.length, figures.filter(({ dict }) => !dict.has(PDFName.of('Alt')))]).toEqual([4, []]);
    const heads = elements.filter(({ type }) => type === 'TH').map(({ dict }) => scope(dict));
    expect([heads.filter((each) => each === '/Column').length > 20, heads.filter((each) => each !== '/Column' && each !== '/Row')]).toEqual([true, []]);
    // Each cell holds something that is drawn, by its number on the page.
    expect(elements.filter(({ type, dict }) => ['H1', 'H2', 'P', 'Figure', 'TH'].includes(type) && !dict.has(PDFName.of('K')))).toEqual([]);
  });

  it('shows filter, zone, counts, digest, head and gaps on its cover, and the numbers of the charts', async () => {
    const opened = await openPdf(await written([lineOf(1)]), undefined);
    const text = opened!.pages.join(' ').replaceAll(' ', '');
    for (const wanted of ['Passes of March 2026', 'Europe/Berlin', 'f'.repeat(64), 'Sign-ins were not read.', 'All 1 lines are listed', 'All others', 'At most 5', '02 Mar 2026, 10:15', 'Passes', 'Pass', 'Out of hours']) expect(text).toContain(wanted.replaceAll(' ', ''));
    expect(/[0-9a-f]{64}/.test(text)).toBe(true);
  });

  it('calls an act of the journal by its words, and a role by its own name', async () => {
    const opened = await openPdf(await written([lineOf(1, { kind: 'desk', what: 'journal.export' }), lineOf(2, { kind: 'grant', what: 'pass.reader' })]), undefined);
    const text = opened!.pages.join(' ').replaceAll(' ', '');
    expect([text.includes('Exportthehistory'), text.includes('journal.export'), text.includes('pass.reader')]).toEqual([true, false, true]);
  });

  it('lists no more than it may, and says where the rest is', async () => {
    const lines = Array.from({ length: 250 }, (_, index) => lineOf(index));
    const opened = await openPdf(await written(lines, 100), undefined);
    const text = opened!.pages.join(' ');
    expect([text.includes('INC-99:'), text.includes('INC-100:'), text.replaceAll(' ', '').includes('Thenewest100of250lines')]).toEqual([true, false, true]);
  });

  it('shows hostile names as what they are, in their scripts', async () => {
    const lines = HOSTILE.map((displayName, index) => lineOf(index, { person: { id: 'p', displayName, userPrincipalName: `p${index}@contoso.example` } }));
    const opened = await openPdf(await written(lines), undefined);
    const text = opened!.pages.join(' ').replaceAll(' ', '');
    for (const wanted of ['=1+1', 'ŁucjaŻółkiewska', '王小明', 'right-to-left', '</t></is></c>']) expect(text).toContain(wanted);
    expect([/[\u0000-\u0008\u202A-\u202E]/u.test(text), text.includes('x'.repeat(300))]).toEqual([false, false]);
  });
});
