import { useCallback, useMemo, useRef, useState } from 'react';
import type { RunList } from '../../../shared/domain/run-list';
import type { AppError } from '../../../shared/errors';
import { tell } from '../../bridge/desk';
import { csvText, type CsvText, readCsvFile, type REFUSED_WORDS } from './read-csv-file';

export type CsvState =
  | { readonly state: 'none' }
  | { readonly state: 'reading'; readonly name: string }
  | { readonly state: 'refused'; readonly name: string; readonly because: keyof typeof REFUSED_WORDS }
  | { readonly state: 'failed'; readonly name: string; readonly error: AppError }
  /** `number`: counts the lists that were read. */
  | { readonly state: 'read'; readonly name: string; readonly list: RunList; readonly readAt: string; readonly number: number };

export type Csv = {
  readonly state: CsvState;
  readonly readFile: (file: File) => void;
  readonly readPasted: (text: string) => void;
  /** The same text once more, after a failure. */
  readonly retry: () => void;
};

/** The list of people from a CSV. The file's text is kept only for a second try; the newest choice counts. */
export function useCsv(): Csv {
  const [state, setState] = useState<CsvState>({ state: 'none' });
  const last = useRef<{ readonly name: string; readonly text: string } | null>(null);
  const number = useRef(0);

  const read = useCallback(async (name: string, getText: () => Promise<CsvText>) => {
    number.current += 1;
    const mine = number.current;
    setState({ state: 'reading', name });
    const text = await getText();
    if (number.current !== mine) return;
    last.current = null;
    if (text.state === 'refused') {
      setState({ state: 'refused', name, because: text.because });
      return;
    }
    const reply = await tell('runs.read-list', { text: text.text });
    if (number.current !== mine) return;
    if (reply.ok) {
      setState({ state: 'read', name, list: reply.value, readAt: new Date().toISOString(), number: mine });
    } else {
      last.current = { name, text: text.text };
      setState({ state: 'failed', name, error: reply.error });
    }
  }, []);
  return useMemo(
    () => ({
      state,
      readFile: (file) => void read(file.name, () => readCsvFile(file)),
      readPasted: (text) => void read('What was pasted', async () => csvText(text)),
      retry: () => {
        const { current } = last;
        if (current) void read(current.name, async () => csvText(current.text));
      },
    }),
    [state, read],
  );
}
