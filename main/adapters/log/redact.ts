/**
 * What may stand in the log: an allowlist of fields, each a short plain value. Everything else is dropped, so that a
 * secret handed over by mistake is not written. Pure.
 */

/** Fields the program writes on purpose. Names only: a field not listed here is lost, which is the point. */
const FIELDS: ReadonlySet<string> = new Set([
  'name', 'kind', 'code', 'status', 'correlationId', 'requestId', 'clientRequestId', 'graphCode', 'durationMs', 'attempt',
  'retryAfterSeconds', 'count', 'rows', 'seq', 'state', 'action', 'phase', 'feature', 'platform', 'version',
]);
/** Identifiers, codes and versions. No blanks and no `@`: names, addresses and sentences do not fit through. */
const IDENTIFIER = /^[\w.:-]{1,100}$/;
const LEFT_OUT = '(left out)';
/** Stack frames and nested causes kept of an error. */
const FRAMES_MAXIMUM = 12;
const CAUSES_MAXIMUM = 4;

export type LoggedError = { readonly name: string; readonly code?: string; readonly stack: readonly string[]; readonly cause?: LoggedError };

/** @returns the allowed fields, and `cause` reduced to what {@link reduceError} keeps. */
export function redact(fields: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const kept: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(fields)) {
    if (name === 'cause') kept.cause = reduceError(value);
    else if (FIELDS.has(name) && isPlain(value)) kept[name] = typeof value === 'string' && !IDENTIFIER.test(value) ? LEFT_OUT : value;
  }
  return kept;
}

/**
 * Name, code and stack frames of an error. Its message is left out: zod quotes the input in it, fetch the address, a
 * parser the text it failed at. Of a frame stay the function and the file's own name, not the folders above it.
 */
export function reduceError(cause: unknown, depth = 1): LoggedError {
  if (!(cause instanceof Error)) return { name: typeof cause, stack: [] };
  const code = 'code' in cause && typeof cause.code === 'string' && IDENTIFIER.test(cause.code) ? cause.code : null;
  return {
    name: IDENTIFIER.test(cause.name) ? cause.name : 'Error',
    ...(code !== null && { code }),
    stack: framesOf(cause),
    ...(cause.cause !== undefined && depth < CAUSES_MAXIMUM && { cause: reduceError(cause.cause, depth + 1) }),
  };
}

function framesOf({ stack, message }: Error): readonly string[] {
  if (typeof stack !== 'string') return [];
  // A stack begins with the message, and lines of a message could imitate frames. Where it was exchanged later, nothing is safe.
  const start = stack.indexOf(message);
  if (start < 0) return [];
  return stack
    .slice(start + message.length)
    .split('\n')
    .map((line) => /^\s+at (?:(?<name>[^()]*) \()?(?:.*[\\/])?(?<file>[\w.-]{1,80}:\d+:\d+)\)?$/.exec(line)?.groups)
    .filter((groups) => groups !== undefined)
    .slice(0, FRAMES_MAXIMUM)
    .map(({ name, file }) => [/^[\w$.<>[\] #]{1,80}$/.test(name ?? '') ? name : undefined, file].filter(Boolean).join(' '));
}

function isPlain(value: unknown): value is string | number | boolean | null {
  return value === null || typeof value === 'boolean' || typeof value === 'string' || (typeof value === 'number' && Number.isFinite(value));
}
