/** What Graph documents about a pass, shown by the whole way of one against the demo tenant. The list is docs/graph-coverage.md. */
import { describe, expect, it } from 'vitest';
import { DEMO_PEOPLE } from '../../../main/demo-tenant/directory/demo-people';
import type { Desk } from '../../../main/usecases/desk';
import { followPass } from '../../../main/usecases/follow-pass';
import { confirmSeen, revealPasscode } from '../../../main/usecases/hand-over';
import { issuePass } from '../../../main/usecases/issue-pass';
import { revokePass } from '../../../main/usecases/revoke-pass';
import { canStillOpen, expiryOf, passState } from '../../../shared/domain/pass';
import type { HandOver, Input } from '../../../shared/ipc/contract';
import { realDesk, verifiedIssue } from '../../support/real-desk';

const ada = DEMO_PEOPLE.member;

async function issued(desk: Desk, personId: string, change: Partial<Input<'passes.issue'>> = {}): Promise<HandOver> {
  const reply = await issuePass(desk, await verifiedIssue(desk, personId, change));
  if (!reply.ok) throw new Error(JSON.stringify(reply.error));
  return reply.value;
}

async function seen(desk: Desk, { handle }: HandOver): Promise<string> {
  const shown = await revealPasscode(desk, handle);
  await confirmSeen(desk, handle, true);
  return shown.ok ? shown.value.passcode : '';
}

describe('a new pass', () => {
  it('is as it was asked for, and nothing of it is left to the tenant’s defaults', async () => {
    const { desk, tenant } = await realDesk();
    await issued(desk, ada.id, { lifetimeInMinutes: 75, isUsableOnce: false });
    expect(tenant.state.passOf(ada.id)).toMatchObject({ lifetimeInMinutes: 75, isUsableOnce: false, isUsable: true });
  });

  it('that starts later is not yet valid, and its lifetime counts from the start', async () => {
    const { desk } = await realDesk();
    const start = new Date(Date.now() + 3_600_000);
    const { pass } = await issued(desk, ada.id, { startDateTime: start.toISOString() });
    const inTwoHours = new Date(start.getTime() + 3_599_000);
    expect(pass).toMatchObject({ isUsable: false, methodUsabilityReason: 'NotYetValid' });
    expect([passState(pass, new Date()), passState(pass, inTwoHours), expiryOf(pass).getTime() - start.getTime()]).toEqual(['not-yet-valid', 'live', 3_600_000]);
  });

  it('is for an internal guest too', async () => {
    const { desk, tenant, entries } = await realDesk();
    await issued(desk, DEMO_PEOPLE.internalGuest.id);
    expect([tenant.state.passOf(DEMO_PEOPLE.internalGuest.id)?.isUsable, (await entries())[0]?.detail.tier]).toEqual([true, 'contractor']);
  });

  it('takes the place of one that has ended, which still lies there, without a question', async () => {
    const { desk, tenant } = await realDesk();
    const before = tenant.state.passOf(DEMO_PEOPLE.withExpiredPass.id);
    const { pass } = await issued(desk, DEMO_PEOPLE.withExpiredPass.id);
    expect([before?.methodUsabilityReason, pass.id === before?.id, tenant.state.passOf(DEMO_PEOPLE.withExpiredPass.id)?.id]).toEqual(['Expired', false, pass.id]);
  });

  it('does not take the place of one that has not begun, unless the operator says so', async () => {
    const { desk, tenant } = await realDesk();
    const cora = DEMO_PEOPLE.withFuturePass;
    const before = tenant.state.passOf(cora.id);
    const refused = await issuePass(desk, await verifiedIssue(desk, cora.id));
    expect([refused, tenant.state.passOf(cora.id)?.id]).toEqual([{ ok: false, error: { kind: 'pass-exists', passId: before?.id, expiresAt: expect.any(String) } }, before?.id]);
    expect((await issued(desk, cora.id, { replacesPassId: before?.id ?? '' })).pass.id).toBe(tenant.state.passOf(cora.id)?.id);
  });
});

describe('a pass that is used', () => {
  it('once is used up: it opens nothing more, stays until it is removed, and needs no question to be replaced', async () => {
    const { desk, tenant } = await realDesk();
    const passcode = await seen(desk, await issued(desk, ada.id));
    expect([tenant.simulate.signIn(ada.id, passcode), tenant.simulate.signIn(ada.id, passcode)]).toEqual([true, false]);

    const current = await desk.passes.current(ada.id);
    const life = await followPass(desk, ada.id);
    const pass = current.ok ? current.value : null;
    expect([pass && passState(pass, new Date()), pass && canStillOpen(pass, new Date())]).toEqual(['used', false]);
    expect(life).toMatchObject({ ok: true, value: { life: { used: 'yes', handedOver: { how: 'shown' }, ended: null } } });
    expect((await issued(desk, ada.id)).pass.id).not.toBe(pass?.id);
  });

  it('for many uses opens the account again, and is never said to have been used for certain', async () => {
    const { desk, tenant } = await realDesk();
    const passcode = await seen(desk, await issued(desk, ada.id, { isUsableOnce: false }));
    expect([tenant.simulate.signIn(ada.id, passcode), tenant.simulate.signIn(ada.id, passcode)]).toEqual([true, true]);
    // Sign-ins are closed to an Authentication Administrator.
    expect(await followPass(desk, ada.id)).toMatchObject({ ok: true, value: { life: { used: 'not-known' } } });
  });

  it('for many uses, where sign-ins may be read: somebody has signed in, perhaps with it', async () => {
    const { desk, tenant } = await realDesk({ operatorRole: ['Authentication Administrator', 'Reports Reader'] });
    const passcode = await seen(desk, await issued(desk, ada.id, { isUsableOnce: false }));
    tenant.simulate.signIn(ada.id, passcode);
    tenant.simulate.registerMethod(ada.id, 'authenticator');
    expect(await followPass(desk, ada.id)).toMatchObject({ ok: true, value: { life: { used: 'signed-in', registered: { known: true, value: { type: 'authenticator' } } } } });
  });

  it('is replaced by a colleague without a word to anybody, and the desk tells', async () => {
    const { desk, tenant } = await realDesk();
    await issued(desk, ada.id);
    tenant.simulate.issueAs(DEMO_PEOPLE.colleague.id, ada.id);
    expect(await followPass(desk, ada.id)).toMatchObject({ ok: true, value: { life: { ended: { how: 'replaced' } } } });
  });
});

describe('an issue and a revoke', () => {
  it('need no second try while replicas lag behind: what was made stands, what was removed is proven gone', async () => {
    const { desk, tenant, writes } = await realDesk({ replicaDelayMs: 300 });
    const { pass } = await issued(desk, ada.id);
    await new Promise((resolve) => setTimeout(resolve, 400));
    const revoked = await revokePass(desk, { person: null, personId: ada.id, passId: pass.id, ticket: null, reason: 'Done' });
    expect([revoked.ok, tenant.state.passOf(ada.id), writes()]).toEqual([true, undefined, ['POST 201', 'DELETE 204']]);
  });

  it('leave passcode and lifetime out of Entra’s own record, which is why this desk keeps one', async () => {
    const { desk, tenant, entries } = await realDesk({ operatorRole: ['Authentication Administrator', 'Reports Reader'] });
    const { pass } = await issued(desk, ada.id, { ticket: 'INC-7' });
    const audits = await desk.audits.passesMade(new Date(Date.now() - 60_000).toISOString());
    expect(audits).toMatchObject({ ok: true, value: { known: true, value: expect.arrayContaining([expect.objectContaining({ person: expect.objectContaining({ id: ada.id }) })]) } });
    expect(JSON.stringify(audits)).not.toContain(pass.id);
    expect((await entries()).map(({ ticket, detail }) => [ticket, detail.lifetimeInMinutes, detail.passId])).toContainEqual(['INC-7', 60, pass.id]);
    expect(tenant.state.passOf(ada.id)?.id).toBe(pass.id);
  });
});
