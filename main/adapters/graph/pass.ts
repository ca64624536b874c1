/**
 * A Temporary Access Pass as Graph returns it. The passcode is in the answer to a create and nowhere else; the schema
 * for everything else does not know the property, so it cannot pass through.
 * Source: Graph v1.0, temporaryAccessPassAuthenticationMethod; facts 1.3 and 1.4.
 */
import { z } from 'zod';
import { canStillOpen, type Pass } from '../../../shared/domain/pass';
import type { AppError } from '../../../shared/errors';
import { ok, type Result } from '../../../shared/result';
import type { BatchRead } from './batch';
import type { Answer } from './call';
import type { About } from './errors';
import { pathSegment } from './odata';
import { parse } from './parse';

const instant = z.iso.datetime({ offset: true });

const Fields = z.object({
  id: z.string().min(1),
  createdDateTime: instant.nullish(),
  startDateTime: instant.nullish(),
  lifetimeInMinutes: z.int(),
  isUsableOnce: z.boolean(),
  isUsable: z.boolean(),
  methodUsabilityReason: z.string().nullish(),
});

/** A lifetime without a start counts from creation; a pass with neither has no end that could be shown. */
function passOf({ createdDateTime, startDateTime, methodUsabilityReason, ...rest }: z.output<typeof Fields>, context: z.core.ParsePayload): Pass {
  const start = startDateTime ?? createdDateTime;
  if (start == null) {
    context.issues.push({ code: 'custom', path: ['startDateTime'], input: null, message: 'missing' });
    return z.NEVER;
  }
  return { ...rest, createdDateTime: createdDateTime ?? null, startDateTime: start, methodUsabilityReason: methodUsabilityReason ?? '' };
}

export const GraphPass = Fields.transform((fields, context) => passOf(fields, context));

export const CreatedPass = z
  .object({ temporaryAccessPass: z.string().min(1) })
  .and(GraphPass)
  .transform(({ temporaryAccessPass, ...pass }) => ({ pass, passcode: temporaryAccessPass }));

export function passesPath(personId: string): string {
  return `/users/${pathSegment(personId)}/authentication/temporaryAccessPassMethods`;
}

export function passesRead(personId: string): BatchRead {
  return { path: passesPath(personId) };
}

const ABOUT: About = { feature: 'passes', what: 'person', effect: 'read' };
const List = z.object({ value: z.array(GraphPass) });

/**
 * Entra keeps one pass a person. Should it ever list more, the one that can open the account counts, then the newest. One
 * that cannot be read makes the whole answer unreadable: "no pass" must never be said of a pass that is there.
 */
export function currentPassOf(answer: Answer, now: Date): Result<Pass | null, AppError> {
  const list = parse(answer, List, ABOUT);
  if (!list.ok) return list;
  const [first] = [...list.value.value].sort(
    (left, right) => Number(canStillOpen(right, now)) - Number(canStillOpen(left, now)) || madeAt(right) - madeAt(left),
  );
  return ok(first ?? null);
}

function madeAt({ createdDateTime, startDateTime }: Pass): number {
  return Date.parse(createdDateTime ?? startDateTime);
}
