/** Ways a passcode leaves the desk: clipboard, slip, mail, split; and what is told to whom. */
import { describe, expect, it } from 'vitest';
import { DEMO_PEOPLE } from '../../../main/demo-tenant/directory/demo-people';
import { copyPasscode, mailPasscode, printPasscode } from '../../../main/usecases/deliver-pass';
import { closePasscode, confirmSeen, revealPasscode } from '../../../main/usecases/hand-over';
import { issuePass } from '../../../main/usecases/issue-pass';
import { tellPerson } from '../../../main/usecases/tell-person';
import { realDesk, verifiedIssue } from '../../support/real-desk';

const ada = DEMO_PEOPLE.member;
const OPEN = { limits: { everyone: { delivery: { channels: ['call', 'slip', 'manager-mail', 'split'], copy: true, tellPerson: true } } } } as const;

async function handOver(options: Parameters<typeof realDesk>[0] = { policy: OPEN }, personId: string = ada.id) {
  const real = await realDesk(options);
  const issued = await issuePass(real.desk, await verifiedIssue(real.desk, personId));
  if (!issued.ok) throw new Error(issued.error.kind);
  return { ...real, handle: issued.value.handle };
}

describe('a passcode', () => {
  it('goes to the manager by mail, is not kept among the sent ones, and counts as handed over', async () => {
    const { desk, tenant, handle, lines } = await handOver();
    const mailed = await mailPasscode(desk, handle, 'all');
    const passcode = /^ {4}(\S+)$/m.exec(tenant.state.mails[0]?.content ?? '')?.[1] ?? '';
    expect([mailed.ok, tenant.state.opens(ada.id, passcode), tenant.state.mails.map(({ savedToSentItems, contentType, to }) => [savedToSentItems, contentType, to.length])]).toEqual([true, true, [[false, 'text', 1]]]);
    expect([await closePasscode(desk, handle), tenant.state.passOf(ada.id) !== undefined]).toEqual([{ ok: true, value: { outcome: 'seen' } }, true]);
    expect((await lines()).slice(2, 4)).toEqual(['pass.mail intent', 'pass.mail outcome succeeded']);
  });

  it('is split: the manager gets the second half, the window only the first', async () => {
    const { desk, tenant, handle } = await handOver();
    const mailed = await mailPasscode(desk, handle, 'second-half');
    const second = /^ {4}(\S+)$/m.exec(tenant.state.mails[0]?.content ?? '')?.[1] ?? '';
    const shown = await revealPasscode(desk, handle);
    const first = shown.ok ? shown.value.passcode : '';
    expect([mailed.ok, shown.ok && shown.value.part, tenant.state.opens(ada.id, first + second), first.length, second.length]).toEqual([true, 'first-half', true, 4, 4]);
    expect(await copyPasscode(desk, handle)).toMatchObject({ ok: false, error: { reason: 'already-split' } });
    await confirmSeen(desk, handle, true);
    expect(await closePasscode(desk, handle)).toEqual({ ok: true, value: { outcome: 'seen' } });
  });

  it('of which only the mailed half is out does not outlive its hand-over', async () => {
    const { desk, tenant, handle } = await handOver();
    await mailPasscode(desk, handle, 'second-half');
    expect([await closePasscode(desk, handle), tenant.state.passOf(ada.id)]).toEqual([{ ok: true, value: { outcome: 'revoked' } }, undefined]);
  });

  it('is not mailed to a manager who changed, nor without a mail address, nor where the policy does not allow it', async () => {
    const changed = await handOver({ policy: OPEN, operatorRole: ['Authentication Administrator', 'Reports Reader'] }, DEMO_PEOPLE.managerChanged.id);
    const chief = await handOver({ policy: OPEN }, DEMO_PEOPLE.chief.id);
    const closed = await handOver({});
    const mails = [await mailPasscode(changed.desk, changed.handle, 'all'), await mailPasscode(chief.desk, chief.handle, 'all'), await mailPasscode(closed.desk, closed.handle, 'all')];
    expect(mails.map((mail) => !mail.ok && mail.error.kind === 'delivery-refused' && mail.error.reason)).toEqual(['manager-changed', 'no-manager', 'not-allowed']);
    expect([changed, chief, closed].flatMap(({ tenant }) => tenant.state.mails)).toEqual([]);
  });

  it('whose mail may or may not have left counts as seen by nobody', async () => {
    const { desk, tenant, handle, lines } = await handOver();
    tenant.faults.queue({ match: { method: 'POST', path: /sendMail/ }, fault: { kind: 'cut-after' } });
    expect(await mailPasscode(desk, handle, 'all')).toMatchObject({ ok: false, error: { kind: 'outcome-unknown', action: 'mail' } });
    expect(await closePasscode(desk, handle)).toEqual({ ok: true, value: { outcome: 'revoked' } });
    expect((await lines()).slice(2)).toEqual(['pass.mail intent', 'pass.mail outcome unknown', 'pass.revoke intent', 'pass.revoke outcome succeeded']);
  });

  it('is copied and printed where the policy allows it, each with a line', async () => {
    const { desk, tenant, handle, printed, clipboard, lines } = await handOver();
    const answers = [await copyPasscode(desk, handle), await printPasscode(desk, handle)];
    expect([answers.map(({ ok }) => ok), tenant.state.opens(ada.id, clipboard.text), printed.map(({ passcode }) => tenant.state.opens(ada.id, passcode))]).toEqual([[true, true], true, [true]]);
    expect((await lines()).slice(2)).toEqual(['passcode.reveal event succeeded', 'pass.copy event succeeded', 'pass.print intent', 'pass.print outcome succeeded']);
  });

  it('is neither copied nor mailed by default', async () => {
    const { desk, handle, clipboard, tenant } = await handOver({});
    const answers = [await copyPasscode(desk, handle), await mailPasscode(desk, handle, 'second-half')];
    expect([answers, clipboard.text, tenant.state.mails]).toMatchObject([[{ ok: false, error: { reason: 'not-allowed' } }, { ok: false, error: { reason: 'not-allowed' } }], '', []]);
  });

  it('stays in hand when the printer fails', async () => {
    const { desk, handle, tenant } = await handOver();
    const broken = { ...desk, printer: { print: async () => ({ ok: false, error: { kind: 'print-failed', reason: 'no-printer' } }) as const } };
    expect([await printPasscode(broken, handle), await closePasscode(desk, handle), tenant.state.passOf(ada.id)]).toMatchObject([{ ok: false, error: { kind: 'print-failed' } }, { ok: true, value: { outcome: 'revoked' } }, undefined]);
  });
});

describe('the person', () => {
  it('is told that a pass was made, without the passcode', async () => {
    const { desk, tenant, handle } = await handOver();
    const shown = await revealPasscode(desk, handle);
    expect((await tellPerson(desk, handle)).ok).toBe(true);
    const [mail] = tenant.state.mails;
    expect([mail?.to, shown.ok && mail?.content.includes(shown.value.passcode)]).toEqual([[tenant.state.person(ada.id)?.mail], false]);
  });

  it('is not told where the policy says nothing of it', async () => {
    const { desk, tenant, handle } = await handOver({});
    expect([(await tellPerson(desk, handle)).ok, tenant.state.mails]).toEqual([true, []]);
  });
});
