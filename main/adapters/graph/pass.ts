/**
 * A Temporary Access Pass as Graph returns it. The passcode is in the answer to a create and nowhere else; the schema
 * for everything else does not know the property, so it cannot pass through.
 *
 * A listed pass is read strictly: what is said of it decides whether it may be displaced. Of a new one only its id and
 * passcode must be there: Entra gives the passcode this once, and it is not thrown away for the sake of a neighbour.
 * Source: Graph v1.0, temporaryAccessPassAuthenticationMethod; facts 1.3 and 1.4.
 */
import { z } from 'zod';
import { canStillOpen, expiryOf, type Pass } from '../../../shared/domain/pass';
import type { AppError } from '../../../shared/errors';
import { ok, type Result } from '../../../shared/result';
import type { NewPass } from '../../ports/passes';
import type { BatchRead } from './batch';
import type { Answer } from './call';
import type { About } from './errors';
import { pathSegment } from './odata';
import { parse } from './parse';

/** Graph's times are UTC, also where it names no zone. */
const instant = z.iso.datetime({ offset: true, local: true }).transform((text) => (/(?:Z|[+-]\d\d:\d\d)$/.test(text) ? text : `${text}Z`));

const Fields = z.object({
  id: z.string().min(1),
  createdDateTime: instant.nullish(),
  startDateTime: instant.nullish(),
  lifetimeInMinutes: z.int(),
  isUsableOnce: z.boolean(),
  isUsable: z.boolean().nullish(),
  methodUsabilityReason: z.string().nullish(),
});

/** Reasons that rule a pass out; one that is not known here does not. */
const UNUSABLE_REASONS: ReadonlySet<string> = new Set(['DisabledByPolicy', 'Expired', 'NotYetValid', 'OneTimeUsed']);

/** A lifetime without a start counts from creation; a pass with neither has no end that could be shown. */
function passOf({ createdDateTime, startDateTime, isUsable, methodUsabilityReason, ...rest }: z.output<typeof Fields>, now: Date, context: z.core.ParsePayload): Pass {
  const start = startDateTime ?? createdDateTime;
  if (start == null) {
    context.issues.push({ code: 'custom', path: ['startDateTime'], input: null, message: 'missing' });
    return z.NEVER;
  }
  const reason = methodUsabilityReason ?? '';
  const isInTime = Date.parse(start) <= now.getTime() && now < expiryOf({ startDateTime: start, lifetimeInMinutes: rest.lifetimeInMinutes });
  return {
    ...rest,
    createdDateTime: createdDateTime ?? null,
    startDateTime: start,
    isUsable: isUsable ?? (isInTime && !UNUSABLE_REASONS.has(reason)),
    methodUsabilityReason: reason,
  };
}

/**
 * The answer to a create. What is missing or odd besides id and passcode is taken from what was asked for and from the
 * clock; the pass is read again anyway before anything is decided about it.
 */
export function createdPass(asked: Omit<NewPass, 'personId'>, now: Date) {
  return z
    .object({
      id: z.string().min(1),
      temporaryAccessPass: z.string().min(1),
      createdDateTime: instant.nullable().catch(null),
      startDateTime: instant.nullable().catch(null),
      lifetimeInMinutes: z.int().positive().catch(asked.lifetimeInMinutes),
      isUsableOnce: z.boolean().catch(asked.isUsableOnce),
      isUsable: z.boolean().catch(true),
      methodUsabilityReason: z.string().catch(''),
    })
    .transform(({ temporaryAccessPass, startDateTime, ...rest }): { readonly pass: Pass; readonly passcode: string } => ({
      // A start that was asked for is nearer to the truth than the creation, which may be days before it.
      pass: { ...rest, startDateTime: startDateTime ?? asked.startDateTime ?? rest.createdDateTime ?? now.toISOString() },
      passcode: temporaryAccessPass,
    }));
}

export function passesPath(personId: string): string {
  return `/users/${pathSegment(personId)}/authentication/temporaryAccessPassMethods`;
}

export function passesRead(personId: string): BatchRead {
  return { path: passesPath(personId) };
}

const ABOUT: About = { feature: 'passes', what: 'person', effect: 'read' };

/**
 * Entra keeps one pass a person. Should it ever list more, the one that can open the account counts, then the newest. One
 * that cannot be read makes the whole answer unreadable: "no pass" must never be said of a pass that is there.
 */
export function currentPassOf(answer: Answer, now: Date): Result<Pass | null, AppError> {
  const pass = Fields.transform((fields, context) => passOf(fields, now, context));
  const list = parse(answer, z.object({ value: z.array(pass) }), ABOUT);
  if (!list.ok) return list;
  const [first] = [...list.value.value].sort(
    (left, right) => Number(canStillOpen(right, now)) - Number(canStillOpen(left, now)) || madeAt(right) - madeAt(left),
  );
  return ok(first ?? null);
}

function madeAt({ createdDateTime, startDateTime }: Pass): number {
  return Date.parse(createdDateTime ?? startDateTime);
}
