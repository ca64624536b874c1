/** Limits, quotas and verification through real parts: what the main process refuses before anything is sent. */
import { describe, expect, it } from 'vitest';
import { createPasscodeVault } from '../../../main/adapters/vault/passcode-vault';
import { DEMO_PEOPLE } from '../../../main/demo-tenant/directory/demo-people';
import { newMemory } from '../../../main/usecases/desk';
import { issuePass } from '../../../main/usecases/issue-pass';
import { readPassFacts } from '../../../main/usecases/read-pass-facts';
import { readPolicy } from '../../../main/usecases/read-policy';
import { verifyPerson } from '../../../main/usecases/verify-person';
import { issueFor, realDesk, verifiedIssue } from '../../support/real-desk';

const ada = DEMO_PEOPLE.member;
const rulesOf = (answer: Awaited<ReturnType<typeof issuePass>>) =>
  answer.ok ? ['issued'] : answer.error.kind === 'limits' ? answer.error.problems.map((problem) => ('line' in problem ? `${problem.rule} ${problem.line}` : problem.rule)) : [answer.error.kind];

describe('verification', () => {
  it('is needed for every pass, and used up by it', async () => {
    const { desk } = await realDesk();
    expect(rulesOf(await issuePass(desk, issueFor(ada.id)))).toEqual(['verification-missing']);
    const wish = await verifiedIssue(desk, ada.id);
    expect(rulesOf(await issuePass(desk, wish))).toEqual(['issued']);
    expect(rulesOf(await issuePass(desk, { ...wish, replacesPassId: null }))).toContain('verification-missing');
  });

  it('stands in the journal with the pass it carries: kind, against what, when, by whom', async () => {
    const { desk, entries } = await realDesk();
    await issuePass(desk, await verifiedIssue(desk, ada.id));
    expect((await entries())[0]).toMatchObject({
      phase: 'intent',
      detail: { verificationKind: 'photo-id', verificationAgainst: 'Passport, on video', verifiedBy: DEMO_PEOPLE.operator.userPrincipalName, verifiedAt: expect.stringMatching(/Z$/), tier: 'standard', scenario: 'lost-phone', acknowledged: 'eligible-roles tenant-policy recent-changes' },
    });
  });

  it('ages', async () => {
    let now = Date.now();
    const { desk } = await realDesk({ now: () => new Date(now) });
    const wish = await verifiedIssue(desk, ada.id);
    now += 15 * 60_000 + 1;
    expect(rulesOf(await issuePass(desk, wish))).toEqual(['verification-expired']);
  });

  it('belongs to one person', async () => {
    const { desk } = await realDesk();
    const wish = await verifiedIssue(desk, ada.id);
    expect(rulesOf(await issuePass(desk, { ...wish, personId: DEMO_PEOPLE.joiner.id }))).toEqual(['verification-missing']);
  });

  it('must be of a kind that counts for the tier', async () => {
    const { desk } = await realDesk({ operatorRole: 'Privileged Authentication Administrator' });
    const read = await readPassFacts(desk, DEMO_PEOPLE.admin.id, null);
    const number = read.ok ? (read.value.facts.person.mobilePhone ?? '') : '';
    expect(await verifyPerson(desk, { personId: DEMO_PEOPLE.admin.id, kind: 'call-back', against: number, againstId: number })).toMatchObject({ ok: false, error: { problems: [{ rule: 'verification-kind' }] } });
  });

  it.each([
    ['a number that changed two days ago', DEMO_PEOPLE.phoneChanged, 'call-back'],
    ['a manager who changed three days ago', DEMO_PEOPLE.managerChanged, 'manager-attested'],
    ['a method registered yesterday', DEMO_PEOPLE.methodChanged, 'existing-method'],
  ] as const)('does not count against %s', async (_, person, kind) => {
    const { desk } = await realDesk({ operatorRole: ['Authentication Administrator', 'Reports Reader'] });
    const read = await readPassFacts(desk, person.id, null);
    if (!read.ok) throw new Error(read.error.kind);
    const { facts } = read.value;
    const newest = facts.methods.known ? facts.methods.value.filter(({ type }) => type === 'authenticator').at(-1) : undefined;
    const againstId = { 'call-back': facts.person.mobilePhone, 'manager-attested': facts.manager.known ? facts.manager.value?.id : null, 'existing-method': newest?.id }[kind] ?? '';
    expect(await verifyPerson(desk, { personId: person.id, kind, against: 'on file', againstId })).toMatchObject({ ok: false, error: { problems: [{ rule: 'verification-changed' }] } });
  });
});

describe('quotas', () => {
  it('count from the journal, so a restart resets nothing', async () => {
    const { desk } = await realDesk({ policy: { limits: { everyone: { passesPerOperatorHour: 2 } } } });
    for (const person of [ada, DEMO_PEOPLE.joiner]) expect(rulesOf(await issuePass(desk, await verifiedIssue(desk, person.id)))).toEqual(['issued']);
    const restarted = { ...desk, vault: createPasscodeVault(), memory: newMemory() };
    expect(rulesOf(await issuePass(restarted, await verifiedIssue(restarted, DEMO_PEOPLE.namesakeOne.id)))).toEqual(['quota']);
  });

  it('ask before a second pass within 24 hours, or refuse it', async () => {
    const asking = await realDesk();
    const first = await issuePass(asking.desk, await verifiedIssue(asking.desk, ada.id));
    const again = { acknowledged: ['eligible-roles', 'tenant-policy', 'recent-changes'] as const, replacesPassId: first.ok ? first.value.pass.id : null };
    expect(rulesOf(await issuePass(asking.desk, await verifiedIssue(asking.desk, ada.id, again)))).toEqual(['second-pass']);
    const refusing = await realDesk({ policy: { limits: { standard: { secondPassWithin24Hours: 'refuse' } } } });
    const one = await issuePass(refusing.desk, await verifiedIssue(refusing.desk, ada.id));
    expect(rulesOf(await issuePass(refusing.desk, await verifiedIssue(refusing.desk, ada.id, { replacesPassId: one.ok ? one.value.pass.id : null })))).toEqual(['second-pass']);
  });
});

describe('what could not be checked', () => {
  it('is acknowledged line by line, or refused', async () => {
    const { desk, writes } = await realDesk();
    const wish = await verifiedIssue(desk, ada.id, { acknowledged: ['tenant-policy'] });
    expect(rulesOf(await issuePass(desk, wish))).toEqual(['not-acknowledged eligible-roles', 'not-acknowledged recent-changes']);
    const strict = await realDesk({ policy: { notChecked: { 'recent-changes': 'refuse' } } });
    expect(rulesOf(await issuePass(strict.desk, await verifiedIssue(strict.desk, ada.id)))).toEqual(['not-checked recent-changes']);
    expect(writes()).toEqual([]);
  });

  it('is nothing for somebody who may read everything', async () => {
    const { desk } = await realDesk({ operatorRole: ['Authentication Administrator', 'Global Reader'] });
    expect(rulesOf(await issuePass(desk, await verifiedIssue(desk, ada.id, { acknowledged: [] })))).toEqual(['issued']);
  });
});

describe('the desk policy', () => {
  it('issues nothing while it is broken, and still reads', async () => {
    const { desk, writes } = await realDesk();
    const error = { kind: 'desk-policy-broken', file: 'desk.json', line: 3, column: 1, rule: 'limits', problem: 'is wrong' } as const;
    const broken = { ...desk, policy: { state: 'broken' as const, file: 'desk.json', error } };
    expect([await issuePass(broken, issueFor(ada.id)), writes(), (await broken.directory.read(ada.id)).ok, (await readPolicy(broken)).ok]).toEqual([{ ok: false, error }, [], true, true]);
  });

  it('says whom the tenant’s policy leaves out before Entra does', async () => {
    const { desk, writes } = await realDesk({ operatorRole: ['Authentication Administrator', 'Global Reader'] });
    for (const person of [DEMO_PEOPLE.outOfScope, DEMO_PEOPLE.excluded]) {
      expect(rulesOf(await issuePass(desk, await verifiedIssue(desk, person.id)))).toEqual(['not-in-target']);
    }
    expect(writes()).toEqual([]);
  });

  it('counts eligible people as privileged once that can be read', async () => {
    const { desk } = await realDesk({ operatorRole: ['Privileged Authentication Administrator', 'Global Reader'] });
    const wish = await verifiedIssue(desk, DEMO_PEOPLE.eligible.id, { isUsableOnce: false });
    expect(rulesOf(await issuePass(desk, wish))).toEqual(['one-time-required']);
  });

  it('reports the limits in force and the guards that are missing', async () => {
    const { desk } = await realDesk({ operatorRole: ['Authentication Administrator', 'Global Reader'] });
    const report = await readPolicy(desk);
    expect(report.ok && report.value.backstops.map(({ id, state }) => `${id} ${state}`)).toEqual([
      'one-time missing',
      'longest-lifetime in-place',
      'standing-issuers missing',
      'conditional-access not-checked',
    ]);
  });
});
