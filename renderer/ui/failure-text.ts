/** Every failure in plain words: what happened, what to do next, and the one button that would help. */
import { FEATURES, type Feature } from '../../shared/domain/features';
import { displayText } from '../../shared/domain/display-text';
import type { AppError } from '../../shared/errors';
import { assertNever } from '../../shared/result';
import { breakText } from './chain-text';
import { limitText } from './limit-text';
import { pimRefusal } from './pim-text';
import { runRefusal } from './run-refusal-text';
import { instantText } from './time-text';

type FailureText = {
  readonly title: string;
  readonly happened: string;
  readonly next: string;
  /** What support needs to find the call; empty when there is nothing. */
  readonly reference: string;
  readonly action: 'sign-in' | 'consent' | 'retry' | 'none';
};

const text = (title: string, happened: string, next: string, action: FailureText['action'] = 'none', reference = ''): FailureText => ({
  title,
  happened,
  next,
  reference,
  action,
});
const request = (id: string, code = '') => [id && `Request ${id}`, code && `code ${code}`].filter(Boolean).join(', ');
const listed = (words: readonly string[]) => words.map((word) => displayText(word)).join(', ');

export function failureText(error: AppError): FailureText {
  switch (error.kind) {
    case 'sign-in-required':
      return error.reason === 'claims'
        ? text('Microsoft asks you to sign in again', 'Something about your account or your network changed.', 'Sign in again, then repeat what you were doing.', 'sign-in')
        : text('You are signed out', error.reason === 'expired' ? 'Your sign-in has run out.' : 'Nobody is signed in.', 'Sign in again. Nothing was sent.', 'sign-in');
    case 'sign-in-cancelled':
      return text('Sign-in was cancelled', 'The sign-in in the browser was not completed.', 'Try again when you are ready.');
    case 'sign-in-failed':
      return text('Sign-in did not work', 'Microsoft refused the sign-in.', 'Try again. If it stays so, give your administrator the line below.', 'none', request(error.correlationId, displayText(error.code)));
    case 'wrong-account':
      return text('That was another account', `Expected ${displayText(error.expected)}, but ${displayText(error.actual)} signed in.`, 'Sign in with the expected account, or sign out first.', 'sign-in');
    case 'wrong-tenant':
      return text('That account belongs to another tenant', `This desk works for tenant ${displayText(error.expected)}; the account is from ${displayText(error.actual)}.`, 'Sign in with an account of your own organisation.', 'sign-in');
    case 'consent-required':
      return text('Consent is missing', `Tapdesk may not do this for you yet: ${listed(error.scopes)}.`, 'Ask for consent. If Microsoft says that an administrator must agree, pass this on.', 'consent');
    case 'not-configured':
      return text('This desk is not set up', 'No desk policy file says which tenant this desk works for.', 'An administrator puts the file in place; the set-up guide says how.');
    case 'desk-policy-broken':
      return text(
        'The desk policy file cannot be used',
        `${error.file}, line ${error.line}, column ${error.column}: ${displayText(error.problem, 300)}`,
        `An administrator corrects the file (rule: ${displayText(error.rule)}). Until then nothing is issued.`,
      );
    case 'offline':
      return text('No connection', 'Microsoft Graph cannot be reached from here. What was read before stays readable.', 'Check the network, then try again.', 'retry');
    case 'throttled':
      return text('Microsoft asks for a pause', 'There were too many requests in a short time.', `Try again in ${error.retryAfterSeconds} seconds.`, 'retry', request(error.requestId));
    case 'service-unavailable':
      return text(
        'Microsoft Graph is not available',
        // 0: nothing came back, so there is no status to tell.
        error.status === 0 ? 'Microsoft did not answer in time.' : `The service answered with status ${error.status}.`,
        'Wait a moment, then try again.',
        'retry',
        request(error.requestId),
      );
    case 'not-permitted':
      return text('You are not permitted to do this', missingText(error.missing), 'Ask your administrator for it, or ask a colleague who has it.', 'none', request(error.requestId, error.graphCode));
    case 'not-found':
      return text('Not found', `The ${error.what} is not there (any more).`, error.what === 'pass' ? 'Read the person again: the pass may be gone already.' : 'Search again.', 'retry', request(error.requestId));
    case 'refused':
      return refusedText(error);
    case 'unexpected-answer':
      return text('Microsoft Graph answered in an unexpected way', 'The answer does not have the documented form, so Tapdesk does not rely on it.', 'Try again. If it stays so, report the line below.', 'retry', request(error.requestId, listed(error.paths)));
    case 'limits':
      return text('This is not allowed', error.problems.map(limitText).join(' '), 'Change the request and try again. Nothing was sent.');
    case 'pass-exists':
      return text('There is a pass already', `A pass that ends ${instantText(new Date(error.expiresAt))} would be replaced.`, 'Say that you want to replace it, then issue again. Nothing was changed.');
    case 'outcome-unknown':
      return text('It is not certain what happened', UNKNOWN[error.action].happened, UNKNOWN[error.action].next, 'none', request(error.requestId));
    case 'unsettled-before':
      return text(
        'An earlier act is not settled yet',
        `On ${instantText(new Date(error.at))} an act on this person’s pass was cut off, and what became of it could not be read yet.`,
        'Tapdesk tries again by itself. Until it knows, nothing is issued here. Try again in a minute; if it stays so, look at the pass in the person’s panel and in History.',
        'retry',
      );
    case 'delivery-refused':
      return text('The passcode may not go that way', DELIVERY_REASON[error.reason].happened, DELIVERY_REASON[error.reason].next);
    case 'print-failed':
      return error.reason === 'cancelled'
        ? text('Nothing was printed', 'The print dialog was closed.', 'Print again, or hand the passcode over in another way.')
        : text('Nothing was printed', error.reason === 'no-printer' ? 'This computer has no printer set up.' : 'The system did not accept the print job.', 'Check the printer, or hand the passcode over in another way.');
    case 'answer-lost':
      return error.outcome === 'none-made'
        ? text('No pass was made', 'The answer from Microsoft was lost on the way. Reading back shows that nothing was made.', 'Issue again: it is safe.')
        : text(
            'The passcode was lost on the way',
            'A pass was made, but its passcode never arrived. Tapdesk deleted that pass and read back that it is gone. A pass that was to be replaced may be gone too.',
            'Issue again.',
          );
    case 'not-proven':
      return text('Not proven yet', 'The pass was told to go, but reading back still shows it.', 'Read the person again in a minute. If it is still there, revoke it once more.');
    case 'grant-not-proven':
      return text('Not proven yet', 'PIM took the removal, but reading back still shows the grant.', 'Read it again in a minute. If it is still there, end it once more.', 'retry');
    case 'grant-changed':
      return text('The grant has changed', 'It is not there any more, or is another than was shown. Nothing was sent.', 'Read the list again, and look at what is there now.');
    case 'grant-not-ours':
      return error.because === 'permanent'
        ? text('Not Tapdesk’s to end', 'It is permanent: it has no end, and Tapdesk made no such thing. Nothing was sent.', 'A Privileged Role Administrator can remove it in the Entra admin centre.')
        : text('Not Tapdesk’s to end', 'The person holds it through a group. Nothing was sent.', 'An owner of the group can take the person out of it.');
    case 'pim-refused': {
      const { happened, next } = pimRefusal(error);
      return text('PIM refused', happened, next, 'none', request(error.requestId, displayText(error.graphCode)));
    }
    case 'task-pass-lives':
      return text('The task’s pass would live longer', `A pass of the same task ends ${instantText(new Date(error.expiresAt))}, and may not outlive the task’s grants.`, 'End the task, or revoke that pass first. Nothing was sent.');
    case 'passcode-gone':
      return text('The passcode is gone', 'Tapdesk keeps a passcode for a short time only, and Entra never shows it again.', 'Issue a new pass if the person still needs one.');
    case 'run-refused': {
      const { title, happened, next } = runRefusal(error);
      return text(title, happened, next);
    }
    case 'passes-not-in-cloud':
      return text('No passes in this cloud', 'Temporary Access Passes are not available in this Microsoft cloud.', 'Use another way to let the person in.');
    case 'journal-unavailable':
      return text('The journal cannot be written', JOURNAL_REASON[error.reason], 'Without a journal nothing is issued or revoked. Once this is put right, try again.', 'retry');
    case 'journal-broken':
      return text(
        'The journal does not add up',
        `It was changed outside of Tapdesk: ${breakText(error.firstBadSeq, error.firstBadSeq, error.problem)}.`,
        'Nothing new is issued or granted until an administrator has looked into it and accepted the file as it stands in the desk policy; the journal’s verdict in History has the item for it. Revoking and ending access still work. Nothing was sent.',
      );
    case 'history-unavailable':
      return text('The history cannot be read', HISTORY_REASON[error.reason], 'The journal itself is not concerned, and acts are written down as ever. Try again; if it stays so, give your administrator these words.', 'retry');
    case 'read-only':
      return text(
        'This session reads only',
        error.because === 'group' ? 'You belong to a group of auditors in the desk policy. Nothing was sent.' : 'You chose to read only when you signed in. Nothing was sent.',
        error.because === 'group' ? 'Ask a colleague of the desk to do it.' : 'To act, sign out and sign in without that choice.',
      );
    case 'anchor-failed':
      return text('The journal was not anchored', ANCHOR_REASON[error.reason], 'The journal goes on, and Tapdesk tries again by itself. Until then a cut end could not be seen.');
    case 'not-a-journal':
      return text('This cannot be opened', NO_JOURNAL_REASON[error.reason].happened, NO_JOURNAL_REASON[error.reason].next);
    case 'settings-unwritable':
      return text('The setting was not kept', 'The settings file cannot be written. The change holds until the app closes.', 'Check the disk and the rights on the settings folder.');
    case 'export-failed':
      return text('Nothing was exported', EXPORT_REASON[error.reason], error.reason === 'busy' ? 'Wait for it to end or cancel it, then export again.' : 'Choose another place and export again.');
    case 'invalid-input':
      return text('Something in the form is not as it should be', `Not accepted: ${listed(error.paths) || 'the request'}.`, 'Correct it and try again. Nothing was sent.');
    case 'cancelled':
      return text('Cancelled', 'This was stopped before it was done.', 'Start again if you still need it.', 'retry');
    case 'internal':
      return text('Tapdesk has a fault', 'Something went wrong inside the app.', 'Try again. If it stays so, report the line below.', 'retry', error.correlationId && `Reference ${error.correlationId}`);
    default:
      return assertNever(error);
  }
}

const UNKNOWN = {
  issue: {
    happened: 'The answer to issuing the pass was lost, and reading back did not settle it.',
    next: 'Read the person again before anything else. The journal keeps this as open, and Tapdesk settles it as soon as it can.',
  },
  revoke: {
    happened: 'The answer to revoking the pass was lost, and reading back did not settle it.',
    next: 'Read the person again before anything else. If the pass is still there, revoke it once more.',
  },
  mail: {
    happened: 'The answer to sending the mail was lost. The manager may have it, or may not, and that cannot be read back.',
    next: 'Ask the manager before you send it again. If in doubt, revoke the pass and issue a new one.',
  },
  sessions: {
    happened: 'The answer to ending the sign-in sessions was lost.',
    next: 'End the sessions again: doing it twice harms nobody.',
  },
  grant: {
    happened: 'The answer to granting was lost, and reading back did not settle it.',
    next: 'Read the person’s grants before anything else. PIM takes no second one of the same; the journal keeps this as open, and Tapdesk settles it as soon as it can.',
  },
  'end-grant': {
    happened: 'The answer to ending or changing the grant was lost, and reading back did not settle it.',
    next: 'Read the person’s grants before anything else. If it is still as it was, do it once more.',
  },
  disable: {
    happened: 'The answer to disabling the account was lost, and reading back did not settle it.',
    next: 'Read the person again. If the account is still enabled, disable it once more.',
  },
} as const;
const DELIVERY_REASON = {
  'not-allowed': { happened: 'The desk policy does not allow it for this person.', next: 'Use a way that it allows. An administrator can change the desk policy.' },
  'no-manager': { happened: 'The directory names no manager for this person.', next: 'Hand the passcode over in another way. A User Administrator can enter the manager.' },
  'no-manager-mail': { happened: 'The manager has no mail address in the directory.', next: 'Hand the passcode over in another way.' },
  'manager-changed': { happened: 'The manager was changed only lately, so the mail might go to somebody who put themselves there.', next: 'Hand the passcode over in another way, and ask who changed the manager.' },
  'changes-not-checked': {
    happened: 'Whether the manager was changed lately could not be read, and nobody has said to go on without that.',
    next: 'Hand the passcode over in another way, or ask a colleague who can read the audit log (Reports Reader).',
  },
  'already-split': { happened: 'The second half went by mail already.', next: 'Read the first half to the caller. If the mail did not arrive, issue a new pass.' },
  'already-mailed': { happened: 'The passcode was mailed to the manager already.', next: 'Ask the manager. If the mail did not arrive, hand the passcode over in another way.' },
} as const;
const JOURNAL_REASON = {
  full: 'The disk is full.',
  locked: 'Another program holds the journal.',
  damaged: 'The journal file is damaged.',
  unwritable: 'The journal file may not be written.',
} as const;
const HISTORY_REASON = {
  full: 'The disk is full, so the file that the history is kept in cannot grow.',
  locked: 'Another program holds the file that the history is kept in.',
  damaged: 'The file that the history is kept in is damaged. It can be made anew from the journal and from Entra.',
  unwritable: 'The file that the history is kept in may not be written.',
} as const;
const ANCHOR_REASON = {
  offline: 'The place for it cannot be reached from here.',
  refused: 'The place for it refused the note.',
  full: 'The place for it has no room left.',
  unreadable: 'What stands there already cannot be read.',
  'not-configured': 'The place for it is not set up completely: its secret or its address is missing, or others may change the file of the secret.',
} as const;
const NO_JOURNAL_REASON = {
  missing: { happened: 'Nothing is there.', next: 'Choose another folder or file.' },
  denied: { happened: 'It may not be read by you.', next: 'Ask whoever keeps it to let you read it.' },
  'not-one': { happened: 'There is no journal in that folder, or the file is no evidence pack.', next: 'Choose the folder that holds a journal, or a file that was exported as an evidence pack.' },
  'other-tenant': { happened: 'It is about another tenant than the one you are signed in to.', next: 'Choose a journal of this tenant, or sign in to the other.' },
  'no-answer': { happened: 'The folder does not answer: the share it is on may be away.', next: 'Look whether the share can be reached, then open it again. Or copy the journals to this machine and open the copies.' },
  newer: { happened: 'A newer Tapdesk has written it.', next: 'Update Tapdesk here, then open it again.' },
} as const;
const EXPORT_REASON = {
  full: 'The disk is full.',
  denied: 'That place may not be written to.',
  busy: 'Another export is being written.',
  other: 'The file could not be written.',
} as const;

function missingText({ scopes, roles }: { readonly scopes: readonly string[]; readonly roles: readonly string[] }): string {
  const wants = [roles.length > 0 && `the role ${listed(roles)}`, scopes.length > 0 && `the permission ${listed(scopes)}`].filter(Boolean);
  return wants.length > 0 ? `It takes ${wants.join(' and ')}.` : 'Entra refused, and did not say what would be needed.';
}

function refusedText(error: Extract<AppError, { kind: 'refused' }>): FailureText {
  const refused = (happened: string, next: string) => text('Entra refused', happened, next, 'none', request(error.requestId, error.graphCode));
  const range = error.minimumMinutes !== undefined && error.maximumMinutes !== undefined ? `${error.minimumMinutes} to ${error.maximumMinutes} minutes` : 'another lifetime';
  switch (error.reason) {
    case 'lifetime-out-of-policy':
      return refused(`The lifetime is outside the tenant’s policy, which allows ${range}.`, 'Change the lifetime and issue again.');
    case 'external-guest':
      return refused('A pass cannot be made for somebody who signs in with another organisation.', 'That organisation’s own helpdesk can help.');
    case 'not-in-policy':
      return refused('The person is not among those whom the tenant allows to use a pass.', 'An Authentication Policy Administrator can include them.');
    case 'one-time-required':
      return refused('The tenant allows one-time passes only.', 'Switch “Usable once” on and issue again.');
    case 'other':
      return refused(`In Entra’s words: “${displayText(error.message, 300)}”`, 'If this does not tell you enough, give support the line below.');
    default:
      return assertNever(error.reason);
  }
}

/** The features whose consent would bring these scopes; a cloud may put its own address before a scope's name. */
export function featuresFor(scopes: readonly string[]): readonly Feature[] {
  const names = scopes.map((scope) => scope.slice(scope.lastIndexOf('/') + 1));
  const broad = names.includes('UserAuthenticationMethod.ReadWrite.All');
  return (Object.keys(FEATURES) as Feature[]).filter(
    (feature) => FEATURES[feature].scopes.some((scope) => names.includes(scope)) || (broad && feature === 'passes'),
  );
}
