/**
 * The Microsoft clouds a tenant may live in, and what each has. GCC is part of the global cloud.
 * Source: Microsoft Graph "National cloud deployments"; TAP is missing from the China schema.
 */
import { assertNever } from '../result';
import type { CloudSetting } from '../desk-policy';

export type Cloud = {
  readonly name: string;
  /** Scheme, host and port of the sign-in service, without a path. */
  readonly authorityOrigin: string;
  /** Full MSAL authority, tenant included. */
  readonly authority: string;
  /** Scheme, host and port of Graph, without its version. */
  readonly graph: string;
  readonly passesAvailable: boolean;
  /**
   * Put before each scope. Outside the global cloud a bare scope name may be read as one of the global Graph; a custom
   * place is asked in the short form, which Entra reads as its own Graph.
   */
  readonly scopePrefix: string;
  /** The TAP-only scopes are documented for the global cloud alone; elsewhere the broad one is what exists. */
  readonly hasPassOnlyScope: boolean;
};

export function cloudOf(setting: CloudSetting, tenantId: string): Cloud {
  if (typeof setting === 'object') {
    return {
      name: new URL(setting.authority).host,
      authorityOrigin: new URL(setting.authority).origin,
      authority: setting.authority,
      graph: new URL(setting.graph).origin,
      passesAvailable: true,
      scopePrefix: '',
      hasPassOnlyScope: true,
    };
  }
  const at = (name: string, login: string, graph: string, isGlobal: boolean, passesAvailable: boolean): Cloud => ({
    name,
    authorityOrigin: login,
    authority: `${login}/${tenantId}`,
    graph,
    passesAvailable,
    scopePrefix: isGlobal ? '' : `${graph}/`,
    hasPassOnlyScope: isGlobal,
  });
  switch (setting) {
    case 'global':
      return at('Microsoft global cloud', 'https://login.microsoftonline.com', 'https://graph.microsoft.com', true, true);
    case 'usgov-l4':
      return at('US Government L4', 'https://login.microsoftonline.us', 'https://graph.microsoft.us', false, true);
    case 'usgov-l5':
      return at('US Government L5 (DoD)', 'https://login.microsoftonline.us', 'https://dod-graph.microsoft.us', false, true);
    case 'china':
      return at('China (21Vianet)', 'https://login.chinacloudapi.cn', 'https://microsoftgraph.chinacloudapi.cn', false, false);
    default:
      return assertNever(setting);
  }
}
