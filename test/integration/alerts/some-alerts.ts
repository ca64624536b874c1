/** Alerts for tests: plain ones, and one whose names are as bad as names can be. */
import type { Alert } from '../../../shared/domain/alert';

export const someAlert = (n: number | string, change: Partial<Alert> = {}): Alert => ({
  id: `entry:${n}`,
  kind: 'pass-issued',
  at: '2026-03-02T09:15:00.000Z',
  tenantId: 'demo',
  operator: { id: '11111111-1111-4111-8111-111111111111', displayName: 'Olga Operator', userPrincipalName: 'olga@contoso.example' },
  person: { id: '22222222-2222-4222-8222-222222222222', displayName: 'Ada Lovelace', userPrincipalName: 'ada@contoso.example' },
  what: '',
  ticket: 'INC-1',
  lineId: `act:${n}`,
  seq: typeof n === 'number' ? n : null,
  ...change,
});

/** Line breaks, markup of every receiver, a card's function, a direction mark, a lone surrogate. */
export const HOSTILE = 'Eve\r\nX-Evil: 1\n<34>1 - forged ] "q" \\ [click](https://evil.example) **b** <at>all</at> {{DATE(2017-02-14T06:00:00Z)}} \u202eevE\u2028\ud800 end';

export const hostileAlert = someAlert('hostile', { person: { id: 'x"] [', displayName: HOSTILE, userPrincipalName: HOSTILE }, operator: { id: '', displayName: 'n'.repeat(10_000), userPrincipalName: '' }, what: HOSTILE, ticket: 't'.repeat(10_000) });
