/** The facts of an act in words: a name one can read and a value with its unit. What is not known here is shown as it stands. */
import { FINDING_WORDS } from '../../../shared/domain/history/words';
import type { JournalEntry } from '../../../shared/domain/journal-entry';
import { type Channel, CHANNELS, TIERS, VERIFICATION_KINDS } from '../../../shared/domain/limits';
import { GRANT_LINES } from '../../../shared/domain/grant-lines';
import { PREFLIGHT_LINES } from '../../../shared/domain/rules';
import { LINE_WORDS } from '../../ui/preflight-words';
import { TIER_WORDS } from '../../ui/tier-text';
import { minutesInWords, preciseText } from '../../ui/time-text';
import { VERIFICATION_WORDS } from '../../ui/verification-text';

type Value = JournalEntry['detail'][string];
type Word = { readonly name: string; readonly of?: (value: Value) => string };

const CHANNEL: Readonly<Record<Channel, string>> = { call: 'read out', slip: 'printed slip', 'manager-mail': 'mail to the manager', split: 'half read out, half by mail' };

const yesNo = (value: Value) => (typeof value === 'boolean' ? (value ? 'yes' : 'no') : plain(value));
const minutes = (value: Value) => (typeof value === 'number' ? minutesInWords(value) : plain(value));
/** The instant is kept beside the words, as everywhere in these details. */
const instant = (value: Value) => (typeof value === 'string' && !Number.isNaN(Date.parse(value)) ? `${preciseText(new Date(value))} (${value})` : plain(value));
const oneOf = <T extends string>(known: readonly T[], words: Readonly<Record<T, string>>) => (value: Value) => {
  const key = known.find((one) => one === value);
  return key === undefined ? plain(value) : words[key];
};
/** Ids of preflight lines, however they are set apart. */
const lines = (value: Value) =>
  plain(value)
    .split(/[ ,]+/)
    .map((part) => {
      const line = [...PREFLIGHT_LINES, ...GRANT_LINES].find((one) => one === part);
      return line ? LINE_WORDS[line] : part;
    })
    .join('; ');

const WORDS: Readonly<Record<string, Word>> = {
  lifetimeInMinutes: { name: 'Lifetime', of: minutes },
  isUsableOnce: { name: 'Usable once', of: yesNo },
  startDateTime: { name: 'Starts', of: (value) => (value === null || value === '' ? 'at once' : instant(value)) },
  expiresAt: { name: 'Ends', of: instant },
  passId: { name: 'Pass id' },
  replacesPassId: { name: 'Replaces pass' },
  reviewedPassId: { name: 'Reviewed pass' },
  requestId: { name: 'Request id at Microsoft' },
  graphCode: { name: 'Microsoft’s error code' },
  failure: { name: 'Failure' },
  readBack: { name: 'Read back' },
  lostPassRemoved: { name: 'Lost pass removed', of: yesNo },
  proven: { name: 'Proven by reading again', of: yesNo },
  journalWasUnavailable: { name: 'Journal was not available', of: yesNo },
  scenario: { name: 'Preset' },
  tier: { name: 'Tier', of: oneOf(TIERS, TIER_WORDS) },
  tierIsCertain: { name: 'Tier is certain', of: yesNo },
  verificationKind: { name: 'Verification', of: oneOf(VERIFICATION_KINDS, VERIFICATION_WORDS) },
  verificationAgainst: { name: 'Verified against' },
  verifiedAt: { name: 'Verified at', of: instant },
  verifiedBy: { name: 'Verified by' },
  acknowledged: { name: 'Went on without or in spite of', of: lines },
  settledAtStart: { name: 'Settled at the next start', of: yesNo },
  repeats: { name: 'Repeats the act' },
  issueIntentId: { name: 'Belongs to the issue' },
  channel: { name: 'Handed over by', of: oneOf([...CHANNELS, 'clipboard', 'sealed-pdf'], { ...CHANNEL, clipboard: 'the clipboard', 'sealed-pdf': 'encrypted PDF' }) },
  to: { name: 'Sent to' },
  part: { name: 'Part of the passcode', of: oneOf(['all', 'first-half', 'second-half'], { all: 'all of it', 'first-half': 'first half', 'second-half': 'second half' }) },
  outcome: { name: 'Outcome' },
  format: { name: 'Format' },
  filter: { name: 'Filter' },
  file: { name: 'File' },
  rows: { name: 'Rows' },
  sha256: { name: 'SHA-256' },
  // Grants
  targetKind: { name: 'What was granted', of: oneOf(['role', 'member', 'owner'], { role: 'a role', member: 'membership of a group', owner: 'ownership of a group' }) },
  targetId: { name: 'Id of the role or group' },
  targetName: { name: 'Role or group' },
  how: { name: 'Held as', of: oneOf(['active', 'eligible'], { active: 'active', eligible: 'eligible: the person may activate it' }) },
  scope: { name: 'Scope', of: (value) => (value === '/' ? 'the whole tenant (/)' : plain(value)) },
  minutes: { name: 'Length', of: minutes },
  until: { name: 'Asked to end', of: instant },
  plannedEnd: { name: 'Would end', of: instant },
  startsAt: { name: 'Starts', of: instant },
  endsAt: { name: 'Ends', of: instant },
  wouldEndAt: { name: 'Would have ended', of: instant },
  notBefore: { name: 'PIM takes the removal from', of: instant },
  template: { name: 'Template' },
  taskId: { name: 'Task' },
  scheduleId: { name: 'PIM’s schedule' },
  newScheduleId: { name: 'PIM’s new schedule' },
  scheduleKnown: { name: 'PIM named the schedule', of: yesNo },
  pimRequestId: { name: 'PIM’s request' },
  pimAction: { name: 'PIM’s action' },
  status: { name: 'PIM’s status' },
  stillHeld: { name: 'Other paths to the same access' },
  // Runs
  runId: { name: 'Part of the run' },
  planSha256: { name: 'SHA-256 of the plan' },
  people: { name: 'People' },
  // Ending access
  actId: { name: 'Part of ending access' },
  disable: { name: 'Account to be disabled too', of: yesNo },
  steps: { name: 'Steps' },
  planned: { name: 'Steps put off until PIM takes them' },
  notRead: { name: 'Could not be read' },
  givenUpBecause: { name: 'Given up because' },
  restored: { name: 'Sign-in was restored', of: yesNo },
  // The history itself
  findingId: { name: 'Finding' },
  finding: { name: 'Kind of finding', of: (value) => (typeof value === 'string' && Object.hasOwn(FINDING_WORDS, value) ? FINDING_WORDS[value as keyof typeof FINDING_WORDS] : plain(value)) },
  lineId: { name: 'Line of the history' },
  what: { name: 'What was opened', of: oneOf(['folder', 'pack'], { folder: 'journals of a folder', pack: 'an evidence pack' }) },
  journals: { name: 'Journals' },
  names: { name: 'Their names' },
  timeZone: { name: 'Time zone' },
  lines: { name: 'Lines' },
  headSeq: { name: 'Last entry of the chain' },
  head: { name: 'Head of the chain' },
  signedBy: { name: 'Signed by the key' },
};

/** Name and value of one detail; an empty value means that there is nothing to show. */
export function detailField(key: string, value: Value): readonly [string, string] {
  // A name that only looks known, such as "constructor", is not.
  const word = Object.hasOwn(WORDS, key) ? WORDS[key] : undefined;
  return word ? [word.name, (word.of ?? plain)(value)] : [key, plain(value)];
}

function plain(value: Value): string {
  return value === null ? '' : String(value);
}
