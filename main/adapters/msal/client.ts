/**
 * The MSAL client of this desk. The library is loaded when it is first needed: it is large, and the first paint does not
 * wait for it. Its log lines may name people, so only that there was one, and its correlation id, go on to our log.
 */
import type { ICachePlugin, INetworkModule, PublicClientApplication } from '@azure/msal-node';
import type { Cloud } from '../../../shared/domain/cloud';
import type { Log } from '../../ports/desk';
import { knownAuthorities } from './authority';

type Options = {
  readonly cloud: Cloud;
  readonly clientId: string;
  readonly cachePlugin: ICachePlugin;
  readonly network: INetworkModule;
  readonly log: Log;
};

/** Says that we understand claims challenges, without which Graph never sends one (continuous access evaluation). */
const CLIENT_CAPABILITIES = ['CP1'];

export async function createClient({ cloud, clientId, cachePlugin, network, log }: Options): Promise<PublicClientApplication> {
  const { LogLevel, PublicClientApplication } = await import('@azure/msal-node');
  return new PublicClientApplication({
    auth: { clientId, authority: cloud.authority, knownAuthorities: knownAuthorities(cloud), clientCapabilities: CLIENT_CAPABILITIES },
    cache: { cachePlugin },
    system: {
      networkClient: network,
      // A token request is not for MSAL to repeat: what failed is said, and the operator tries again.
      disableInternalRetries: true,
      loggerOptions: {
        logLevel: LogLevel.Warning,
        piiLoggingEnabled: false,
        loggerCallback: (level, message, containsPii) => {
          if (!containsPii) log.warn(level === LogLevel.Error ? 'msal.error' : 'msal.warning', { correlationId: guidIn(message) });
        },
      },
    },
  });
}

const guidIn = (message: string): string => /[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/i.exec(message)?.[0] ?? '';
