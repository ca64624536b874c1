/** Lines of the check before a grant, in the order they are shown. A module of its own: errors name them. */
import { z } from 'zod';

export const GRANT_LINES = ['clock', 'self', 'account', 'guest', 'roles', 'operator-role', 'operator-group', 'scopes', 'contract-end', 'units', 'pim-rules', 'grants', 'hours'] as const;
export const GrantLineId = z.enum(GRANT_LINES);
export type GrantLineId = z.output<typeof GrantLineId>;

/** Lines that depend on something the operator may not be allowed to read. */
export const UNCERTAIN_GRANT_LINES = ['account', 'roles', 'operator-role', 'operator-group', 'scopes', 'contract-end', 'units', 'pim-rules', 'grants'] as const satisfies readonly GrantLineId[];
export type UncertainGrantLine = (typeof UNCERTAIN_GRANT_LINES)[number];
