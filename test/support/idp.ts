/**
 * A sign-in service in Entra's shape: the certified `oidc-provider` with Entra's paths, claims, `client_info` and error
 * bodies. What Entra does and OpenID leaves open is done here: a refresh token is good for any scope the tenant consented
 * to and stays good after use, one consent page a scope, `select_account`. Everything a test may want to go wrong is a
 * method of {@link TestIdp}.
 */
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import Provider, { type Context, interactionPolicy } from 'oidc-provider';
import type { TestCa } from './ca';
import { displayNameOf, guidOf, interactionPage, isChallenge, peekForm, readAll, refuse, WHAT } from './entra-shape';
import { createIdpStore } from './idp-store';

export type GrantSeen = {
  readonly grant: string;
  readonly scope: string;
  readonly claims: string;
  /** AADSTS code it was refused with; null when tokens were given. */
  readonly refused: number | null;
};

export type Owner = { readonly id: string; readonly userPrincipalName: string; readonly scopes: readonly string[] };

export type TestIdp = {
  readonly origin: string;
  readonly authority: string;
  readonly tenantId: string;
  readonly clientId: string;
  /** Requests to the token endpoint, oldest first. */
  readonly grants: readonly GrantSeen[];
  /** Every token it ever gave out: none may be found on disk. */
  readonly secrets: readonly string[];
  /** Whose token this is; undefined for one that is unknown or expired. */
  readonly whoIs: (accessToken: string) => Owner | undefined;
  /** Every refresh token so far is refused from now on: 700082 is idle for too long, 50173 a changed password. */
  readonly endRefreshTokens: (code?: 700082 | 50173 | 70008) => void;
  /** These scopes have not been consented to. */
  readonly withdrawConsent: (...scopes: readonly string[]) => void;
  /** People who sign in are of this tenant from now on. */
  readonly answerForTenant: (tenantId: string) => void;
  /** A refresh with claims is refused, until somebody has signed in with claims. */
  readonly demandPresence: () => void;
  /** The token endpoint answers with this status; null ends it. */
  readonly breakDown: (status: number | null) => void;
  readonly close: () => Promise<void>;
};

type Options = {
  readonly ca: TestCa;
  /** Delegated scopes the app is registered for; all consented at first. */
  readonly scopes: readonly string[];
  /** In seconds. MSAL renews what has less than five minutes left. */
  readonly accessTokenSeconds?: number;
  readonly tenantId?: string;
  readonly clientId?: string;
};

const OIDC_SCOPES = ['openid', 'profile', 'email', 'offline_access'];
export async function startIdp({ ca, scopes, accessTokenSeconds = 3600, tenantId = guidOf('tenant'), clientId = guidOf('client') }: Options): Promise<TestIdp> {
  const server = https.createServer(ca.server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `https://localhost:${(server.address() as AddressInfo).port}`;
  const base = `/${tenantId}`;

  const grants: GrantSeen[] = [];
  const secrets: string[] = [];
  const consented = new Set(scopes);
  const ended = new Map<string, number>();
  const refreshTokens: string[] = [];
  const owners = new Map<string, Owner & { readonly endsAt: number }>();
  let tid = tenantId;
  let demandsPresence = false;
  let brokenWith: number | null = null;

  const { REQUEST_PROMPT, NO_NEED_TO_PROMPT } = interactionPolicy.Check;
  const policy = interactionPolicy.base();
  policy.get('consent').checks.remove('native_client_prompt');
  policy.get('consent').checks.add(
    new interactionPolicy.Check('scope_not_consented', 'a scope nobody consented to', (ctx) =>
      [...(ctx.oidc.requestParamOIDCScopes ?? [])].some((scope) => !OIDC_SCOPES.includes(scope) && !consented.has(scope)) ? REQUEST_PROMPT : NO_NEED_TO_PROMPT,
    ),
  );

  const signingKey = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' });
  const provider = new Provider(`${origin}${base}/v2.0`, {
    clients: [
      {
        client_id: clientId,
        application_type: 'native',
        token_endpoint_auth_method: 'none',
        // Any port of the loopback, as RFC 8252 and Entra have it.
        redirect_uris: ['http://localhost'],
        response_types: ['code'],
        grant_types: ['authorization_code', 'refresh_token'],
        id_token_signed_response_alg: 'ES256',
      },
    ],
    adapter: createIdpStore(),
    jwks: { keys: [{ ...signingKey, alg: 'ES256', use: 'sig', kid: 'test' }] },
    cookies: { keys: [randomUUID()] },
    scopes: [...OIDC_SCOPES, ...scopes],
    claims: { openid: ['sub', 'oid', 'tid', 'ver'], profile: ['name', 'preferred_username'], email: ['email'] },
    conformIdTokenClaims: false,
    rotateRefreshToken: false,
    issueRefreshToken: async () => true,
    features: { devInteractions: { enabled: false } },
    interactions: { policy, url: (_ctx: Context, { uid }: { uid: string }) => `/interaction/${uid}` },
    routes: {
      authorization: `${base}/oauth2/v2.0/authorize`,
      token: `${base}/oauth2/v2.0/token`,
      jwks: `${base}/discovery/v2.0/keys`,
      userinfo: '/oidc/userinfo',
    },
    ttl: { AccessToken: accessTokenSeconds, AuthorizationCode: 60, IdToken: 3600, RefreshToken: 86_400, Session: 86_400, Interaction: 600, Grant: 86_400 },
    pkce: { required: () => true },
    findAccount: (_ctx: Context, userPrincipalName: string) => ({
      accountId: userPrincipalName,
      claims: async () => ({
        sub: userPrincipalName,
        oid: guidOf(userPrincipalName),
        tid,
        ver: '2.0',
        name: displayNameOf(userPrincipalName),
        preferred_username: userPrincipalName,
        email: userPrincipalName,
      }),
    }),
    // No consent of its own: what the tenant consented to is decided by the policy above.
    loadExistingGrant: async (ctx: Context) => {
      const grant = new provider.Grant({ clientId: ctx.oidc.client.clientId, accountId: ctx.oidc.session.accountId });
      grant.addOIDCScope([...OIDC_SCOPES, ...scopes].join(' '));
      await grant.save();
      return grant;
    },
  });
  provider.on('server_error', (_ctx, error) => console.error('idp:', error));

  /** @returns the code it was refused with, null when the provider may go on. */
  const refuseRefresh = (ctx: Context, body: Readonly<Record<string, string>>): number | null => {
    const endedWith = ended.get(body.refresh_token ?? '');
    if (endedWith !== undefined) return refuse(ctx, 'invalid_grant', endedWith);
    const missing = (body.scope ?? '').split(' ').filter((scope) => scopes.includes(scope) && !consented.has(scope));
    if (missing.length > 0) return refuse(ctx, 'invalid_grant', 65001, { suberror: 'consent_required' });
    if (demandsPresence && isChallenge(body.claims)) return refuse(ctx, 'interaction_required', 50076, { suberror: 'basic_action', claims: body.claims });
    return null;
  };

  const answerToken = async (ctx: Context, next: () => Promise<void>): Promise<void> => {
    if (brokenWith !== null) {
      ctx.status = brokenWith;
      ctx.body = { error: 'temporarily_unavailable' };
      return;
    }
    // The provider would narrow a refreshed token to its scope; Entra gives one for all that was consented to.
    const body = await peekForm(ctx, (form) => (form.grant_type === 'refresh_token' ? Object.fromEntries(Object.entries(form).filter(([name]) => name !== 'scope')) : form));
    const { grant_type: grant = '', scope = '', claims = '' } = body;
    const refused = grant === 'refresh_token' ? refuseRefresh(ctx, body) : null;
    grants.push({ grant, scope, claims, refused });
    if (refused !== null) return;
    await next();
    const answer = ctx.body as Record<string, unknown>;
    if (ctx.status !== 200) return;
    for (const name of ['access_token', 'refresh_token', 'id_token']) if (typeof answer[name] === 'string') secrets.push(answer[name]);
    refreshTokens.push(String(answer.refresh_token));
    const who = ctx.oidc.entities.Account?.accountId ?? '';
    const granted = typeof answer.scope === 'string' ? answer.scope.split(' ') : [];
    owners.set(String(answer.access_token), { id: guidOf(who), userPrincipalName: who, scopes: granted, endsAt: Date.now() + accessTokenSeconds * 1000 });
    const clientInfo = Buffer.from(JSON.stringify({ uid: guidOf(who), utid: tid })).toString('base64url');
    ctx.body = { ...answer, ext_expires_in: answer.expires_in, client_info: clientInfo };
  };

  const interact = async (ctx: Context): Promise<void> => {
    const { prompt, params } = await provider.interactionDetails(ctx.req, ctx.res);
    if (ctx.method === 'GET') {
      ctx.type = 'html';
      ctx.body = interactionPage(prompt.name);
      return;
    }
    const sent = new URLSearchParams(await readAll(ctx));
    const declined = { error: 'access_denied', error_description: `AADSTS65004: ${WHAT[65004]}` };
    const accepted = prompt.name === 'login' ? { login: { accountId: sent.get('login') ?? '' } } : { consent: {} };
    const wanted = (typeof params.scope === 'string' ? params.scope : '').split(' ').filter((scope) => scopes.includes(scope));
    if (prompt.name === 'consent' && sent.get('press') === 'continue') for (const scope of wanted) consented.add(scope);
    const result = sent.get('press') === 'continue' ? accepted : declined;
    ctx.redirect(await provider.interactionResult(ctx.req, ctx.res, result, { mergeWithLastSubmission: sent.get('press') === 'continue' }));
  };

  provider.use(async (ctx, next) => {
    if (ctx.path === `${base}/v2.0/.well-known/openid-configuration`) ctx.path = '/.well-known/openid-configuration';
    if (ctx.path.startsWith('/interaction/')) return interact(ctx);
    if (ctx.path === `${base}/oauth2/v2.0/token`) return answerToken(ctx, next);
    if (ctx.path === `${base}/oauth2/v2.0/authorize`) {
      const query = new URLSearchParams(ctx.querystring);
      if (isChallenge(query.get('claims') ?? undefined)) demandsPresence = false;
      // Everybody comes without cookies here, so there is an account to select in any case.
      if (query.get('prompt') === 'select_account') query.delete('prompt');
      query.delete('claims');
      query.set('scope', [...new Set([...(query.get('scope') ?? '').split(' '), ...consented])].join(' '));
      ctx.querystring = query.toString();
    }
    return next();
  });
  server.on('request', provider.callback());

  return {
    origin,
    authority: `${origin}${base}`,
    tenantId,
    clientId,
    grants,
    secrets,
    whoIs: (accessToken) => {
      const owner = owners.get(accessToken);
      return owner && owner.endsAt > Date.now() ? owner : undefined;
    },
    endRefreshTokens: (code = 700082) => refreshTokens.forEach((token) => ended.set(token, code)),
    withdrawConsent: (...withdrawn) => withdrawn.forEach((scope) => consented.delete(scope)),
    answerForTenant: (other) => {
      tid = other;
    },
    demandPresence: () => {
      demandsPresence = true;
    },
    breakDown: (status) => {
      brokenWith = status;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
