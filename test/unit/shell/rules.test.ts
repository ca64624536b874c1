import path from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { readCommandLine } from '../../../main/shell/command-line';
import { openLink, openSignInPage } from '../../../main/shell/external-links';
import { refuseNavigation } from '../../../main/shell/navigation';
import { denyPermissions } from '../../../main/shell/permissions';
import { claimSingleInstance } from '../../../main/shell/single-instance';

describe('the command line', () => {
  const argv = ['electron', '.', '--demo', '--desk-config=/tmp/desk.json', '--user-data-dir=/tmp/data'];

  it('is understood from a checkout', () => {
    expect(readCommandLine(argv, false)).toEqual({ demo: true, deskConfig: path.resolve('/tmp/desk.json'), userDataDir: path.resolve('/tmp/data') });
  });

  it('cannot move data or limits of the packaged app', () => {
    expect(readCommandLine(argv, true)).toEqual({ demo: true, deskConfig: null, userDataDir: null });
  });

  it('takes an empty value for none', () => {
    expect(readCommandLine(['electron', '--desk-config='], false)).toEqual({ demo: false, deskConfig: null, userDataDir: null });
  });
});

describe('external pages', () => {
  const shell = () => ({ openExternal: vi.fn(async () => undefined), openPath: vi.fn(async () => '') });

  it('opens the sign-in page of the configured authority', async () => {
    const opened = shell();
    await openSignInPage(opened, 'https://login.microsoftonline.com/t/oauth2/v2.0/authorize?x=1', 'https://login.microsoftonline.com');
    expect(opened.openExternal).toHaveBeenCalledWith('https://login.microsoftonline.com/t/oauth2/v2.0/authorize?x=1');
  });

  it.each(['https://login.evil.example/t', 'http://login.microsoftonline.com/t', 'file:///bin/sh', 'https://login.microsoftonline.com:444/t', 'https://login.microsoftonline.com@evil.example/'])(
    'refuses %s as a sign-in page',
    async (url) => {
      const opened = shell();
      await expect(openSignInPage(opened, url, 'https://login.microsoftonline.com')).rejects.toThrow('outside the configured authority');
      expect(opened.openExternal).not.toHaveBeenCalled();
    },
  );

  it('opens the set-up guide from the disk', async () => {
    const opened = shell();
    await openLink(opened, 'setup-guide', '/app/docs/setup.md');
    expect([opened.openPath.mock.calls, opened.openExternal.mock.calls]).toEqual([[['/app/docs/setup.md']], []]);
  });
});

describe('navigation', () => {
  function contents() {
    const listeners = new Map<string, (event: unknown, url?: string) => void>();
    let openHandler: (() => { action: string }) | undefined;
    const created = { on: (name: string, listener: never) => void listeners.set(name, listener), setWindowOpenHandler: (handler: never) => void (openHandler = handler) };
    refuseNavigation({ on: (_: string, listener: (event: unknown, contents: unknown) => void) => listener({}, created) } as never);
    const emit = (name: string, url: string) => {
      const event = { preventDefault: vi.fn(), url };
      listeners.get(name)!(event, url);
      return event.preventDefault.mock.calls.length === 1;
    };
    return { emit, open: () => openHandler!() };
  }

  it.each(['will-navigate', 'will-redirect', 'will-frame-navigate'])('%s is refused for everything but our own page', (name) => {
    const { emit } = contents();
    expect([emit(name, 'https://evil.example/'), emit(name, 'file:///etc/passwd'), emit(name, 'app://evil/'), emit(name, 'nonsense'), emit(name, 'app://desk/index.html')]).toEqual([true, true, true, true, false]);
  });

  it('opens no window and no webview', () => {
    const { emit, open } = contents();
    expect([open(), emit('will-attach-webview', 'app://desk/')]).toEqual([{ action: 'deny' }, true]);
  });
});

describe('permissions', () => {
  it('are all denied, asked or checked', () => {
    const answers: boolean[] = [];
    denyPermissions({
      setPermissionRequestHandler: (handler: unknown) => (handler as (c: unknown, p: string, answer: (granted: boolean) => void) => void)({}, 'media', (granted) => answers.push(granted)),
      setPermissionCheckHandler: (handler: unknown) => answers.push((handler as () => boolean)()),
      setDevicePermissionHandler: (handler: unknown) => answers.push((handler as () => boolean)()),
    });
    expect(answers).toEqual([false, false, false]);
  });
});

describe('a second instance', () => {
  it('does nothing but bring the first window forward', () => {
    const window = { isMinimized: () => true, restore: vi.fn(), focus: vi.fn() };
    const listeners = new Map<string, () => void>();
    const first = { requestSingleInstanceLock: () => true, on: (name: string, listener: () => void) => void listeners.set(name, listener) };
    expect(claimSingleInstance({ requestSingleInstanceLock: () => false, on: vi.fn() }, () => null)).toBe(false);
    expect(claimSingleInstance(first as never, () => window as never)).toBe(true);
    listeners.get('second-instance')!();
    expect([window.restore.mock.calls.length, window.focus.mock.calls.length]).toEqual([1, 1]);
  });
});
