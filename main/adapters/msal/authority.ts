/**
 * What MSAL and we must know about where the tenant lives. MSAL brings the metadata of Microsoft's own hosts and asks
 * Microsoft about any other, unless that one is named as known: a custom authority (desk policy only) has to be.
 */
import type { Cloud } from '../../../shared/domain/cloud';

const CHINA = 'login.chinacloudapi.cn';
const MICROSOFT_HOSTS: ReadonlySet<string> = new Set(['login.microsoftonline.com', 'login.microsoftonline.us', CHINA]);

export function isMicrosoftCloud(cloud: Pick<Cloud, 'authorityOrigin'>): boolean {
  return MICROSOFT_HOSTS.has(new URL(cloud.authorityOrigin).host);
}

export function knownAuthorities(cloud: Pick<Cloud, 'authorityOrigin'>): string[] {
  return isMicrosoftCloud(cloud) ? [] : [new URL(cloud.authorityOrigin).host];
}

/** Scheme, host and port of the page that the browser is sent to. In China Microsoft's own metadata moves it to another host. */
export function signInPageOrigin({ authorityOrigin }: Pick<Cloud, 'authorityOrigin'>): string {
  return new URL(authorityOrigin).host === CHINA ? 'https://login.partner.microsoftonline.cn' : authorityOrigin;
}

/**
 * Whether a token of tenant `tid` is one of the tenant this desk serves. Microsoft always says `tid`. A custom authority
 * stands for one tenant as it is: its path may name that tenant by another id, and its tokens may name none.
 */
export function isOurTenant(tid: string | undefined, cloud: Pick<Cloud, 'authority' | 'authorityOrigin'>, tenantId: string): boolean {
  const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();
  if (tid !== undefined && same(tid, tenantId)) return true;
  if (isMicrosoftCloud(cloud)) return false;
  const [segment = ''] = new URL(cloud.authority).pathname.split('/').filter(Boolean);
  return tid === undefined || same(tid, segment);
}
