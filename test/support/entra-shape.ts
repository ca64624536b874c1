/** What is Entra's own in the test provider: ids, error bodies, claims, and the page a person meets. */
import { createHash, randomUUID } from 'node:crypto';
import type { Context } from 'oidc-provider';

/** An id that is the same in each run. */
export const guidOf = (name: string): string => createHash('sha256').update(name).digest('hex').replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*/, '$1-$2-4$3-8$4-$5');

export const displayNameOf = (userPrincipalName: string): string =>
  (userPrincipalName.split('@')[0] ?? '').split('.').map((part) => part.charAt(0).toUpperCase() + part.slice(1)).join(' ');

/** AADSTS codes the tests use, in words of our own: nobody may rely on Entra's. */
export const WHAT: Readonly<Record<number, string>> = {
  65001: 'nobody consented to this scope',
  65004: 'the person pressed cancel on the consent page',
  50076: 'the person has to prove who they are once more',
  50173: 'the password was changed after this grant',
  70008: 'the grant is too old',
  700082: 'the refresh token was idle for too long',
};

/** Answers as Entra's token endpoint does when it refuses. @returns the code. */
export function refuse(ctx: Context, error: string, code: number, more: Readonly<Record<string, unknown>> = {}): number {
  ctx.status = 400;
  ctx.body = {
    error,
    error_description: `AADSTS${code}: ${WHAT[code] ?? ''} Trace ID: ${randomUUID()} Correlation ID: ${randomUUID()}`,
    error_codes: [code],
    timestamp: new Date().toISOString(),
    trace_id: randomUUID(),
    correlation_id: randomUUID(),
    ...more,
  };
  return code;
}

/** MSAL always says which capabilities it has (`xms_cc`); a challenge asks for something more of the access token. */
export function isChallenge(claims: string | undefined): boolean {
  if (!claims) return false;
  const { access_token: asked = {} } = JSON.parse(claims) as { readonly access_token?: Readonly<Record<string, unknown>> };
  return Object.keys(asked).some((name) => name !== 'xms_cc');
}

/** The body of a form, which stays in the request: the provider reads what `change` makes of it, as if nobody had before. */
export async function peekForm(ctx: Context, change: (form: Readonly<Record<string, string>>) => Readonly<Record<string, string>>): Promise<Readonly<Record<string, string>>> {
  const length = Number(ctx.req.headers['content-length'] ?? 0);
  const chunks: Buffer[] = [];
  let received = 0;
  for await (const chunk of ctx.req.iterator({ destroyOnReturn: false })) {
    chunks.push(chunk as Buffer);
    received += (chunk as Buffer).length;
    // Not a byte further: after its end nothing can be put back into a request.
    if (received >= length) break;
  }
  const form = Object.fromEntries(new URLSearchParams(Buffer.concat(chunks).toString()));
  const changed = Buffer.from(new URLSearchParams(change(form)).toString());
  ctx.req.headers['content-length'] = String(changed.length);
  ctx.req.unshift(changed);
  return form;
}

export async function readAll(ctx: Context): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of ctx.req) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

export function interactionPage(prompt: string): string {
  const field = prompt === 'login' ? '<label>Account <input name="login"></label>' : '<p>Permissions requested</p>';
  return `<!doctype html><title>Sign in</title><form method="post">${field}
<button name="press" value="continue">Continue</button><button name="press" value="cancel">Cancel</button></form>`;
}
