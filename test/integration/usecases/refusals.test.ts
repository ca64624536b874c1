/** What the desk refuses before anything is sent leaves a line: who tried what, and which limit stood in the way. */
import { describe, expect, it } from 'vitest';
import { DEMO_PEOPLE } from '../../../main/demo-tenant';
import { ROLE_TEMPLATES } from '../../../main/demo-tenant/directory/roles';
import { alertsIn } from '../../../main/usecases/alerts-in';
import { changeGrant } from '../../../main/usecases/change-grant';
import { followJournal } from '../../../main/usecases/keep-history';
import { issuePass } from '../../../main/usecases/issue-pass';
import { makeGrants, tryGrants } from '../../../main/usecases/make-grants';
import { readPassFacts } from '../../../main/usecases/read-pass-facts';
import { UNCERTAIN_GRANT_LINES } from '../../../shared/domain/grant-lines';
import { EVERYTHING } from '../../../shared/domain/history/history-filter';
import type { Input } from '../../../shared/ipc/contract';
import { err } from '../../../shared/result';
import { issueFor, realDesk } from '../../support/real-desk';

const ada = DEMO_PEOPLE.member;
const READER = ROLE_TEMPLATES['Security Reader'];
const wish = (change: Partial<Input<'grants.make'>> = {}): Input<'grants.make'> => ({
  personId: ada.id, template: 'incident', items: [{ target: { kind: 'role', id: READER }, how: 'active', scope: '/' }], startDateTime: null, minutes: 120, until: null,
  reason: 'Mail flow is down', ticket: 'INC-7001', acknowledged: [...UNCERTAIN_GRANT_LINES], taskId: null, ...change,
});
const LEAD = ['Authentication Administrator', 'Privileged Role Administrator'] as const;

describe('a refused act', () => {
  it('stands in the journal once with what was wanted and the limits by name, and is an alert', async () => {
    const { desk, entries } = await realDesk();
    await readPassFacts(desk, ada.id, null);
    expect(await entries()).toEqual([]);
    expect(await issuePass(desk, issueFor(ada.id))).toMatchObject({ ok: false, error: { kind: 'limits' } });
    const lines = await entries();
    expect(lines).toMatchObject([{ phase: 'outcome', action: 'pass.issue', intentId: null, result: 'failed', person: { id: ada.id }, detail: { failure: 'limits', limits: 'verification-missing', tier: 'standard' } }]);
    expect(alertsIn(lines).map(({ kind }) => kind)).toEqual(['refused']);
  });

  it('is a line of the history that is neither a pass nor joined with one', async () => {
    const { desk } = await realDesk();
    await issuePass(desk, issueFor(ada.id));
    await followJournal(desk);
    const page = await desk.history.page(EVERYTHING, 0, 10, null);
    expect(page.ok && page.value.lines.map(({ kind, what, result, scenario, person }) => ({ kind, what, result, scenario, person: person?.id }))).toEqual([{ kind: 'desk', what: 'pass.issue', result: 'failed', scenario: '', person: ada.id }]);
  });

  it('is refused all the same where the journal cannot be written', async () => {
    const { desk } = await realDesk();
    const locked = { ...desk, journal: { ...desk.journal, append: async () => err({ kind: 'journal-unavailable', reason: 'locked' } as const) } };
    expect(await issuePass(locked, issueFor(ada.id))).toMatchObject({ ok: false, error: { kind: 'limits' } });
  });

  it('of a broken chain is written too', async () => {
    const { desk, entries } = await realDesk({ operatorRole: LEAD });
    desk.memory.chain = { state: 'broken', entries: 9, firstBadSeq: 4, latestBadSeq: 4, problem: 'edited' };
    expect(await makeGrants(desk, wish())).toMatchObject({ ok: true, value: { made: [{ state: 'failed', error: { kind: 'journal-broken' } }] } });
    expect((await entries()).map(({ action, intentId, detail }) => [action, intentId, detail.failure])).toEqual([['grant.make', null, 'journal-broken']]);
  });

  it('of a grant is one line an item, and none while a form is drawn', async () => {
    const { desk, entries } = await realDesk({ operatorRole: LEAD });
    const tooLong = wish({ minutes: 60 * 24 * 300 });
    expect(await tryGrants(desk, tooLong)).toMatchObject({ ok: false, error: { kind: 'limits' } });
    expect(await entries()).toEqual([]);
    await makeGrants(desk, tooLong);
    expect((await entries()).map(({ action, result, detail }) => [action, result, detail.failure, detail.targetId])).toEqual([['grant.make', 'failed', 'limits', READER]]);
  });

  it('of moving an end names the grant', async () => {
    const { desk, entries } = await realDesk({ operatorRole: LEAD });
    const made = await makeGrants(desk, wish());
    const grant = made.ok && made.value.made[0]?.state === 'made' ? made.value.made[0].grant : null;
    if (!grant) throw new Error('no grant');
    const { scheduleId, target, how, scope } = grant;
    const until = new Date(Date.now() + 300 * 86_400_000).toISOString();
    expect(await changeGrant(desk, { personId: ada.id, scheduleId, target, how, scope, until, reason: 'Goes on', acknowledged: [...UNCERTAIN_GRANT_LINES] })).toMatchObject({ ok: false, error: { kind: 'limits' } });
    expect((await entries()).at(-1)).toMatchObject({ action: 'grant.extend', intentId: null, result: 'failed', detail: { failure: 'limits', scheduleId } });
  });
});
