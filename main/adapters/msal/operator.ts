/** Who came back from the browser: whether they may be the operator of this desk, and how the window names them. */
import type { AccountInfo, AuthenticationResult } from '@azure/msal-node';
import { z } from 'zod';
import type { Cloud } from '../../../shared/domain/cloud';
import type { AppError } from '../../../shared/errors';
import { err, ok, type Result } from '../../../shared/result';
import type { SignedIn } from '../../ports/session';
import { isOurTenant } from './authority';

const IdToken = z.object({ tid: z.string().optional().catch(undefined) });

type Expected = {
  readonly cloud: Cloud;
  readonly tenantId: string;
  /** The one who has to come back; anybody of the tenant when undefined. */
  readonly account: AccountInfo | undefined;
};

export function acceptAccount(result: AuthenticationResult, { cloud, tenantId, account }: Expected): Result<AccountInfo, AppError> {
  const { tid } = IdToken.parse(result.idTokenClaims);
  if (!isOurTenant(tid, cloud, tenantId)) return err({ kind: 'wrong-tenant', expected: tenantId, actual: tid ?? '' });
  if (!result.account) return err({ kind: 'sign-in-failed', code: 'no-account', correlationId: result.correlationId });
  if (account && account.homeAccountId !== result.account.homeAccountId) {
    return err({ kind: 'wrong-account', expected: account.username, actual: result.account.username });
  }
  return ok(result.account);
}

export function signedInAs(account: AccountInfo, cloud: Cloud, tokenCache: 'encrypted' | 'memory'): SignedIn {
  return {
    status: 'signed-in',
    tenant: { kind: 'entra', id: account.tenantId, cloud: cloud.name, passesAvailable: cloud.passesAvailable },
    operator: { id: account.localAccountId, displayName: account.name ?? account.username, userPrincipalName: account.username },
    tokenCache,
    readOnly: null,
  };
}
