// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';
import { failureText, featuresFor } from '../../renderer/ui/failure-text';
import { limitText, placeOf, PLACES } from '../../renderer/ui/limit-text';
import fc from 'fast-check';
import { AppError, LimitProblem } from '../../shared/errors';
import { problemOf } from './any-problem';

/** One of each, with the least that its schema asks for. */
const samples: readonly AppError[] = AppError.options.map((option) => {
  const fields = Object.entries(option.shape).map(([name, schema]) => {
    const values = [undefined, 'x', 1, true, '2026-01-01T00:00:00Z', [], { scopes: [], roles: [] }, ...('options' in schema ? (schema.options as unknown[]) : []), ...('values' in schema ? [...(schema.values as Set<unknown>)] : [])];
    return [name, values.find((value) => schema.safeParse(value).success)];
  });
  return AppError.parse(Object.fromEntries(fields.filter(([, value]) => value !== undefined)));
});

describe('failures in words', () => {
  it('covers every kind', () => {
    expect(samples.map(({ kind }) => kind)).toEqual(AppError.options.map((option) => [...option.shape.kind.values][0]));
  });

  it.each(samples.map((sample) => [sample.kind, sample] as const))('%s: says what happened and what to do next, without jargon', (_, sample) => {
    const { title, happened, next } = failureText(sample);
    expect(title.length).toBeGreaterThan(5);
    expect(sample.kind === 'limits' || happened.length > 10).toBe(true);
    expect(next.length).toBeGreaterThan(10);
    expect(`${title} ${happened} ${next}`).not.toMatch(/\b[Ee]rror\b|undefined|null|NaN|\[object/);
  });

  it('never tells a status that did not come', () => {
    const { happened } = failureText({ kind: 'service-unavailable', status: 0, requestId: '' });
    expect(happened).toBe('Microsoft did not answer in time.');
  });

  it('tells a lost answer that made nothing from one whose pass was removed', () => {
    const told = (['none-made', 'removed'] as const).map((outcome) => Object.values(failureText({ kind: 'answer-lost', outcome })).join(' '));
    expect(told).toEqual([expect.stringMatching(/^No pass was made .*Issue again: it is safe/), expect.stringMatching(/deleted that pass and read back that it is gone.*replaced may be gone too/)]);
  });

  it('has words for every rule of issuing, and a place in the form', () => {
    const problems = LimitProblem.options.map((option) => fc.sample(problemOf(option), 1)[0]!);
    expect(new Set(problems.map(limitText)).size).toBe(LimitProblem.options.length);
    expect(problems.filter((problem) => !PLACES.includes(placeOf(problem)))).toEqual([]);
  });

  it('tells every reason for which a passcode may not leave the desk, and what to do instead', () => {
    const reasons = ['not-allowed', 'no-manager', 'no-manager-mail', 'manager-changed', 'changes-not-checked', 'already-split'] as const;
    const told = reasons.map((reason) => failureText({ kind: 'delivery-refused', reason }));
    expect(new Set(told.map(({ happened }) => happened)).size).toBe(reasons.length);
    expect(told.filter(({ next }) => next === '')).toEqual([]);
  });

  it('tells why nothing new is issued while the journal is broken, and what still works', () => {
    const told = Object.values(failureText({ kind: 'journal-broken', firstBadSeq: 12, problem: 'rewritten' })).join(' ');
    expect(told).toMatch(/entry 12 is not the one that was noted off this machine.*accepted the file as it stands in the desk policy; the journal’s verdict in History has the item for it\. Revoking and ending access still work/);
  });

  it.each(['journal-unavailable', 'history-unavailable', 'read-only', 'anchor-failed', 'not-a-journal', 'export-failed'] as const)('%s: has words of its own for every reason', (kind) => {
    const option = AppError.options.find(({ shape }) => shape.kind.values.has(kind as never))!;
    const [field, reasons] = Object.entries(option.shape).flatMap(([name, schema]) => ('options' in schema ? [[name, schema.options as readonly string[]] as const] : []))[0]!;
    const told = reasons.map((reason) => failureText(AppError.parse({ kind, [field]: reason })).happened);
    expect({ different: new Set(told).size, short: told.filter((text) => text.length < 10) }).toEqual({ different: reasons.length, short: [] });
  });

  it('knows which features a refused scope belongs to, in every cloud', () => {
    expect(featuresFor(['https://graph.microsoft.us/UserAuthenticationMethod.ReadWrite.All', 'AuditLog.Read.All'])).toEqual(['passes', 'audits']);
  });
});
