import { describe, expect, it } from 'vitest';
import { DEMO_PEOPLE } from '../../../main/demo-tenant';
import { clockAt, given, refusal } from './client';

const START = '2026-03-02T09:00:00.000Z';
const to = (...addresses: readonly string[]) => addresses.map((address) => ({ emailAddress: { address } }));
const message = { subject: 'Your code', body: { contentType: 'Text', content: 'Hello' }, toRecipients: to('ada.lindqvist@fjordlight.example') };

describe('sending mail', async () => {
  const { call, tenant } = await given({ now: clockAt(START).now });
  const send = (body: unknown, path = '/me/sendMail') => call('POST', path, { body });

  it('answers 202 with nothing, and the mailbox holds what was sent', async () => {
    const reply = await send({ message: { ...message, ccRecipients: to('c@x.example'), bccRecipients: to('b@x.example') }, saveToSentItems: false });
    expect([reply.status, reply.body]).toEqual([202, undefined]);
    expect(tenant.state.mails).toEqual([{
      at: START, from: tenant.operator.userPrincipalName, to: ['ada.lindqvist@fjordlight.example'], cc: ['c@x.example'], bcc: ['b@x.example'], subject: 'Your code', contentType: 'text', content: 'Hello',
      savedToSentItems: false, requestId: reply.headers.get('request-id'),
    }]);
  });

  it.each([[undefined, true], [true, true], [false, false], ['false', false]])('keeps a copy when saveToSentItems is %s: %s', async (saveToSentItems, kept) => {
    expect((await send({ Message: { ...message, body: { contentType: 'HTML', content: '<p>' } }, SaveToSentItems: saveToSentItems })).status).toBe(202);
    expect(tenant.state.mails.at(-1)).toMatchObject({ contentType: 'html', content: '<p>', savedToSentItems: kept });
  });

  it('takes the id or name of the own mailbox', async () => {
    expect((await send({ message }, `/users/${tenant.operator.id}/sendMail`)).status).toBe(202);
    expect((await send({ message }, `/users/${tenant.operator.userPrincipalName}/microsoft.graph.sendMail`)).status).toBe(202);
  });

  it.each<[string, unknown, number, string, string?]>([
    ['another mailbox', { message }, 403, 'ErrorAccessDenied', `/users/${DEMO_PEOPLE.colleague.id}/sendMail`],
    ['nobody\'s mailbox', { message }, 404, 'ErrorInvalidUser', '/users/nobody/sendMail'],
    ['no message', {}, 400, 'ErrorInvalidParameter'],
    ['a message that is none', { message: 'Hello' }, 400, 'ErrorInvalidParameter'],
    ['no recipients', { message: { ...message, toRecipients: [] } }, 400, 'ErrorInvalidRecipients'],
    ['a recipient that is none', { message: { ...message, toRecipients: to('nobody') } }, 400, 'ErrorInvalidRecipients'],
    ['recipients that are no list', { message: { ...message, toRecipients: 'a@b.example' } }, 400, 'RequestBodyRead'],
    ['a body of another kind', { message: { ...message, body: { contentType: 'rtf', content: '' } } }, 400, 'RequestBodyRead'],
    ['too many', { message: { ...message, toRecipients: to(...Array.from({ length: 501 }, (_, n) => `${n}@x.example`)) } }, 400, 'ErrorExceededMaxRecipientLimit'],
  ])('refuses %s, and nothing is sent', async (_, body, status, code, path) => {
    const before = tenant.state.mails.length;
    expect(refusal(await send(body, path))).toEqual({ status, code });
    expect(tenant.state.mails).toHaveLength(before);
  });

  it('takes Mail.Send', async () => {
    const status = async (scope: string) => (await (await given({ people: 0, scopes: [scope] })).call('POST', '/me/sendMail', { body: { message } })).status;
    expect([await status('Mail.Send'), await status('Mail.ReadWrite')]).toEqual([202, 403]);
  });

  it('is hit by faults like any write: sent or not, as the fault says', async () => {
    const count = async (fault: 'cut-after' | 'cut-before' | 'gateway-timeout-after') => {
      const before = tenant.state.mails.length;
      tenant.faults.queue({ match: { isWrite: true }, fault: { kind: fault } });
      await send({ message }).catch(() => undefined);
      return tenant.state.mails.length - before;
    };
    expect([await count('cut-before'), await count('cut-after'), await count('gateway-timeout-after')]).toEqual([0, 1, 1]);
  });

  it('works in a batch', async () => {
    const { body } = await call('POST', '/$batch', { body: { requests: [{ id: '1', method: 'POST', url: '/me/sendMail', headers: { 'Content-Type': 'application/json' }, body: { message } }] } });
    expect(body.responses).toEqual([{ id: '1', status: 202, headers: expect.any(Object) }]);
  });

  it('is not for an account without a mailbox', async () => {
    const desk = await given({ people: 0, authenticate: () => ({ userId: DEMO_PEOPLE.excluded.id }) });
    expect(refusal(await desk.call('POST', '/me/sendMail', { body: { message } }))).toEqual({ status: 404, code: 'MailboxNotEnabledForRESTAPI' });
  });
});
