/** What a desk policy says about history, findings, the anchoring of the journal and auditors. Days, hours and counts, as named. */
import { z } from 'zod';
import { AcceptedBreak } from '../chain-break';
import { AllowedHours } from '../limits';

const days = (least: number, most: number) => z.int().min(least).max(most);
/** A secret is never written into the policy, which every user of the machine may read: a file of its own holds it. */
export const SecretFile = z.string().min(1).max(500);
const httpsUrl = z.url({ protocol: /^https$/, error: 'must be an https:// address' }).max(2000);

/** Where the head of the chain is noted off this machine. */
export const AnchorPlace = z.discriminatedUnion('kind', [
  /** A folder that this desk may append to and ideally not change, such as a share. */
  z.strictObject({ kind: z.literal('folder'), path: z.string().min(1).max(500) }),
  /** Sent there, signed with the secret; cannot be read back, so it is for whoever keeps it. */
  z.strictObject({ kind: z.literal('webhook'), url: httpsUrl, secretFile: SecretFile }),
  /** An item of a SharePoint list, through Graph. */
  z.strictObject({ kind: z.literal('list'), siteId: z.string().min(1).max(300), listId: z.string().min(1).max(100) }),
]);
export type AnchorPlace = z.output<typeof AnchorPlace>;

export const JournalRules = z.strictObject({
  anchors: z.array(AnchorPlace).max(5).readonly(),
  /** The head is anchored at most so long after an entry, minutes. */
  anchorEveryMinutes: z.int().min(1).max(1440),
  /** What a broken chain does to new passes, grants and runs. What takes access away always works. */
  whenBroken: z.enum(['refuse', 'go-on']),
  /** Breaks that an administrator has looked into. With a journal in just this state, and whole behind it, work goes on. */
  acceptedBreaks: z.array(AcceptedBreak).max(50).readonly(),
});
export type JournalRules = z.output<typeof JournalRules>;
export const DEFAULT_JOURNAL_RULES: JournalRules = { anchors: [], anchorEveryMinutes: 15, whenBroken: 'refuse', acceptedBreaks: [] };

export const HistoryRules = z.strictObject({
  /** How long copies of Entra's logs are kept. The journal is kept for ever. */
  keepDays: days(30, 3650),
  /** False: neither audits nor sign-ins are read for the history. */
  readAudits: z.boolean(),
  /** True: other desks issue too and their journals are not open here, so only what this journal's operators made can be outside of the tool. */
  hasOtherDesks: z.boolean(),
  /** Sign-ins of so many days before a pass say what is usual for a person. */
  usualDays: days(7, 90),
  /** Null: Monday to Friday, 06:00 to 20:00 in the time zone of the desk. */
  workingHours: AllowedHours.nullable(),
  /** So many passes for one person within `repeatDays` are a finding. */
  repeatPasses: z.int().min(2).max(100),
  repeatDays: days(1, 365),
  /** An operator with at least `busyPasses` in a week and so many times the median of the others is a finding. */
  busyFactor: z.number().min(1.5).max(100),
  busyPasses: z.int().min(5).max(10_000),
  /** Per cent of an operator's hourly or daily quota. */
  quotaPercent: z.int().min(10).max(100),
  /** How late a row of the audit may be before a journal line without one is a finding, hours. */
  lateHours: z.int().min(1).max(168),
});
export type HistoryRules = z.output<typeof HistoryRules>;
export const DEFAULT_HISTORY_RULES: HistoryRules = {
  keepDays: 400, readAudits: true, hasOtherDesks: false, usualDays: 30, workingHours: null, repeatPasses: 3, repeatDays: 30, busyFactor: 4, busyPasses: 40, quotaPercent: 80, lateHours: 24,
};

/** As an evidence pack and the settings print it: 64 hex digits, in groups or not. */
const Fingerprint = z.string().regex(/^[0-9A-Fa-f](?:[ :-]?[0-9A-Fa-f]){63}$/, { error: 'must be a fingerprint: 64 hex digits, in groups or not' });

export const AuditorRules = z.strictObject({
  /** Members of these groups read and export, and issue nothing. */
  groups: z.array(z.strictObject({ groupId: z.guid(), name: z.string().min(1).max(120) })).max(20).readonly(),
  /** SHA-256 fingerprints of keys whose evidence packs are believed: what such a pack says explains findings. Had from each desk by another way than its packs. */
  trustedKeys: z.array(Fingerprint).max(200).readonly(),
});
export type AuditorRules = z.output<typeof AuditorRules>;
export const DEFAULT_AUDITOR_RULES: AuditorRules = { groups: [], trustedKeys: [] };
