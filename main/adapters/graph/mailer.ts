/**
 * Mail over Graph, from the operator's own mailbox to one recipient, not kept among the sent ones. Goes out once and is
 * never repeated here. 202 means that Exchange took it, not that it arrives.
 *
 * The text may hold a passcode. Exchange answers a refusal in its own words, which may quote the letter: they go no further.
 * Source: Graph v1.0, "user: sendMail"; facts 11.
 */
import type { AppError } from '../../../shared/errors';
import { err, ok, type Result } from '../../../shared/result';
import type { Letter, Mailer } from '../../ports/delivery';
import type { Answer } from './call';
import type { Graph } from './client';
import { errorBody } from './error-body';
import { failureOf } from './errors';
import { isSuccess } from './parse';

/**
 * One address and nothing around it: no name, no brackets, no list, no second line. Entra allows no accents in a mail
 * address. Lengths: RFC 5321, 64 before the sign, 255 after it.
 */
const ADDRESS = /^[\w.!#$%&'*+/=?^`{|}~-]{1,64}@(?=[\w.-]{1,255}$)[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)+$/;
/** Outlook shows no more. Characters. */
const SUBJECT_MAXIMUM = 255;

export function isPlainAddress(text: string): boolean {
  return ADDRESS.test(text);
}

export function createMailer(graph: Graph): Mailer {
  return {
    send: async (letter) => {
      if (!isPlainAddress(letter.to)) return err({ kind: 'invalid-input', paths: ['to'] });
      const sent = await graph.send({ method: 'POST', path: '/me/sendMail', body: bodyOf(letter), features: ['mail'], effect: 'mail' });
      if (!sent.ok) return sent;
      return isSuccess(sent.value) ? ok({ requestId: errorBody(sent.value).requestId }) : refusalOf(sent.value, letter);
    },
  };
}

function bodyOf({ to, subject, text }: Letter) {
  return {
    message: {
      subject: subject.replace(/\p{Cc}+/gu, ' ').slice(0, SUBJECT_MAXIMUM),
      body: { contentType: 'text', content: text },
      toRecipients: [{ emailAddress: { address: to } }],
    },
    // The default keeps it, and a passcode with it.
    saveToSentItems: false,
  };
}

function refusalOf(answer: Answer, letter: Letter): Result<never, AppError> {
  const said = errorBody(answer);
  const [graphCode, requestId] = [unlessEchoed(said.code, letter), unlessEchoed(said.requestId, letter)];
  const failure = failureOf(answer, { feature: 'mail', what: 'resource', effect: 'mail' });
  // Nothing else is at this address: what was not found is the mailbox.
  if (failure.kind === 'refused' || failure.kind === 'not-found') {
    return err({ kind: 'refused', reason: 'other', message: WORDS.get(graphCode) ?? (graphCode || `Status ${answer.status}`), graphCode, requestId });
  }
  return err({ ...failure, ...('graphCode' in failure && { graphCode }), ...('requestId' in failure && { requestId }) });
}

/** What Exchange says with these codes, without the details it may add. */
const WORDS: ReadonlyMap<string, string> = new Map([
  ['MailboxNotEnabledForRESTAPI', 'The mailbox is either inactive, soft-deleted, or is hosted on-premise.'],
  ['ErrorInvalidUser', 'The requested user is invalid.'],
  ['ErrorInvalidRecipients', 'At least one recipient is not valid.'],
]);

/** Shortest part of a letter that counts as quoted from it, characters: half of the shortest passcode. */
const ECHO_MINIMUM = 4;

/** A code or an id of Graph's own; anything else, or anything that repeats a word of the letter, is left out. */
function unlessEchoed(value: string, { text }: Letter): string {
  const words = text.split(/\s+/).filter((word) => word.length >= ECHO_MINIMUM);
  const isEcho = !/^[\w.:-]{1,100}$/.test(value) || text.includes(value) || words.some((word) => value.includes(word));
  return isEcho ? '' : value;
}
