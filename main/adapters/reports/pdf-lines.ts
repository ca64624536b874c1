/** Breaks text into lines that fit, each in runs of one font in the order in which they are drawn, right-to-left scripts too. */
import bidiFactory from 'bidi-js';
import { displayText } from '../../../shared/domain/display-text';
import { REGULAR, type FontName, type PdfFonts } from './pdf-fonts';

export type Run = { readonly font: FontName; readonly text: string; readonly width: number };
export type TextLine = readonly Run[];

export type Measure = (text: string, font: FontName, size: number) => number;

const bidi = bidiFactory();
/** Scripts that run from right to left, roughly; whether the slow way is needed. */
const RIGHT_TO_LEFT = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFF\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]/u;
const ELLIPSIS = '…';

export type Typesetter = (text: string, style: { readonly font: FontName; readonly size: number; readonly width: number; readonly maximumLines: number; readonly maximumCharacters: number }) => readonly TextLine[];

export function typesetter(fonts: PdfFonts, measure: Measure): Typesetter {
  const widths = new Map<string, number>();
  const widthOf = (text: string, font: FontName, size: number): number => {
    const key = `${font} ${size} ${text}`;
    const known = widths.get(key);
    if (known !== undefined) return known;
    const width = measure(text, font, size);
    if (widths.size > 20_000) widths.clear();
    widths.set(key, width);
    return width;
  };

  const runsOf = (text: string, font: FontName, size: number): TextLine => {
    const runs: { font: FontName; text: string }[] = [];
    for (const piece of RIGHT_TO_LEFT.test(text) ? inVisualOrder(text) : [text]) {
      let isFirst = true;
      for (const sign of piece) {
        const found = fonts.fontFor(sign.codePointAt(0) ?? 0, font);
        const shown = found === null ? `[U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]` : sign;
        const last = runs.at(-1);
        // Joined within a piece alone: a font shapes a run in one direction.
        if (last && !isFirst && last.font === (found ?? REGULAR)) last.text += shown;
        else runs.push({ font: found ?? REGULAR, text: shown });
        isFirst = false;
      }
    }
    return runs.map((run) => ({ ...run, width: widthOf(run.text, run.font, size) }));
  };
  /** Of a piece by itself: words are measured once, and a line is their sum. What a font draws closer across words is left out. */
  const lengthOf = (piece: string, font: FontName, size: number): number => {
    const key = `${font} ${size} = ${piece}`;
    const known = widths.get(key);
    if (known !== undefined) return known;
    const length = runsOf(piece, font, size).reduce((sum, { width }) => sum + width, 0);
    widths.set(key, length);
    return length;
  };

  return (text, { font, size, width, maximumLines, maximumCharacters }) => {
    if (text === '') return [];
    const lines: string[] = [];
    let [line, length] = ['', 0];
    const breakLine = () => {
      lines.push(line.trim());
      [line, length] = ['', 0];
    };
    for (const word of displayText(text, maximumCharacters).split(/(?<=[\s/@.-])/u)) {
      if (lines.length > maximumLines) break;
      const wordLength = lengthOf(word, font, size);
      if (length + wordLength > width && line !== '') breakLine();
      if (wordLength <= width) {
        [line, length] = [line + word, length + wordLength];
        continue;
      }
      // A word longer than a line is broken where it must be.
      for (const sign of word) {
        const signLength = lengthOf(sign, font, size);
        if (length + signLength > width) breakLine();
        if (lines.length > maximumLines) break;
        [line, length] = [line + sign, length + signLength];
      }
    }
    if (line.trim() !== '') breakLine();
    const kept = lines.slice(0, maximumLines);
    if (lines.length > maximumLines) kept.push(`${[...(kept.pop() ?? '')].slice(0, -2).join('').trimEnd()}${ELLIPSIS}`);
    return kept.map((each) => runsOf(each, font, size));
  };
}

/** Pieces of one direction from left to right. A right-to-left piece keeps its order: the font turns it, and shapes its letters. */
function inVisualOrder(text: string): readonly string[] {
  const levels = bidi.getEmbeddingLevels(text);
  const pieces: { text: string; level: number }[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const level = levels.levels[at] ?? 0;
    const last = pieces.at(-1);
    const sign = text.charAt(at);
    const shown = level % 2 === 1 ? (bidi.getMirroredCharacter(sign) ?? sign) : sign;
    if (last?.level === level) last.text += shown;
    else pieces.push({ text: shown, level });
  }
  // Rule L2, on pieces: from the highest level down to 1, turn round each stretch at that level or above.
  for (let level = Math.max(0, ...pieces.map((piece) => piece.level)); level > 0; level -= 1) {
    for (let from = 0; from < pieces.length; from += 1) {
      let to = from;
      while ((pieces[to]?.level ?? -1) >= level) to += 1;
      if (to - from > 1) pieces.splice(from, to - from, ...pieces.slice(from, to).reverse());
      from = Math.max(from, to);
    }
  }
  return pieces.map((piece) => piece.text);
}
