// @vitest-environment jsdom
import { beforeEach, describe, expect, it } from 'vitest';
import { drawingScript } from '../../../main/adapters/delivery/draw-slips';
import type { SlipLine, SlipSheet } from '../../../main/adapters/delivery/slip-pages';

const sheet = (...parts: readonly (readonly SlipLine[])[]): SlipSheet => ({ head: [{ kind: 'title', text: 'Passes' }], parts });
/** As `executeJavaScript` would: in the page, and nothing of this file within reach. */
// eslint-disable-next-line @typescript-eslint/no-implied-eval -- the script is what is tested
const draw = (...sheets: readonly SlipSheet[]) => new Function(drawingScript(sheets))() as unknown;

beforeEach(() => {
  document.head.replaceChildren();
  document.body.replaceChildren();
});

describe('the page of slips', () => {
  it('has a table a sheet and a row a person, under a head that is repeated', () => {
    draw(sheet([{ kind: 'name', text: 'Ada' }], [{ kind: 'name', text: 'Bruno' }]), sheet([{ kind: 'name', text: 'Cleo' }]));
    const tables = [...document.querySelectorAll('table')].map((table) => [table.querySelector('thead')?.textContent, ...[...table.querySelectorAll('tbody tr')].map((row) => row.textContent)]);
    expect(tables).toEqual([['Passes', 'Ada', 'Bruno'], ['Passes', 'Cleo']]);
  });

  it.each([
    ['K0001x#Q', ['K000', '1x#Q']],
    ['abc', ['abc']],
    ['0123456789', ['0123', '4567', '89']],
    ['', []],
  ])('sets %s in groups of four that add up to it', (passcode, groups) => {
    draw(sheet([{ kind: 'passcode', text: passcode }]));
    const line = document.querySelector('.passcode');
    expect([line?.textContent, [...(line?.children ?? [])].map(({ textContent }) => textContent)]).toEqual([passcode, groups]);
  });

  it.each([
    '</script><script>document.title = "taken"</script>',
    '<img src=x onerror="document.title = \'taken\'">',
    '"]); document.title = "taken"; ([["',
    '\\"\\u2028\u2028\u2029\\',
    '${document.title = "taken"}',
    '<style>p { display: none }</style>',
    '</td></tr></table><h1>For Rurik</h1>',
  ])('says %j and does nothing of it', (text) => {
    draw(sheet([{ kind: 'name', text }, { kind: 'passcode', text }]));
    expect(document.title).toBe('');
    expect([...document.querySelectorAll('tbody p')].map(({ textContent }) => textContent)).toEqual([text, text]);
    expect(document.querySelectorAll('script, img, h1, table table, body style').length).toBe(0);
  });
});
