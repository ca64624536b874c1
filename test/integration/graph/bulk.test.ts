/** What many people's passes are decided by, in batches: the same, person by person, as one by one. */
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { createBulk } from '../../../main/adapters/graph/bulk';
import { DEMO_PEOPLE, type RoleName } from '../../../main/demo-tenant/index';
import { startRecorded } from './demo-graph';
import { batchOf, given, PASS, PERSON, refusal, USER } from './fake-graph';

const never = new AbortController().signal;
const idOf = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const cleanups: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup();
});

describe('facts of many people', () => {
  it.each<[string, readonly RoleName[]]>([
    ['with', ['Authentication Administrator', 'Reports Reader', 'Global Reader']],
    ['without', ['Authentication Administrator']],
  ])('are those of each alone, for an operator %s the right to read audits', async (_, operatorRole) => {
    const { tenant, graph, directory, sent } = await startRecorded({ operatorRole, auditDelayMs: 0 });
    cleanups.push(() => tenant.close());
    const started = await createBulk(graph).manyFacts(tenant.operator.id, 14, never);
    if (!started.ok) throw new Error(started.error.kind);
    expect(started.value.perBatch).toBe(2);
    const ids = [...Object.values(DEMO_PEOPLE).map(({ id }) => id), ...tenant.state.people.map(({ id }) => id)];
    const person = fc.oneof(fc.constantFrom(...Object.values(DEMO_PEOPLE).map(({ id }) => id)), fc.constantFrom(...ids), fc.constant(idOf(404)));
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(person, { minLength: 1, maxLength: 2 }), async (people) => {
        const many = await started.value.of(people);
        for (const id of people) {
          const alone = await directory.readPassFacts(id, tenant.operator.id, 14);
          const together = many.ok ? many.value[id] : undefined;
          if (alone.ok && together?.ok) expect({ ...together.value, readAt: '' }).toEqual({ ...alone.value, readAt: '' });
          else expect(together).toMatchObject({ ok: false, error: { kind: alone.ok ? 'read' : alone.error.kind } });
        }
      }),
      { numRuns: 40 },
    );
    const changed = await started.value.of([DEMO_PEOPLE.phoneChanged.id]);
    const told = changed.ok ? changed.value[DEMO_PEOPLE.phoneChanged.id] : undefined;
    expect(told?.ok && (told.value.recentChanges.known ? told.value.recentChanges.value.map(({ kind }) => kind) : told.value.recentChanges.because)).toEqual(operatorRole.includes('Reports Reader') ? ['phone'] : 'not-permitted');
    expect(sent.filter(({ path }) => path.includes('directoryAudits') && !path.includes('targetResources')).length).toBeLessThanOrEqual(2);
  }, 60_000);

  it('are one person’s failure and the other’s facts; three people are a bug', async () => {
    const { graph } = await given((request) => {
      if (!request.url.endsWith('$batch')) return { status: 403 };
      return batchOf(({ id }) => {
        if (id === `${idOf(2)}/user`) return refusal(404, 'Request_ResourceNotFound');
        return { status: 200, body: id.endsWith('/user') ? { ...USER, id: id.split('/')[0] } : { value: [] } };
      })(request);
    });
    const started = await createBulk(graph).manyFacts(PERSON, 7, never);
    const facts = started.ok ? await started.value.of([idOf(1), idOf(2)]) : started;
    expect(facts.ok && [facts.value[idOf(1)]?.ok, facts.value[idOf(2)]]).toMatchObject([true, { ok: false, error: { kind: 'not-found', what: 'person' } }]);
    await expect(started.ok && started.value.of([idOf(1), idOf(2), idOf(3)])).rejects.toThrow(RangeError);
    expect(started.ok && (await started.value.of([]))).toEqual({ ok: true, value: {} });
  });

  it('are not begun with by an abort, nor where nobody is signed in', async () => {
    const { graph } = await given(() => ({ status: 401 }));
    expect(await createBulk(graph).manyFacts(PERSON, 7, AbortSignal.abort())).toEqual({ ok: false, error: { kind: 'cancelled' } });
    expect(await createBulk(graph).manyFacts(PERSON, 7, never)).toMatchObject({ ok: false, error: { kind: 'sign-in-required' } });
  });
});

describe('the last look', () => {
  it('shows ten people and their passes in one batch, and one person’s refusal as theirs', async () => {
    const people = Array.from({ length: 10 }, (_, n) => idOf(n));
    const { graph, received } = await given((request) => {
      if (!request.url.endsWith('$batch')) return { status: 403 };
      return batchOf(({ id }) => {
        if (id === `${idOf(3)}/passes`) return refusal(403, 'accessDenied');
        return { status: 200, body: id.endsWith('/user') ? { ...USER, id: id.split('/')[0] } : { value: id.startsWith(idOf(4)) ? [PASS] : [] } };
      })(request);
    });
    const bulk = createBulk(graph);
    const looks = await bulk.lastLook(people);
    const seen = looks.ok ? looks.value : {};
    expect(Object.keys(seen)).toEqual(people);
    expect(seen[idOf(0)]).toEqual({ ok: true, value: { person: { id: idOf(0), displayName: 'Ada Lovelace', userPrincipalName: 'ada@contoso.com', kind: 'member', accountEnabled: true }, pass: null } });
    expect([seen[idOf(3)], seen[idOf(4)]]).toMatchObject([{ ok: false, error: { kind: 'not-permitted' } }, { ok: true, value: { pass: { id: PASS.id } } }]);
    expect(received.filter(({ url }) => url.endsWith('$batch'))).toHaveLength(1);
    await expect(bulk.lastLook([...people, idOf(10)])).rejects.toThrow(RangeError);
  });
});
