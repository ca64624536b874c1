/**
 * An Entra tenant for a desk under test: a certificate authority, a sign-in service, a Graph over TLS that takes that
 * service's tokens, the operator's browser, and the desk policy file that names them all. Nothing in it is known to the
 * app: neither the addresses nor the people.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type DemoTenant, type ExtraPerson, startDemoTenant } from '../../main/demo-tenant';
import type { DeskPolicy } from '../../shared/desk-policy';
import { FEATURES } from '../../shared/domain/features';
import { makeBrowser, type TestBrowser } from './browser';
import { makeCa } from './ca';
import { makeHome } from './home';
import { displayNameOf, guidOf } from './entra-shape';
import { startIdp, type TestIdp } from './idp';

export const OPERATOR = 'olga.desk@fabrikam.example';
export const COLLEAGUE = 'omar.desk@fabrikam.example';
/** Somebody whom no demo data knows. */
export const CALLER = { displayName: 'Zelda Quistgaard', userPrincipalName: 'zelda.quistgaard@fabrikam.example' };

export type TestEntra = {
  readonly idp: TestIdp;
  readonly graph: DemoTenant;
  readonly browser: TestBrowser;
  /** Path of the desk policy file. */
  readonly deskConfig: string;
  /** For the app's environment: a home that trusts the authority (`launchApp` copies it), and the browser first in PATH. */
  readonly env: Readonly<Record<string, string>>;
  readonly close: () => Promise<void>;
};

type Options = {
  /** In seconds. MSAL renews what has less than five minutes left, so 120 means a renewal for every call. */
  readonly accessTokenSeconds?: number;
  /** People besides {@link CALLER} and the operators. */
  readonly extraPeople?: readonly ExtraPerson[];
  /** Two cohorts of new hires besides. */
  readonly cohorts?: boolean;
};

const operator = (userPrincipalName: string) => ({
  id: guidOf(userPrincipalName),
  displayName: displayNameOf(userPrincipalName),
  userPrincipalName,
  directoryRoles: ['Authentication Administrator'] as const,
});

export async function startEntra({ accessTokenSeconds = 3600, extraPeople = [], cohorts = false }: Options = {}): Promise<TestEntra> {
  const ca = makeCa();
  const home = makeHome(ca);
  const browser = makeBrowser(ca);
  browser.now(OPERATOR);
  const scopes = ['User.Read', ...Object.values(FEATURES).flatMap((feature) => [...feature.scopes])];
  const idp = await startIdp({ ca, scopes, accessTokenSeconds });
  const graph = await startDemoTenant({
    people: 300,
    cohorts,
    tls: ca.server,
    extraPeople: [operator(OPERATOR), operator(COLLEAGUE), CALLER, ...extraPeople],
    authenticate: (bearer) => {
      const owner = idp.whoIs(bearer);
      return owner ? { userId: owner.id, scopes: owner.scopes } : null;
    },
  });

  const folder = mkdtempSync(path.join(tmpdir(), 'entra-'));
  const deskConfig = path.join(folder, 'desk.json');
  const policy: DeskPolicy = { version: 1, tenantId: idp.tenantId, clientId: idp.clientId, cloud: { authority: idp.authority, graph: graph.origin } };
  writeFileSync(deskConfig, JSON.stringify(policy, null, 2), { mode: 0o644 });
  return {
    idp,
    graph,
    browser,
    deskConfig,
    env: { ...home.env, PATH: browser.path },
    close: async () => {
      await Promise.all([idp.close(), graph.close()]);
      for (const each of [browser, home, ca]) each.remove();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
