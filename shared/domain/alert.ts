/** Alerts: what they are about, and where the desk policy sends them. Never a passcode, never a token. */
import { z } from 'zod';
import { SecretFile } from './history/history-rules';

export const ALERT_KINDS = ['pass-issued', 'pass-revoked', 'grant-made', 'grant-ended', 'access-ended', 'refused', 'expiry-soon', 'outside-tool', 'chain-broken'] as const;
/** `refused`: Entra or a limit refused a pass or a grant. `outside-tool`: a finding of that kind. */
export const AlertKind = z.enum(ALERT_KINDS);
export type AlertKind = z.output<typeof AlertKind>;

const Who = z.object({ id: z.string(), displayName: z.string(), userPrincipalName: z.string() });

export const Alert = z.object({
  /** Stable: the same event has the same id after a restart, so that whoever receives it can tell a repetition. */
  id: z.string(),
  kind: AlertKind,
  at: z.iso.datetime({ offset: true }),
  tenantId: z.string(),
  operator: Who.nullable(),
  person: Who.nullable(),
  /** The role or group of a grant, or what the matter is; empty for a pass. */
  what: z.string(),
  ticket: z.string(),
  /** The line of the history it is about; empty for the chain. */
  lineId: z.string(),
  /** Number of the journal's entry; null when it is not about one. */
  seq: z.int().nullable(),
});
export type Alert = z.output<typeof Alert>;

const httpsUrl = z.url({ protocol: /^https$/, error: 'must be an https:// address' }).max(2000);
/** Which alerts go there; left out: all. */
const kinds = z.array(AlertKind).min(1).readonly().optional();

export const AlertSinkRule = z.discriminatedUnion('kind', [
  /** JSON, signed with HMAC-SHA256 by the secret in a file that this user may read. */
  z.strictObject({ kind: z.literal('webhook'), name: z.string().min(1).max(60), url: httpsUrl, secretFile: SecretFile, alerts: kinds }),
  /** An adaptive card for a Teams workflow ("when a webhook request is received"). The address is itself a secret, so it stands in a file. */
  z.strictObject({ kind: z.literal('teams'), name: z.string().min(1).max(60), urlFile: SecretFile, alerts: kinds }),
  /** From the operator's own mailbox, through Graph. */
  z.strictObject({ kind: z.literal('mail'), name: z.string().min(1).max(60), to: z.array(z.email()).min(1).max(10).readonly(), alerts: kinds }),
  /** RFC 5424 over TLS (RFC 5425). `caFile`: PEM of the authority; left out: those that the runtime brings along. */
  z.strictObject({ kind: z.literal('syslog'), name: z.string().min(1).max(60), host: z.string().min(1).max(253), port: z.int().min(1).max(65_535), caFile: SecretFile.optional(), alerts: kinds }),
]);
export type AlertSinkRule = z.output<typeof AlertSinkRule>;

export const AlertRules = z.strictObject({
  /** Which alerts show as a notification of this desktop; an act of this desk itself does not unless it is named here. */
  desktop: z.array(AlertKind).readonly(),
  sinks: z.array(AlertSinkRule).max(10).readonly(),
});
export type AlertRules = z.output<typeof AlertRules>;
export const DEFAULT_ALERT_RULES: AlertRules = { desktop: ['expiry-soon', 'outside-tool', 'chain-broken'], sinks: [] };

/** How a sink is doing. Numbers of alerts. */
export const SinkState = z.object({
  name: z.string(),
  kind: z.enum(['webhook', 'teams', 'mail', 'syslog']),
  waiting: z.int(),
  lastSentAt: z.iso.datetime().nullable(),
  /** Null while all is well. */
  failure: z.object({ at: z.iso.datetime(), reason: z.enum(['offline', 'refused', 'not-configured', 'time-out']), detail: z.string(), tries: z.int() }).nullable(),
});
export type SinkState = z.output<typeof SinkState>;
