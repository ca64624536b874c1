/** Plain names of what the history knows, the same in the view and in the report. Only types are taken from the schemas, so that the first window may load this. */
import type { JournalAction } from '../journal-entry';
import type { Certainty, FindingKind, JoinedBy, LifeState, LineKind, LineResult, LineUse, Source } from './history-line';

type Words<T extends string> = Readonly<Record<T, string>>;

/** One line of that kind. */
export const KIND_WORDS: Words<LineKind> = {
  pass: 'Pass',
  grant: 'Grant',
  'end-access': 'End of access',
  sessions: 'Sessions revoked',
  account: 'Account',
  run: 'Run',
  'person-change': 'Change of a person',
  policy: 'Tenant policy',
  desk: 'Desk',
};

/** All lines of that kind. */
export const KINDS_WORDS: Words<LineKind> = {
  pass: 'Passes',
  grant: 'Grants',
  'end-access': 'Ended access',
  sessions: 'Revoked sessions',
  account: 'Accounts',
  run: 'Runs',
  'person-change': 'Changes of a person',
  policy: 'Tenant policy',
  desk: 'The desk itself',
};

/** These and those of use may stand alone, without a word beside them that says what they are about. */
export const RESULT_WORDS: Words<LineResult> = { succeeded: 'Succeeded', failed: 'Failed', unknown: 'Outcome not known', open: 'No outcome recorded' };

export const STATE_WORDS: Words<LifeState> = {
  planned: 'Begins later',
  live: 'Live',
  used: 'Used',
  registered: 'Method registered',
  revoked: 'Revoked',
  ended: 'Ended',
  expired: 'Expired',
  replaced: 'Replaced',
};

export const USE_WORDS: Words<LineUse> = { yes: 'Used', 'signed-in': 'Signed in meanwhile', no: 'Not used', 'not-known': 'Use not known' };

/** What a line of the journal did, or tried to. */
export const ACTION_WORDS: Words<JournalAction> = {
  'pass.issue': 'Issue a pass',
  'pass.revoke': 'Revoke a pass',
  'pass.review': 'Mark a pass as reviewed',
  'pass.copy': 'Copy the passcode',
  'pass.print': 'Print the slip',
  'pass.mail': 'Mail the passcode',
  'pass.tell-person': 'Tell the person',
  'sessions.revoke': 'End sign-in sessions',
  'account.disable': 'Disable the account',
  'grant.make': 'Grant for a time',
  'grant.extend': 'Move the end of a grant',
  'grant.end': 'End a grant',
  'access.end': 'End access',
  'run.begin': 'Begin a run',
  'run.pause': 'Pause a run',
  'run.resume': 'Resume a run',
  'run.seal': 'Keep slips as an encrypted PDF',
  'passcode.reveal': 'Fetch the passcode',
  'passcode.show': 'Show the passcode',
  'passcode.close': 'Close the hand-over',
  'journal.export': 'Export the history',
  'finding.see': 'Mark a finding as seen',
  'journals.open': 'Open journals of other desks',
  'session.sign-in': 'Sign in',
  'session.sign-out': 'Sign out',
};

/** @param what - Of a line: an act of the journal alone is called by its words; everything else is the directory's own text, and comes back as it is. */
export const whatWords = (what: string): string => (Object.hasOwn(ACTION_WORDS, what) ? ACTION_WORDS[what as JournalAction] : what);

export const SOURCE_WORDS: Words<Source> = { journal: 'Journal', audit: 'Directory audit', 'sign-in': 'Sign-in log', seen: 'Read from Entra' };

export const CERTAINTY_WORDS: Words<Certainty> = { certain: 'Certain', likely: 'Likely', possible: 'Possible' };

export const JOINED_WORDS: Words<JoinedBy> = {
  itself: 'Begins this line',
  intent: 'Same act in the journal',
  'pass-id': 'Same pass',
  schedule: 'Same schedule',
  'request-id': 'Same request',
  'correlation-id': 'Same correlation id',
  act: 'Part of the same act',
  'person-operator-time': 'Same person, operator and time',
  'person-time': 'Same person and time',
};

export const FINDING_WORDS: Words<FindingKind> = {
  'outside-tool': 'Outside the tool',
  'not-in-entra': 'Not in Entra’s log',
  'never-used': 'Never used',
  'used-elsewhere': 'Used from elsewhere',
  'out-of-hours': 'Out of hours',
  'repeat-person': 'Same person again',
  'busy-operator': 'Busy operator',
  'quota-near': 'Near the limit',
  'weak-verification': 'Weak verification',
};

/** What a finding means, and what could be innocent about it. */
export const FINDING_EXPLAINED: Readonly<Record<FindingKind, { readonly means: string; readonly innocent: string }>> = {
  'outside-tool': {
    means: 'Entra’s log has this pass or grant, and no open journal does whose writer somebody vouches for.',
    innocent: 'A colleague may have used the Entra portal, a script or a desk whose journal is not open here, or is open as nobody’s word.',
  },
  'not-in-entra': {
    means: 'The journal says that this succeeded, and Entra’s log, read for that time, does not have it.',
    innocent: 'Entra sometimes writes a row very late or not at all.',
  },
  'never-used': {
    means: 'The pass ran out by itself, and nothing shows that somebody used it.',
    innocent: 'The person may have found another way in, or may not have come to work.',
  },
  'used-elsewhere': {
    means: 'While the pass lived, the person signed in from a country or network that none of their sign-ins shortly before came from.',
    innocent: 'The person may be travelling, or may have a new phone, provider or VPN.',
  },
  'out-of-hours': {
    means: 'An operator issued or granted this outside working hours.',
    innocent: 'There may have been an incident, an on-call shift or a public holiday swapped for a weekend.',
  },
  'repeat-person': {
    means: 'One person got several passes within a short time.',
    innocent: 'Setting up a new phone may have failed more than once.',
  },
  'busy-operator': {
    means: 'In one week an operator issued many more passes than the others.',
    innocent: 'Somebody may have been the only one on shift, or may have looked after a rollout.',
  },
  'quota-near': {
    means: 'An operator came near to the most passes they may issue in an hour or a day.',
    innocent: 'A run for many people, or a day when many join, uses the quota up quickly.',
  },
  'weak-verification': {
    means: 'The person was verified in a way that the desk policy does not allow for their tier, or not at all.',
    innocent: 'The policy may have become stricter since, or the person may have had another tier.',
  },
};
