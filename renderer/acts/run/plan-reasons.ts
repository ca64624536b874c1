/** Why people are left out of a run, in words. Pure. */
import type { PreflightLineId } from '../../../shared/domain/rules';
import type { PlanRow, RunRow } from '../../../shared/domain/run';
import type { AppError } from '../../../shared/errors';
import { failureText } from '../../ui/failure-text';
import { groupedLimitText, runLimitText } from './run-limit-text';
import { unansweredText } from './run-words';

export type LeftOutReason = { readonly words: string; /** As the directory has them. */ readonly names: readonly string[] };

/** A failure in one line, with what support needs to find the call. */
export function errorText(error: AppError): string {
  const { title, happened, next, reference } = failureText(error);
  return [`${title}.`, happened, next, reference && `${reference}.`].filter(Boolean).join(' ');
}

/** Everything that keeps this person out; empty when nothing does. What no answer would help is no question any more. */
export function whyLeftOut({ error, blocked, asks }: Pick<PlanRow, 'error' | 'blocked' | 'asks'>, acknowledged: readonly PreflightLineId[], words = runLimitText): readonly string[] {
  const unanswered = error === null && blocked.length === 0 ? asks.filter((line) => !acknowledged.includes(line)) : [];
  return [...new Set([...(error ? [errorText(error)] : []), ...blocked.map((problem) => words(problem)), ...unanswered.map(unansweredText)])];
}

/** The same of somebody in a run: why they failed or were left out. */
export function whyNot({ error, problems, unanswered }: Pick<RunRow, 'error' | 'problems' | 'unanswered'>): readonly string[] {
  return whyLeftOut({ error, blocked: problems, asks: unanswered }, []);
}

/** Every reason once, with everybody who has it; the most frequent first. */
export function reasonsOf(rows: readonly PlanRow[], acknowledged: readonly PreflightLineId[]): readonly LeftOutReason[] {
  const names = new Map<string, string[]>();
  for (const row of rows) {
    for (const words of whyLeftOut(row, acknowledged, groupedLimitText)) {
      const those = names.get(words);
      if (those) those.push(row.displayName);
      else names.set(words, [row.displayName]);
    }
  }
  return [...names].map(([words, those]) => ({ words, names: those })).sort((one, other) => other.names.length - one.names.length);
}
