/**
 * What the tenant's logs say about a history: directory audits and sign-ins in Graph's shape.
 *
 * Whether the record of a pass carries the id of the request that made it is documented nowhere: here every other one does.
 */
import { modified } from '../acts/changes';
import { ACTIVITIES, type Activity, auditIdOf, type DirectoryAudit, type ModifiedProperty, recordOf } from '../audits';
import type { Directory } from '../directory/directory';
import type { Person } from '../directory/person';
import { type SignInRecord, signInOf } from '../sign-ins';
import type { Act, NoiseAct, PassAct } from './acts';
import { partId } from './desk-line';
import type { SignInAct } from './noise';
import { requestIdOf } from './pass-lines';
import { grantRecords } from './pim-records';

/** From the call until the service writes. */
const CALL = 600;

function audit(activity: Activity, by: Person, target: Person | null, at: number, correlationId: string, changed: readonly ModifiedProperty[] = []): DirectoryAudit {
  const entry = recordOf(activity, by, target, new Date(at), correlationId, changed);
  return { id: auditIdOf(entry, 0), ...entry };
}

function passRecords(seed: number, act: PassAct): readonly DirectoryAudit[] {
  const { number, operator, person, registers, revokedAt, sessionsRevokedAt } = act;
  const correlation = (part: string): string => (act.where === 'desk' && number % 2 === 0 ? requestIdOf(seed, part, number) : partId(seed, `${part}-correlation`, number));
  const registered = registers?.type === 'fido2' ? ACTIVITIES.fido2Registered : ACTIVITIES.authenticatorRegistered;
  return [
    ...(act.isAudited ? [audit(ACTIVITIES.passCreated, operator, person, act.at + CALL, correlation('issue'))] : []),
    ...(sessionsRevokedAt === null ? [] : [audit(ACTIVITIES.sessionsRevoked, operator, person, sessionsRevokedAt + CALL, correlation('sessions'))]),
    ...(revokedAt === null ? [] : [audit(ACTIVITIES.passDeleted, operator, person, revokedAt + CALL, correlation('revoke'))]),
    ...(registers === null ? [] : [audit(registered, person, person, registers.at, partId(seed, 'register-correlation', number))]),
  ];
}

function noiseRecord(seed: number, { what, number, at, operator, person }: NoiseAct): DirectoryAudit {
  const correlationId = partId(seed, 'noise-correlation', number);
  const phone = `+1 425 555 ${String(number % 10_000).padStart(4, '0')}`;
  switch (what) {
    case 'phone':
      return audit(ACTIVITIES.userUpdated, operator, person, at, correlationId, modified(person, 'MobilePhone', person.mobilePhone, phone));
    case 'manager':
      return audit(ACTIVITIES.userUpdated, operator, person, at, correlationId, modified(person, 'Manager', person.managerId, operator.id));
    case 'own-method':
      return audit(ACTIVITIES.phoneRegistered, person, person, at, correlationId);
    case 'method-by-admin':
      return audit(ACTIVITIES.phoneRegisteredByAdmin, operator, person, at, correlationId);
    case 'policy':
      return audit(ACTIVITIES.policyChanged, operator, null, at, correlationId);
    case 'own-sessions':
      return audit(ACTIVITIES.sessionsRevoked, person, person, at, correlationId);
  }
}

export function auditsOf(directory: Directory, seed: number, act: Act): readonly DirectoryAudit[] {
  switch (act.kind) {
    case 'pass':
      return passRecords(seed, act);
    case 'run':
      return act.passes.flatMap((pass) => passRecords(seed, pass));
    case 'grant':
      return grantRecords(directory, seed, act);
    case 'noise':
      return [noiseRecord(seed, act)];
    case 'shift':
    case 'export':
      return [];
  }
}

export function signInsOf(seed: number, act: Act): readonly SignInRecord[] {
  const passes = act.kind === 'run' ? act.passes : act.kind === 'pass' ? [act] : [];
  return passes.flatMap(({ person, uses, number }) => uses.map(({ at, place }, n) => signInOf(person, new Date(at), place, { id: partId(seed, `use-${n}`, number), correlationId: partId(seed, `use-correlation-${n}`, number) })));
}

export function usualRecord(seed: number, { number, at, person, place, errorCode }: SignInAct): SignInRecord {
  return signInOf(person, new Date(at), place, { id: partId(seed, 'sign-in-id', number), correlationId: partId(seed, 'sign-in-correlation', number) }, errorCode !== 0);
}
