/** The journal's lines of everything the desk does but passes. */
import { createHash } from 'node:crypto';
import { ROLE_TEMPLATES } from '../directory/roles';
import type { Act, ExportAct, GrantAct, RunAct, ShiftAct } from './acts';
import { type DeskDetail, type DeskLine, deskPerson, isoOf, LineWriter, partId } from './desk-line';
import { passLines, runIdOf } from './pass-lines';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

export const grantIntentId = (seed: number, number: number): string => partId(seed, 'make-intent', number);
export const scheduleIdOf = (seed: number, number: number): string => partId(seed, 'schedule', number);
/** PIM's own name of what made it. */
export const pimRequestIdOf = (seed: number, number: number): string => partId(seed, 'pim-request', number);
export const pimEndIdOf = (seed: number, number: number): string => partId(seed, 'pim-end', number);
/** From the intent until PIM shows the grant. */
export const PIM_CALL = 3_000;

function grantLines(seed: number, act: GrantAct): readonly DeskLine[] {
  if (act.where !== 'desk') return [];
  const { number, at, minutes, role, endedAt, reason } = act;
  const writer = new LineWriter(seed, number, { operator: deskPerson(act.operator), person: deskPerson(act.person), ticket: act.ticket });
  const target = { targetKind: 'role', targetId: ROLE_TEMPLATES[role], targetName: role, how: 'active', scope: '/' };
  const endsAt = isoOf(at + SECOND + minutes * MINUTE);
  const scheduleId = scheduleIdOf(seed, number);
  const made: DeskDetail = { ...target, startDateTime: null, minutes, until: null, plannedEnd: isoOf(at + minutes * MINUTE), template: act.template, taskId: null, tier: act.tier, acknowledged: '' };
  writer.act('make', 'grant.make', reason, [at, at + PIM_CALL], made, { scheduleId, pimRequestId: pimRequestIdOf(seed, number), status: 'Provisioned', startsAt: isoOf(at + SECOND), endsAt, scheduleKnown: true });
  const ended: DeskDetail = { scheduleId, ...target, wouldEndAt: endsAt, actId: null, taskId: null, notBefore: null };
  if (endedAt !== null) writer.act('end', 'grant.end', 'Done earlier than planned', [endedAt, endedAt + PIM_CALL], ended, { pimRequestId: pimEndIdOf(seed, number), proven: true, stillHeld: '' });
  return writer.lines;
}

function runLines(seed: number, { number, at, operator, ticket, reason, passes }: RunAct): readonly DeskLine[] {
  const runId = runIdOf(seed, number);
  const writer = new LineWriter(seed, number, { operator: deskPerson(operator), person: null, ticket });
  const detail: DeskDetail = { runId, runKind: 'issue', people: passes.length, leftOut: 0, planSha256: sha256(runId), scenario: 'first-day', acknowledged: 'recent-changes', verificationKind: 'manager-attested', sealedPdf: true };
  writer.event('seal', 'run.seal', reason, at + 6 * MINUTE, writer.id('run-intent'), { runId, people: passes.length });
  writer.act('run', 'run.begin', reason, [at, at + 7 * MINUTE], detail, { ended: 'ended', done: passes.length, failed: 0, cancelled: 0 });
  return [...writer.lines, ...passes.flatMap((pass) => passLines(seed, pass))];
}

function shiftLines(seed: number, { number, at, endsAt, operator }: ShiftAct): readonly DeskLine[] {
  const writer = new LineWriter(seed, number, { operator: deskPerson(operator), person: null, ticket: '' });
  writer.event('sign-in', 'session.sign-in', '', at, null, { restored: number % 2 === 0 });
  writer.event('sign-out', 'session.sign-out', '', endsAt, null, {});
  return writer.lines;
}

function exportLines(seed: number, { number, at, operator, rows }: ExportAct): readonly DeskLine[] {
  const writer = new LineWriter(seed, number, { operator: deskPerson(operator), person: null, ticket: '' });
  writer.act('export', 'journal.export', '', [at, at + 2 * SECOND], { format: 'csv', filter: '' }, { rows, sha256: sha256(`export ${number}`) });
  return writer.lines;
}

export function deskLines(seed: number, act: Act): readonly DeskLine[] {
  switch (act.kind) {
    case 'pass':
      return passLines(seed, act);
    case 'grant':
      return grantLines(seed, act);
    case 'run':
      return runLines(seed, act);
    case 'shift':
      return shiftLines(seed, act);
    case 'export':
      return exportLines(seed, act);
    case 'noise':
      return [];
  }
}
