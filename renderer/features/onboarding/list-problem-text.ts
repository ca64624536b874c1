/** What is wrong with a line of a CSV, and what to do about it. */
import type { ListProblem, ListProblemKind } from '../../../shared/domain/run-list';
import { RUN_MAXIMUM } from '../../../shared/domain/run-rules';
import { assertNever } from '../../../shared/result';

/** About the file as a whole: nothing of it is used. */
const WHOLE_FILE: ReadonlySet<ListProblemKind> = new Set(['no-header', 'no-identifier', 'column-twice', 'broken-quotes', 'not-utf-8', 'too-many']);

export const isAboutFile = ({ kind }: Pick<ListProblem, 'kind'>): boolean => WHOLE_FILE.has(kind);

/** What is wrong and what to do, in a sentence or two. */
export function listProblemText({ kind, firstLine }: Pick<ListProblem, 'kind' | 'firstLine'>): string {
  switch (kind) {
    case 'no-header':
      return 'There is no header row. The first line names the columns.';
    case 'no-identifier':
      return 'No column says who is meant. Add one with the heading UPN, mail, employee id or object id.';
    case 'column-twice':
      return 'Two columns mean the same. Remove one of them.';
    case 'broken-quotes':
      return 'A quotation mark is opened and not closed, or stands inside a value. Put the value in quotes, and write a quote inside it twice.';
    case 'not-utf-8':
      return 'The file is not UTF-8. Save it as “CSV UTF-8”.';
    case 'too-many':
      return `A run takes at most ${RUN_MAXIMUM} people. Split the list.`;
    case 'too-many-values':
      return 'More values than columns. A value with the separator in it goes into quotes.';
    case 'too-few-values':
      return 'Fewer values than columns. Fill in the line, or leave the fields empty.';
    case 'empty':
      return 'Nothing says who is meant. Fill in a UPN, mail, employee id or object id.';
    case 'bad-date':
      return 'Not a date. Write it as 2026-03-02.';
    case 'bad-time-zone':
      return 'Not a time zone. Write it as Europe/Berlin.';
    case 'unknown':
      return 'Nobody with this in the directory. Correct it, or wait until the account is there.';
    case 'ambiguous':
      return 'More than one person has this. Use the UPN or the object id.';
    case 'duplicate':
      return firstLine === null ? 'The person is in the list already. Remove the line.' : `The person is in line ${firstLine} already. Remove one of the two.`;
    case 'contradicts':
      return 'The values of this line name two people. Correct one of them.';
    default:
      return assertNever(kind);
  }
}
