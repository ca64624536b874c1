/** Rows of the Passes view, and handlers that answer about them. */
import type { Pass } from '../../shared/domain/pass';
import type { PassLife, PassRow } from '../../shared/domain/pass-life';
import type { Handlers, Output } from '../../shared/ipc/contract';
import { ok } from '../../shared/result';
import { DEFAULT_SETTINGS } from '../../shared/settings';
import { operator, pass, row } from '../fakes/people';

export const onPasses = { settings: { ...DEFAULT_SETTINGS, lastView: 'passes' as const } };

/** Begun a little while ago: the ticking clock of the window may be a second old. */
export const livePass = (number: number, changes: Partial<Pass> = {}): Pass => pass({ id: `pass-${number}`, startDateTime: new Date(Date.now() - 5000).toISOString(), ...changes });

export function passRow(number: number, changes: Partial<PassRow> = {}): PassRow {
  const { id, displayName, userPrincipalName } = row(number);
  return {
    personId: id,
    displayName,
    userPrincipalName,
    pass: { known: true, value: livePass(number) },
    tier: { known: true, value: 'standard' },
    issuedBy: { id: operator.id, displayName: operator.displayName },
    ticket: `INC-${number}`,
    origin: 'tapdesk',
    life: null,
    review: null,
    checkedAt: new Date().toISOString(),
    ...changes,
  };
}

export function life(number: number, changes: Partial<PassLife> = {}): PassLife {
  return {
    passId: `pass-${number}`,
    issuedAt: new Date(Date.now() - number * 60_000).toISOString(),
    issuedBy: { id: operator.id, displayName: operator.displayName },
    ticket: `INC-${number}`,
    handedOver: null,
    used: 'no',
    registered: { known: true, value: null },
    ended: null,
    ...changes,
  };
}

export const candidatesOf = (rows: readonly PassRow[], audits: Output<'passes.candidates'>['audits'] = { known: true, value: 7 }): Output<'passes.candidates'> => ({
  candidates: rows.map(({ personId, displayName, userPrincipalName }) => ({ personId, displayName, userPrincipalName, sources: ['journal'] })),
  audits,
  readAt: new Date().toISOString(),
});

/** Everybody is known and answers; what is revoked is gone. */
export function passHandlers(rows: readonly PassRow[]): Partial<Handlers> {
  const gone = new Set<string>();
  return {
    'passes.candidates': async () => ok(candidatesOf(rows)),
    'passes.check': async ({ personIds }) =>
      ok({
        rows: rows
          .filter(({ personId }) => personIds.includes(personId))
          .map((one) => ({ ...one, checkedAt: new Date().toISOString(), ...(gone.has(one.personId) && { pass: { known: true as const, value: null } }) })),
      }),
    'passes.review': async () => ok({ at: '2026-01-05T09:00:00.000Z' }),
    'passes.revoke': async ({ personId }) => {
      gone.add(personId);
      return ok({ provenGoneAt: new Date().toISOString() });
    },
    'sessions.revoke': async () => ok({ at: new Date().toISOString() }),
  };
}
