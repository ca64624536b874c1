/**
 * From an answer to a value: schema for what succeeded, {@link failureOf} for what did not. Schemas are tolerant of what
 * we do not use and strict about what we do. A break is reported by its paths alone: values may be secrets.
 */
import type { z } from 'zod';
import type { AppError } from '../../../shared/errors';
import { err, ok, type Result } from '../../../shared/result';
import type { Answer } from './call';
import { errorBody } from './error-body';
import { type About, failureOf } from './errors';

/** Paths that are reported of a broken answer: enough to see what changed. */
const PATHS_MAXIMUM = 10;

export function isSuccess({ status }: Pick<Answer, 'status'>): boolean {
  return status >= 200 && status < 300;
}

/** @returns the value; after a write, a success that cannot be read is `outcome-unknown`: it was done, but not to our knowledge. */
export function parse<T>(answer: Answer, schema: z.ZodType<T>, about: About): Result<T, AppError> {
  if (!isSuccess(answer)) return err(failureOf(answer, about));
  const parsed = schema.safeParse(answer.body);
  if (parsed.success) return ok(parsed.data);
  const { requestId } = errorBody(answer);
  if (about.effect !== 'read') return err({ kind: 'outcome-unknown', action: about.effect, requestId });
  const paths = parsed.error.issues.map((issue) => issue.path.join('.'));
  return err({ kind: 'unexpected-answer', requestId, paths: [...new Set(paths)].slice(0, PATHS_MAXIMUM) });
}
