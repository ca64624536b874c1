/**
 * The operator's session with Microsoft Entra: a public client, the system browser with PKCE on loopback, tokens renewed
 * without a browser as long as Entra allows. A browser is opened only by `signIn` and `consent`, which the operator asked
 * for; everything else answers what the operator has to do. Scopes: at sign-in the profile alone, each feature's when
 * it is first used.
 *
 * An account whose refresh token has expired stays known: what it read stays on the screen, and the same person has to
 * come back to go on. Somebody else signs out first. One account at a time, kept by MSAL's `homeAccountId`.
 */
import { randomUUID } from 'node:crypto';
import type { AccountInfo, PublicClientApplication } from '@azure/msal-node';
import { z } from 'zod';
import type { DeskPolicy } from '../../../shared/desk-policy';
import type { Cloud } from '../../../shared/domain/cloud';
import { mayRead, scopesFor } from '../../../shared/domain/features';
import type { AppError } from '../../../shared/errors';
import { err, ok, type Result } from '../../../shared/result';
import type { Log } from '../../ports/desk';
import type { EntraSession, SignedIn } from '../../ports/session';
import { BrowserGivenUp, type BrowserSignIn, startBrowserSignIn } from './browser-sign-in';
import { createClient } from './client';
import { readFailure } from './failures';
import { grantedScopes } from './granted-scopes';
import { createNetwork, type FetchLike } from './network';
import { acceptAccount, signedInAs } from './operator';
import type { SecretBox } from './secret-box';
import { createTokenCache } from './token-cache';

export type EntraSessionOptions = {
  readonly cloud: Cloud;
  readonly policy: Pick<DeskPolicy, 'tenantId' | 'clientId'>;
  /** Written only when {@link secretBox} encrypts. */
  readonly cacheFile: string;
  readonly secretBox: SecretBox;
  readonly fetch: FetchLike;
  readonly openBrowser: (url: string) => Promise<void>;
  readonly log: Log;
  /** In ms: how long the operator may take in the browser, and one request to the sign-in service. */
  readonly limits?: { readonly browserInMs: number; readonly requestInMs: number };
};

/** How long a sign-in counts as just done, ms: nothing of it has expired yet. */
const FRESH_MS = 2 * 60_000;
const DEFAULT_LIMITS = { browserInMs: 5 * 60_000, requestInMs: 30_000 };
const Claims = z.record(z.string(), z.unknown());
const SIGNED_OUT = err({ kind: 'sign-in-required', reason: 'signed-out' } as const);

export function createEntraSession({ cloud, policy, cacheFile, secretBox, fetch, openBrowser, log, limits = DEFAULT_LIMITS }: EntraSessionOptions): EntraSession {
  const network = createNetwork(fetch, limits.requestInMs);
  const cache = createTokenCache({ file: cacheFile, madeFor: `${policy.clientId} ${cloud.authority}`, secretBox, log });
  let client: Promise<PublicClientApplication> | undefined;
  let account: AccountInfo | undefined;
  let browser: BrowserSignIn | undefined;
  /** What a claims challenge asked for and only the operator can give; sent with the next browser sign-in. */
  let claimsToSend: string | undefined;
  /** When {@link account} last came back from the browser, epoch ms. */
  let signedInAt = 0;
  let isReadOnly = false;
  /** What the newest token may do. */
  let scopes: readonly string[] | null = null;

  const msal = () => (client ??= createClient({ cloud, clientId: policy.clientId, cachePlugin: cache.plugin(), network: network.module, log }));

  const refused = (cause: unknown, wanted: readonly string[], correlationId: string, isSilent: boolean): { readonly ok: false; readonly error: AppError } => {
    const isFresh = Date.now() - signedInAt < FRESH_MS;
    const { error, claims } = readFailure(cause, { scopes: wanted, correlationId, trouble: network.trouble(), isSilent, isFresh });
    if (claims !== undefined) claimsToSend = claims;
    log.warn('session.refused', { kind: error.kind, correlationId, ...('code' in error && { code: error.code }) });
    return err(error);
  };

  const isStill = (asked: AccountInfo) => account?.homeAccountId === asked.homeAccountId;

  /** Throws away what a browser brought for somebody who is not the operator. */
  const discard = async (other: AccountInfo | null) => {
    if (other && other.homeAccountId !== account?.homeAccountId) await (await msal()).getTokenCache().removeAccount(other);
  };

  const askInBrowser = async (wanted: readonly string[]): Promise<Result<SignedIn, AppError>> => {
    browser?.giveUp();
    const expected = account;
    const correlationId = randomUUID();
    const mine = startBrowserSignIn({
      client: msal(),
      openBrowser,
      limitInMs: limits.browserInMs,
      request: {
        scopes: [...wanted],
        correlationId,
        nonce: randomUUID(),
        ...(expected ? { loginHint: expected.username } : { prompt: 'select_account' }),
        ...(claimsToSend !== undefined && { claims: claimsToSend }),
      },
    });
    browser = mine;
    try {
      const result = await mine.answer;
      const accepted = acceptAccount(result, { cloud, tenantId: policy.tenantId, account: expected });
      if (!accepted.ok) {
        await discard(result.account);
        log.warn('session.refused', { kind: accepted.error.kind, correlationId });
        return accepted;
      }
      account = accepted.value;
      signedInAt = Date.now();
      claimsToSend = undefined;
      scopes = grantedScopes(result.scopes, cloud);
      await cache.use(account.homeAccountId);
      log.info('session.signed-in', { correlationId });
      return ok(signedInAs(accepted.value, cloud, await cache.load()));
    } catch (cause) {
      if (cause instanceof BrowserGivenUp && cause.late) await discard(cause.late.account);
      return refused(cause, wanted, correlationId, false);
    } finally {
      if (browser === mine) browser = undefined;
    }
  };

  return {
    restore: async () => {
      const place = await cache.load();
      const kept = cache.account();
      const found = kept === null ? null : await (await msal()).getTokenCache().getAccountByHomeId(kept);
      if (!found) return null;
      account = found;
      log.info('session.restored');
      return signedInAs(found, cloud, place);
    },
    signIn: () => askInBrowser([`${cloud.scopePrefix}User.Read`]),
    consent: async (features) => (account ? askInBrowser(scopesFor(features, cloud, isReadOnly)) : SIGNED_OUT),
    cancelSignIn: () => browser?.giveUp(),
    restrict: (wanted) => {
      isReadOnly = wanted;
    },
    signOut: async () => {
      browser?.giveUp();
      account = undefined;
      signedInAt = 0;
      claimsToSend = undefined;
      scopes = null;
      isReadOnly = false;
      // The client goes too: MSAL has a copy of the tokens, and a renewal may be under way.
      client = undefined;
      await cache.clear();
      log.info('session.signed-out');
    },
    scopes: () => scopes,
    token: async (features, claims) => {
      const asked = account;
      if (!asked) return SIGNED_OUT;
      // Nothing is asked of Entra that an auditor's session has no use for.
      if (isReadOnly && !features.some(mayRead)) return err({ kind: 'read-only', because: 'chosen' });
      const wanted = scopesFor(features, cloud, isReadOnly);
      const correlationId = randomUUID();
      // MSAL would pass over what it cannot read, and hand out the very token that was just refused.
      if (claims !== undefined && !isClaims(claims)) return err({ kind: 'sign-in-failed', code: 'invalid_claims', correlationId });
      try {
        // MSAL answers from its cache when it can, and asks once for calls that come together.
        const result = await (await msal()).acquireTokenSilent({
          account: asked,
          scopes: [...wanted],
          correlationId,
          ...(claims !== undefined && { claims }),
        });
        // A token that arrives after the operator left is nobody's any more.
        if (!isStill(asked)) return SIGNED_OUT;
        scopes = grantedScopes(result.scopes, cloud);
        return ok(result.accessToken);
      } catch (cause) {
        if (!isStill(asked)) return SIGNED_OUT;
        const { error } = refused(cause, wanted, correlationId, true);
        if (claims === undefined || error.kind !== 'sign-in-required') return err(error);
        claimsToSend ??= claims;
        return err({ kind: 'sign-in-required', reason: 'claims' });
      }
    },
  };
}

/** Whether a challenge is a JSON object, as OpenID has it. It comes from a header of Graph's answer. */
function isClaims(text: string): boolean {
  try {
    return Claims.safeParse(JSON.parse(text)).success;
  } catch {
    return false;
  }
}
