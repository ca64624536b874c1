import { describe, expect, it } from 'vitest';
import { isPdfKey, newPdfKey, PDF_KEY_BITS } from '../../../main/adapters/delivery/pdf-key';

const keys = Array.from({ length: 2000 }, newPdfKey);

describe('the key of a sealed PDF', () => {
  it('is six groups of five signs of which no two look alike', () => {
    expect(keys.filter((key) => !/^[A-Z\d]{5}(-[A-Z\d]{5}){5}$/.test(key) || /[01256 8BILOSUVZ]/.test(key))).toEqual([]);
  });

  it('is drawn from more than 2^128, each sign as likely as every other', () => {
    const counts = new Map<string, number>();
    for (const sign of keys.join('').replaceAll('-', '')) counts.set(sign, (counts.get(sign) ?? 0) + 1);
    const expected = (keys.length * 30) / counts.size;
    const deviation = [...counts.values()].reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
    expect([PDF_KEY_BITS >= 128, counts.size ** 30 >= 2 ** 128]).toEqual([true, true]);
    // Chi-square with 21 degrees of freedom: above 60 once in a hundred thousand runs.
    expect(deviation).toBeLessThan(60);
  });

  it('is another every time', () => {
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('is told from what a person would choose', () => {
    expect([isPdfKey(newPdfKey()), ...['', 'Winter2026!', 'AAAAA-AAAAA-AAAAA-AAAAA-AAAAA', newPdfKey().toLowerCase(), `${newPdfKey()}-`, newPdfKey().replaceAll('-', ''), `${newPdfKey()}\n`].map(isPdfKey)]).toEqual([true, ...Array.from({ length: 7 }, () => false)]);
  });
});
