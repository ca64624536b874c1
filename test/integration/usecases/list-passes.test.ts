/** The passes of the tenant, as far as they can be found, and the life of one. */
import { describe, expect, it } from 'vitest';
import { DEMO_PEOPLE } from '../../../main/demo-tenant/directory/demo-people';
import { followPass } from '../../../main/usecases/follow-pass';
import { confirmSeen, revealPasscode } from '../../../main/usecases/hand-over';
import { issuePass } from '../../../main/usecases/issue-pass';
import { checkPasses, passCandidates } from '../../../main/usecases/list-passes';
import { readPerson } from '../../../main/usecases/read-person';
import { reviewPass } from '../../../main/usecases/review-pass';
import { revokePass } from '../../../main/usecases/revoke-pass';
import { revokeSessions } from '../../../main/usecases/revoke-sessions';
import { realDesk, verifiedIssue } from '../../support/real-desk';

const ada = DEMO_PEOPLE.member;
const bruno = DEMO_PEOPLE.withLivePass;
const READER = { operatorRole: ['Authentication Administrator', 'Reports Reader'] } as const;

async function handedOver(options: Parameters<typeof realDesk>[0] = READER) {
  const real = await realDesk(options);
  const issued = await issuePass(real.desk, await verifiedIssue(real.desk, ada.id));
  if (!issued.ok) throw new Error(issued.error.kind);
  const shown = await revealPasscode(real.desk, issued.value.handle);
  await confirmSeen(real.desk, issued.value.handle, true);
  return { ...real, passId: issued.value.pass.id, passcode: shown.ok ? shown.value.passcode : '' };
}

describe('candidates', () => {
  it('come from the journal, the audits and the panels that were seen', async () => {
    const { desk } = await handedOver();
    await readPerson(desk, bruno.id);
    const found = await passCandidates(desk);
    const sources = found.ok ? Object.fromEntries(found.value.candidates.map(({ displayName, sources }) => [displayName, sources])) : {};
    expect(sources).toMatchObject({ 'Ada Lindqvist': ['journal', 'audits'], 'Bruno Castellane': ['audits', 'seen'], 'Cora Vestergaard': ['audits'] });
  });

  it('say that audits are closed to an Authentication Administrator', async () => {
    const { desk } = await handedOver({});
    expect(await passCandidates(desk)).toMatchObject({ ok: true, value: { audits: { known: false, because: 'not-permitted', needs: 'audits' }, candidates: [{ displayName: 'Ada Lindqvist' }] } });
  });
});

describe('the check', () => {
  it('asks Graph about each and tells ours from others', async () => {
    const { desk } = await handedOver();
    await passCandidates(desk);
    const checked = await checkPasses(desk, { personIds: [ada.id, bruno.id, DEMO_PEOPLE.joiner.id] });
    expect(checked.ok && checked.value.rows).toMatchObject([
      { displayName: 'Ada Lindqvist', origin: 'tapdesk', ticket: 'INC-1001', issuedBy: { displayName: DEMO_PEOPLE.operator.displayName }, tier: { known: true, value: 'standard' }, life: { used: 'no', handedOver: { how: 'shown' }, ended: null } },
      { displayName: 'Bruno Castellane', origin: 'outside', issuedBy: { displayName: DEMO_PEOPLE.colleague.displayName }, tier: { known: true, value: 'standard' }, life: null },
      { origin: 'unknown', pass: { known: true, value: null }, life: null },
    ]);
  });

  it('keeps who reviewed a pass and when', async () => {
    const { desk, tenant } = await handedOver();
    const passId = tenant.state.passOf(bruno.id)?.id ?? '';
    expect((await reviewPass(desk, { personId: bruno.id, passId })).ok).toBe(true);
    const checked = await checkPasses(desk, { personIds: [bruno.id] });
    expect(checked.ok && checked.value.rows[0]?.review?.by).toBe(DEMO_PEOPLE.operator.displayName);
  });
});

describe('the life of a pass', () => {
  it('goes from issue to hand-over, use, a registered method and its end', async () => {
    const { desk, tenant, passcode, passId } = await handedOver();
    tenant.simulate.signIn(ada.id, passcode);
    tenant.simulate.registerMethod(ada.id, 'authenticator');
    const used = await followPass(desk, ada.id);
    await revokePass(desk, { person: null, personId: ada.id, passId, ticket: null, reason: 'Closed out' });
    const ended = await followPass(desk, ada.id);
    expect([used, ended]).toMatchObject([
      { ok: true, value: { life: { passId, used: 'yes', registered: { known: true, value: { type: 'authenticator' } }, ended: null } } },
      { ok: true, value: { life: { ended: { how: 'revoked' } } } },
    ]);
  });

  it('is none for somebody this desk gave nothing', async () => {
    const { desk } = await handedOver();
    expect(await followPass(desk, bruno.id)).toEqual({ ok: true, value: { life: null } });
  });
});

describe('sessions', () => {
  it('are ended with a line before and after', async () => {
    const { desk, tenant, lines } = await realDesk();
    const before = tenant.state.person(ada.id)?.signInSessionsValidFromDateTime;
    expect((await revokeSessions(desk, { personId: ada.id, reason: 'Left', ticket: 'INC-1' })).ok).toBe(true);
    expect([tenant.state.person(ada.id)?.signInSessionsValidFromDateTime !== before, await lines()]).toEqual([true, ['sessions.revoke intent', 'sessions.revoke outcome succeeded']]);
  });
});
