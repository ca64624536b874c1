import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { safeCell, safeJson } from '../../../main/adapters/reports/csv-cell';

describe('a cell of a CSV file', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['+49 30 1234', "'+49 30 1234"],
    ['-2', "'-2"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\tx', "'\tx"],
    ['\rx', "'\rx"],
    ['  =1', "'  =1"],
    ['"=1', `'"'=1`],
    ["'=1", "''=1"],
    ['\u200b\ufeff=1', "'\u200b\ufeff=1"],
    ['＝1', "'＝1"],
    ['a;=1', "a;'=1"],
    ['a, -b', "a, '-b"],
    ['x"\n=cmd', `x"\n'=cmd`],
    ['INC-1234', 'INC-1234'],
    ['ada@contoso.example', 'ada@contoso.example'],
    ['a=b', 'a=b'],
    ['', ''],
  ])('turns %j into %j', (text, cell) => {
    expect(safeCell(text)).toBe(cell);
  });

  it('never begins a formula, however the file is split', () => {
    // eslint-disable-next-line no-control-regex -- NUL is one of the tricks
    const bare = new RegExp('^[\\s"\\u200b\\u0000]*[=+\\-@＝]', 'u');
    const nasty = fc.string({ unit: fc.constantFrom('=', '+', '-', '@', '＝', ' ', '\t', '\r', '\n', '"', "'", ';', ',', '|', 'a', '\u200b', '\u0000', '1') });
    fc.assert(
      fc.property(nasty, (text) => {
        const line = `"${safeCell(text).replaceAll('"', '""')}"`;
        for (const separator of [',', ';', '\t', '|', '\n', '\r']) {
          for (const part of line.split(separator)) {
            // The apostrophe that stops a spreadsheet is the one directly before the formula character.
            expect(bare.test(part)).toBe(false);
          }
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('keeps JSON the same when it is read back', () => {
    const text = fc.string({ unit: fc.constantFrom('=', '+', '-', '@', ' ', '\n', '"', ';', ',', '\\', 'n', 't', 'a', '＋') });
    fc.assert(
      fc.property(fc.dictionary(text, fc.oneof(text, fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean(), fc.constant(null))), (detail) => {
        const json = safeJson(detail);
        expect(JSON.parse(json)).toEqual(JSON.parse(JSON.stringify(detail)));
        expect(safeCell(json)).toBe(json);
      }),
      { numRuns: 2000 },
    );
  });
});
