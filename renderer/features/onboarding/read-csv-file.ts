/** A CSV as text, or why it is not even sent on to be read. */
import { LIST_TEXT_MAXIMUM } from '../../../shared/domain/run-list';

export type CsvText = { readonly state: 'text'; readonly text: string } | { readonly state: 'refused'; readonly because: 'too-large' | 'not-utf-8' | 'unreadable' | 'empty' };

/** @param file - Its bytes are looked at only when there are not too many of them. */
export async function readCsvFile(file: Pick<File, 'size' | 'arrayBuffer'>): Promise<CsvText> {
  if (file.size > LIST_TEXT_MAXIMUM) return { state: 'refused', because: 'too-large' };
  try {
    return csvText(decoded(await file.arrayBuffer()));
  } catch {
    // Moved away, or not to be read, since it was chosen.
    return { state: 'refused', because: 'unreadable' };
  }
}

/** @param text - Null: it was not UTF-8. */
export function csvText(text: string | null): CsvText {
  if (text === null) return { state: 'refused', because: 'not-utf-8' };
  if (text.length > LIST_TEXT_MAXIMUM) return { state: 'refused', because: 'too-large' };
  return text.trim() === '' ? { state: 'refused', because: 'empty' } : { state: 'text', text };
}

function decoded(bytes: ArrayBuffer): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

export const REFUSED_WORDS = {
  'too-large': 'The file is larger than 4 MB. Split the list. Nothing was read.',
  'not-utf-8': 'The file is not UTF-8, so names in it may come out wrong. Save it as “CSV UTF-8”. Nothing was read.',
  unreadable: 'The file could not be opened. Choose it again. Nothing was read.',
  empty: 'There is nothing in it. Nothing was read.',
} as const;
