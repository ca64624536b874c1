import path from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { forbiddenSwitches, readCommandLine } from '../../../main/shell/command-line';
import { watchConcealment } from '../../../main/shell/concealment';
import { openLink, openSignInPage } from '../../../main/shell/external-links';
import { refuseNavigation } from '../../../main/shell/navigation';
import { isolateWindowSession } from '../../../main/shell/no-network';
import { denyPermissions } from '../../../main/shell/permissions';
import { claimSingleInstance } from '../../../main/shell/single-instance';

describe('the command line', () => {
  const argv = ['electron', '.', '--demo', '--desk-config=/tmp/desk.json', '--user-data-dir=/tmp/data'];

  it('is understood from a checkout', () => {
    expect(readCommandLine(argv, false)).toEqual({ demo: true, demoRoles: [], demoLarge: false, demoHistory: 0, readOnly: false, deskConfig: path.resolve('/tmp/desk.json'), userDataDir: path.resolve('/tmp/data') });
  });

  it('cannot move data or limits of the packaged app', () => {
    expect(readCommandLine(argv, true)).toEqual({ demo: true, demoRoles: [], demoLarge: false, demoHistory: 0, readOnly: false, deskConfig: null, userDataDir: null });
  });

  it('takes an empty value for none', () => {
    expect(readCommandLine(['electron', '--desk-config='], false)).toEqual({ demo: false, demoRoles: [], demoLarge: false, demoHistory: 0, readOnly: false, deskConfig: null, userDataDir: null });
  });

  it('takes roles for the demo’s operator, and a large demo', () => {
    expect(readCommandLine(['electron', '--demo', '--demo-role=Privileged Role Administrator', '--demo-role=Reports Reader', '--demo-large'], true)).toMatchObject({ demoRoles: ['Privileged Role Administrator', 'Reports Reader'], demoLarge: true });
  });

  it.each([['--demo-history', 200_000], ['--demo-history=5000', 5000], ['--demo-history=99999999', 2_000_000], ['--demo-history=many', 200_000], ['--demo-historyx=5', 0]] as const)('takes a made-up past: %s', (argument, rows) => {
    expect(readCommandLine(['electron', '--demo', argument], true).demoHistory).toBe(rows);
  });

  it('names the switches of Chromium that would undo a promise, and no other', () => {
    const given = ['demo', 'remote-debugging-port', 'proxy-server', 'no-sandbox', 'log-net-log'];
    expect(forbiddenSwitches((name) => given.includes(name))).toEqual(['log-net-log', 'proxy-server']);
    expect(forbiddenSwitches(() => false)).toEqual([]);
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

describe('a passcode on the screen', () => {
  function watched() {
    const steps: string[] = [];
    const listeners = new Map<string, () => void>();
    const on = (name: string, listener: () => void) => void listeners.set(name, listener);
    watchConcealment({ on } as never, { on } as never, { conceal: () => steps.push('conceal'), endHandOvers: () => steps.push('end') });
    return (name: string) => {
      steps.splice(0);
      listeners.get(name)!();
      return steps;
    };
  }

  it.each(['blur', 'minimize', 'hide'])('is concealed on %s', (name) => {
    expect(watched()(name)).toEqual(['conceal']);
  });

  it.each(['lock-screen', 'suspend', 'shutdown', 'query-session-end', 'session-end'])('is concealed at once on %s, and then its hand-over ends', (name) => {
    expect(watched()(name)).toEqual(['conceal', 'end']);
  });
});

describe("the window's session", () => {
  function isolated(allowDevTools: boolean) {
    let listener: (details: { url: string }, answer: (response: { cancel: boolean }) => void) => void = () => undefined;
    const setProxy = vi.fn(async () => undefined);
    const webRequest = { onBeforeRequest: (given: typeof listener) => void (listener = given) };
    isolateWindowSession({ setProxy, webRequest } as never, { allowDevTools });
    const isCancelled = (url: string) => {
      let cancel: boolean | undefined;
      listener({ url }, (response) => (cancel = response.cancel));
      return cancel;
    };
    return { isCancelled, setProxy };
  }

  it.each(['https://evil.example/', 'http://127.0.0.1:1/', 'ws://127.0.0.1:1/', 'file:///etc/passwd', 'app://evil/', 'app://desk.evil/', 'app://desk', 'https://evil.example/app://desk/', 'ftp://evil.example/'])('has no way to %s', (url) => {
    expect([isolated(false).isCancelled(url), isolated(true).isCancelled(url)]).toEqual([true, true]);
  });

  it('serves our page, and the developer tools from source', () => {
    expect(['app://desk/index.html', 'devtools://devtools/bundled/x.js'].map((url) => [isolated(true).isCancelled(url), isolated(false).isCancelled(url)])).toEqual([[false, false], [false, true]]);
  });

  it('finds a proxy that is not there, for loopback too', () => {
    expect(isolated(false).setProxy).toHaveBeenCalledWith({ proxyRules: 'http://127.0.0.1:9', proxyBypassRules: '<-loopback>' });
  });
});
