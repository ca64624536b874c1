/** The journal's lines of a pass: issue, hand-over, and what took it back. */
import type { PassAct } from './acts';
import { type DeskDetail, type DeskLine, deskPerson, isoOf, LineWriter, partId } from './desk-line';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
/** From the intent until the answer. */
const CALL = 1_200;

export const passIdOf = (seed: number, number: number): string => partId(seed, 'pass', number);
export const runIdOf = (seed: number, number: number): string => partId(seed, 'run', number);
/** What Graph called the request. */
export const requestIdOf = (seed: number, part: string, number: number): string => partId(seed, `${part}-request`, number);
/** By which a test finds the act again. */
export const passIntentId = (seed: number, number: number): string => partId(seed, 'issue-intent', number);

function issueDetail(act: PassAct, runId: DeskDetail): DeskDetail {
  const { verification, at, operator } = act;
  return {
    ...runId,
    lifetimeInMinutes: act.lifetimeInMinutes,
    isUsableOnce: act.isUsableOnce,
    startDateTime: null,
    replacesPassId: null,
    scenario: act.scenario,
    taskId: null,
    tier: act.tier,
    tierIsCertain: act.tier === 'privileged',
    acknowledged: 'recent-changes',
    verificationKind: verification.kind,
    verificationAgainst: verification.against,
    verificationAgainstId: verification.againstId,
    verifiedAt: isoOf(at - (60 + (act.number % 300)) * SECOND),
    verifiedBy: operator.userPrincipalName,
  };
}

function handOver(writer: LineWriter, { handOver: how, at }: PassAct, intentId: string, about: DeskDetail): void {
  if (how === 'call') {
    writer.event('reveal', 'passcode.reveal', '', at + 8 * SECOND, intentId, { ...about, channel: 'call' });
    writer.event('show', 'passcode.show', '', at + 8 * SECOND + 200, intentId, about);
    writer.event('close', 'passcode.close', '', at + 2 * MINUTE, intentId, about);
    return;
  }
  const isSealed = how === 'sealed';
  const printed: readonly [number, number] = isSealed ? [at + 5 * MINUTE, at + 6 * MINUTE] : [at + 10 * SECOND, at + 13 * SECOND];
  writer.act('print', 'pass.print', '', printed, { ...about, issueIntentId: intentId, ...(isSealed && { channel: 'sealed-pdf', layout: 'page-per-person' }) }, {});
  if (!isSealed) writer.event('close', 'passcode.close', '', at + MINUTE, intentId, about);
}

export function passLines(seed: number, act: PassAct): readonly DeskLine[] {
  if (act.where === 'outside') return [];
  const { number, at, reason, revokedAt, sessionsRevokedAt } = act;
  const runId = act.runNumber === null ? {} : { runId: runIdOf(seed, act.runNumber) };
  const writer = new LineWriter(seed, number, { operator: deskPerson(act.operator), person: deskPerson(act.person), ticket: act.ticket });
  const detail = issueDetail(act, runId);
  const requestId = requestIdOf(seed, 'issue', number);
  const passId = passIdOf(seed, number);
  const first = act.isThrottledFirst ? { repeats: writer.act('refused', 'pass.issue', reason, [at - 9 * SECOND, at - 8 * SECOND], detail, { failure: 'throttled', requestId: requestIdOf(seed, 'refused', number) }, 'failed') } : {};
  const expiresAt = isoOf(at + CALL / 2 + act.lifetimeInMinutes * MINUTE);
  const intentId = writer.act('issue', 'pass.issue', reason, [at, at + CALL], { ...detail, ...first }, { passId, expiresAt, requestId });
  handOver(writer, act, intentId, { passId, ...runId });
  if (sessionsRevokedAt !== null) writer.act('sessions', 'sessions.revoke', 'The phone is gone', [sessionsRevokedAt, sessionsRevokedAt + CALL], {}, { requestId: requestIdOf(seed, 'sessions', number) });
  if (revokedAt !== null) writer.act('revoke', 'pass.revoke', 'Not needed any more', [revokedAt, revokedAt + CALL], { passId }, { requestId: requestIdOf(seed, 'revoke', number), proven: true });
  return writer.lines;
}
