import type { ListProblem } from '../../shared/domain/run-list';

/** `line`: where it begins, from 1, as a text editor counts. */
export type ListLine = { readonly line: number; readonly values: readonly string[] };

/** Takes a CSV apart: comma, semicolon or tab, whichever the first line has most of. Lines without anything on them are left out. */
export type ListReader = (text: string) => Promise<{ readonly lines: readonly ListLine[] } | { readonly problem: Pick<ListProblem, 'kind' | 'line' | 'column'> }>;
