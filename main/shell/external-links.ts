/**
 * Opens pages in the system's browser: by name from this list, or the sign-in page of the configured authority.
 * The window can never name an address. Electron security checklist, item 15.
 */
import type { Shell } from 'electron';
import type { LinkName } from '../../shared/ipc/contract';

const LINKS: Readonly<Record<Exclude<LinkName, 'setup-guide'>, string>> = {
  'entra-tap-docs': 'https://learn.microsoft.com/entra/identity/authentication/howto-authentication-temporary-access-pass',
  'entra-app-registration': 'https://learn.microsoft.com/entra/identity-platform/quickstart-register-app',
};

/** @param setupGuide - The set-up guide comes with the app, so it is opened from the disk and works offline. */
export async function openLink(shell: Pick<Shell, 'openExternal' | 'openPath'>, name: LinkName, setupGuide: string): Promise<void> {
  await (name === 'setup-guide' ? shell.openPath(setupGuide) : shell.openExternal(LINKS[name]));
}

/** @throws when the address is not on the sign-in service's own https origin: a bug or an attack, never an outcome. */
export async function openSignInPage(shell: Pick<Shell, 'openExternal'>, url: string, authorityOrigin: string): Promise<void> {
  const parsed = new URL(url);
  if (parsed.protocol !== 'https:' || parsed.origin !== authorityOrigin) throw new Error('sign-in address outside the configured authority');
  await shell.openExternal(parsed.href);
}
