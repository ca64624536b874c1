/**
 * `sendMail`: 202 without a body, a message id or any proof of delivery. Only from one's own mailbox.
 *
 * Source: Graph, "user: sendMail". Codes of refusals are Exchange's, as seen in public; the one for a missing message is
 * not documented.
 */
import type { DemoMail } from '../mails';
import { onlyOptions } from '../odata/query';
import { needScope, SCOPES } from '../permissions';
import { type GraphRequest, type GraphResponse, isRecord, Refusal } from '../protocol';
import type { Tenant } from '../tenant';
import type { Route } from './route';

const MOST_RECIPIENTS = 500;

const denied = (): Refusal => new Refusal(403, 'ErrorAccessDenied', 'Access is denied. Check credentials and try again.');
const bad = (code: string, message: string): Refusal => new Refusal(400, code, message);

/** Parameters of an action are found in either spelling: the documentation has `message`, the description `Message`. */
function parameter(body: Readonly<Record<string, unknown>>, name: string): unknown {
  const key = Object.keys(body).find((each) => each.toLowerCase() === name.toLowerCase());
  return key === undefined ? undefined : body[key];
}

function recipientsOf(message: Readonly<Record<string, unknown>>, name: string): readonly string[] {
  const list = message[name] ?? [];
  if (!Array.isArray(list)) throw bad('RequestBodyRead', `The value of '${name}' must be a collection.`);
  return list.map((recipient: unknown) => {
    const address = isRecord(recipient) && isRecord(recipient.emailAddress) ? recipient.emailAddress.address : undefined;
    if (typeof address === 'string' && /^[^\s@]+@[^\s@]+$/.test(address)) return address;
    throw bad('ErrorInvalidRecipients', 'At least one recipient is not valid., All recipients must be resolved before a message can be submitted.');
  });
}

function bodyOf(message: Readonly<Record<string, unknown>>): Pick<DemoMail, 'contentType' | 'content'> {
  const { contentType = 'text', content = '' } = isRecord(message.body) ? message.body : {};
  const type = String(contentType).toLowerCase();
  if ((type !== 'text' && type !== 'html') || typeof content !== 'string') throw bad('RequestBodyRead', "The 'body' of the message is not an item body.");
  return { contentType: type, content };
}

/** Kept unless the caller says otherwise. The documentation's own example sends the word in quotes. */
function isSaved(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  if (typeof value === 'boolean') return value;
  if (value === 'true' || value === 'false') return value === 'true';
  throw bad('RequestBodyRead', "Cannot convert the value of 'saveToSentItems' to the expected type 'Edm.Boolean'.");
}

function sendMail(request: GraphRequest, tenant: Tenant, key: string): GraphResponse {
  onlyOptions(request, []);
  needScope(request, SCOPES.sendMail, denied);
  const sender = tenant.directory.find(key);
  if (!sender) throw new Refusal(404, 'ErrorInvalidUser', `The requested user '${key}' is invalid.`);
  if (sender.id !== request.caller.person.id) throw denied();
  if (sender.mail === null) throw new Refusal(404, 'MailboxNotEnabledForRESTAPI', 'The mailbox is either inactive, soft-deleted, or is hosted on-premise.');
  const message = isRecord(request.body) ? parameter(request.body, 'message') : undefined;
  if (!isRecord(request.body) || !isRecord(message)) throw bad('ErrorInvalidParameter', "The parameter 'Message' is missing.");
  const [to, cc, bcc] = [recipientsOf(message, 'toRecipients'), recipientsOf(message, 'ccRecipients'), recipientsOf(message, 'bccRecipients')];
  const count = to.length + cc.length + bcc.length;
  if (count === 0) throw bad('ErrorInvalidRecipients', "At least one recipient is not valid., A message can't be sent because it contains no recipients.");
  if (count > MOST_RECIPIENTS) throw bad('ErrorExceededMaxRecipientLimit', `A message may have at most ${MOST_RECIPIENTS} recipients.`);
  tenant.mails.push({
    at: request.at.toISOString(),
    from: sender.userPrincipalName,
    to, cc, bcc,
    subject: typeof message.subject === 'string' ? message.subject : '',
    ...bodyOf(message),
    savedToSentItems: isSaved(parameter(request.body, 'saveToSentItems')),
    requestId: request.requestId,
  });
  return { status: 202 };
}

export const MAIL_ROUTES: readonly Route[] = [
  { method: 'POST', path: '/users/{}/sendMail', handle: sendMail },
  { method: 'POST', path: '/users/{}/microsoft.graph.sendMail', handle: sendMail },
];
